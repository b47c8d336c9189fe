import secrets

from django.db.transaction import atomic
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from observations.today.access import digest_of
from observations.today.models import Feed
from sessions_app.models import Reminding


@atomic
def choose(*, user: User, changed: list[str], title: str, **reminding) -> None:
    if not changed:
        return
    Reminding.objects.update_or_create(user=user, defaults=reminding)
    Feed.objects.update_or_create(user=user, defaults={"title": title})
    record(by=user, action="reminders-chosen", subject=user, fields=changed)


@atomic
def make_address(*, user: User) -> str:
    """The secret of a new address, which is kept nowhere; an earlier address is none any more."""
    secret = secrets.token_urlsafe(32)
    made = {"digest": digest_of(secret), "made_at": timezone.now(), "read_on": None}
    Feed.objects.update_or_create(user=user, defaults=made)
    record(by=user, action="calendar-opened", subject=user)
    return secret


@atomic
def withdraw_address(*, user: User) -> None:
    if Feed.objects.filter(user=user).exclude(digest=None).update(digest=None, made_at=None, read_on=None):
        record(by=user, action="calendar-closed", subject=user)


@atomic
def note_reading(*, feed: Feed) -> None:
    """The first of a day: a calendar asks every hour."""
    today = timezone.localdate(timezone=feed.user.zone)
    if Feed.objects.filter(pk=feed.pk).exclude(read_on=today).update(read_on=today):
        record(by=feed.user, action="calendar-read", subject=feed.user)
