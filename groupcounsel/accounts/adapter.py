from functools import partial

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from groupcounsel.accounts.emails import taken
from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """People are created by an admin; nobody signs up. Every sign-in, and every failed one, leaves its trace."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
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

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        known = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record(by=None, action="sign-in-refused", subject=known)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The seeds of one-time codes lie sealed in the database."""

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text)

    def _get_site_name(self):
        return "GroupCounsel"
