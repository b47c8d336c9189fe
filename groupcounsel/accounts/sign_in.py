"""What a person signs in with: their address, their sessions, and one-time links to choose a password."""

from allauth.account.forms import UserTokenForm, default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import User


def one_time_link(user: User) -> str:
    """Leads to the page where the person chooses a password; gone once used, or after three days."""
    key = default_token_generator.make_token(user)
    return settings.SITE_URL.rstrip("/") + reverse(
        "account_reset_password_from_key", args=[user_pk_to_url_str(user), key]
    )


class OneTimeLinkForm(UserTokenForm):
    """Asked by both pages of a link. It leads nobody on whose sign-in an admin has closed, and tells them so."""

    def clean(self):
        said = super().clean()
        if not self.reset_user.is_active:
            raise ImmediateHttpResponse(redirect("account_inactive"))
        return said


def forget_addresses(user: User) -> None:
    """allauth keeps e-mail addresses of its own; without this, an earlier one would still sign in."""
    EmailAddress.objects.filter(user=user).delete()


def end_sessions(user: User) -> None:
    """Everywhere, also for the day on which they may sign in again."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [row.pk for row in running.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
