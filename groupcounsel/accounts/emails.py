"""E-mails about a person's sign-in, in their own language. They carry no clinical content."""

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation

from groupcounsel.accounts.models import User
from groupcounsel.accounts.sign_in import one_time_link

logger = logging.getLogger(__name__)
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def send_link(user: User) -> bool:
    """An invitation, or a way to a new password. False where no mail server took it."""
    kind = "new_password" if user.has_usable_password() else "invitation"
    return send(f"accounts/email/{kind}", user, to=user.email, link=one_time_link(user))


def tell_former_address(user: User, address: str) -> bool:
    """Whoever read mail under the former address learns that it no longer signs in."""
    return send("accounts/email/address_changed", user, to=address)


def send(template: str, user: User, *, to: str, **context) -> bool:
    """In the person's own language and time zone. `template`: the path of text and subject without their endings."""
    with timezone.override(user.zone), translation.override(user.language):
        words = {"user": user, "site": settings.SITE_URL, **context}
        subject = render_to_string(f"{template}_subject.txt", words).strip()
        text = render_to_string(f"{template}.txt", words)
    return taken(partial(send_mail, subject, text, None, [to]))


def has_server() -> bool:
    """The console, which stands in where no mail server is named, is none: a one-time link has no place in a log."""
    return settings.EMAIL_BACKEND != CONSOLE


def taken(send: Callable[[], object]) -> bool:
    """Whether a mail server took what `send` sends. A server that fails is no fault of whoever asked for the mail."""
    if not has_server():
        return False
    try:
        return send() != 0
    except OSError as fault:
        logger.warning("An e-mail could not be sent: %s", type(fault).__name__)
        return False
