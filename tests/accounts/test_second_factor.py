import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.adapter import SecondFactorAdapter
from tests.factories import PASSWORD
from tests.pages import trail

ACTIVATE = reverse("mfa_activate_totp")


@pytest.fixture
def alice(cast):
    cache.clear()
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    yield cast.alice
    cache.clear()


def code(secret):
    """What the app shows now. Each works once, which the cache remembers."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def with_factor(alice, django_capture_on_commit_callbacks):
    """Alice's browser, in which she has set up a second factor, and its secret."""
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = browser.get(ACTIVATE).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(ACTIVATE, {"code": code(secret)})
    return browser, secret


def test_the_seed_lies_sealed_in_the_database(with_factor, alice):
    _, secret = with_factor
    [stored] = Authenticator.objects.filter(user=alice, type="totp").values_list("data__secret", flat=True)
    assert secret not in stored and SecondFactorAdapter().decrypt(stored) == secret


def test_from_then_on_the_password_alone_opens_nothing(with_factor, alice):
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_with_the_code_they_are_in_and_each_step_has_its_trace(with_factor, alice):
    _, secret = with_factor
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    before = len(trail("signed-in"))
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert [entry.by for entry in trail("second-factor-refused")] == [alice.id] and len(trail("signed-in")) == before
    browser.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert browser.get(reverse("accounts:profile")).status_code == 200 and len(trail("signed-in")) == before + 1


def test_setting_it_up_and_removing_it_leave_their_traces(with_factor, alice, django_capture_on_commit_callbacks):
    browser, _ = with_factor
    assert {entry.by for entry in trail("second-factor-added")} == {alice.id}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("mfa_deactivate_totp"))
    assert {entry.subject for entry in trail("second-factor-removed")} == {alice.id}
    assert not Authenticator.objects.filter(user=alice).exists()
