"""A person's second factor, as the app on their phone would have it."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30  # seconds for which the app shows one code
TIME_TO_TYPE = 6


def code(secret: str = SECRET) -> str:
    """What the app shows now, and for as long as it takes to send it. Each works once, which the cache remembers."""
    cache.clear()
    if (left := PERIOD - time.time() % PERIOD) < TIME_TO_TYPE:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def enrol(user) -> list[str]:
    """With a password, a second factor and its recovery codes, which are returned."""
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).generate_codes()


def half_signed_in(user) -> Client:
    """A browser in which the person gave their password and is asked for their code."""
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return browser


def signed_in(user) -> Client:
    """A browser in which the person gave their password, their code, and the password once more."""
    browser = half_signed_in(user)
    browser.post(reverse("mfa_authenticate"), {"code": code()})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser
