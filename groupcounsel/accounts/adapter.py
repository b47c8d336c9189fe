from functools import partial

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from groupcounsel.accounts.emails import taken
from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """People are created by an admin; nobody signs up. Every sign-in, and every failed one, leaves its trace."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("That was tried too often. Please wait some minutes."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """In the reader's own language, in whatever language it was asked for."""
        reader = context.get("user")
        with override(reader.language if reader else get_language()):
            taken(partial(super().send_mail, template_prefix, email, context))

    def login(self, request, user):
        super().login(request, user)
        record(by=user, action="signed-in", subject=user)

    def logout(self, request):
        record(by=request.user, action="signed-out", subject=request.user)
        super().logout(request)

    def set_password(self, user, password):
        super().set_password(user, password)
        record(by=user, action="password-changed", subject=user)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """By the address alone: who guesses may name this host with any port, and would count from one each time."""
        return credentials.get("email", "").lower()

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        known = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record(by=None, action="sign-in-refused", subject=known)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The seeds of one-time codes lie sealed in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not open it. Take the one that the app shows now."),
    }

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def _get_site_name(self):
        return "GroupCounsel"
