"""Reminders by e-mail: when, never what. No group, no alias, no theme; one for each person, session and kind.

The row that says that it went out and the e-mail itself are one transaction: of two workers at once the second waits
for the first and then finds its row; an e-mail that no server took leaves no row and is tried again while it is of use.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.emails import send
from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Group, Leadership
from sessions_app.models import REMINDERS, Reminding, Session

MORNING = time(8)  # where the person is
LATEST = timedelta(days=3)  # what is older than that was a reminder's business once
SESSION, RECORD = REMINDERS
ONCE = """
INSERT INTO sessions_app_reminded (id, user_id, session_id, kind, at) VALUES (%s, %s, %s, %s, now())
ON CONFLICT (user_id, session_id, kind) DO NOTHING
"""


class NotTaken(Exception):
    """No mail server took it; it counts as not sent."""


def who_asked() -> QuerySet[Reminding]:
    return Reminding.objects.filter(user__is_active=True).exclude(hours_before=None, morning_after=False)


def remind(user_id: UUID) -> int:
    """What this person is to be told now and was not told yet; how many e-mails that were. May run twice and late."""
    with acting(user_id=user_id):
        asked = who_asked().filter(user=user_id).select_related("user").first()
        if asked is None:
            return 0
        sent = [_told(SESSION, asked.user, [session]) for session in _coming(asked)]
        return sum(sent) + _told(RECORD, asked.user, _unfinished(asked))


def _coming(asked: Reminding) -> Sequence[Session]:
    """Sessions that begin within so many hours."""
    if asked.hours_before is None:
        return []
    until = timezone.now() + timedelta(hours=asked.hours_before)
    groups = Group.objects.running().led_by(asked.user)
    planned = Session.objects.filter(state=Session.State.PLANNED, starts__range=(timezone.now(), until))
    return planned.filter(group__in=_ids(groups)).select_related("group").order_by("starts")


def _unfinished(asked: Reminding) -> Sequence[Session]:
    """Sessions of the days before this one, from the morning on, in groups in which the person writes."""
    now = timezone.localtime(timezone=asked.user.zone)
    if not asked.morning_after or now.time() < MORNING:
        return []
    midnight = datetime.combine(now.date(), time(), asked.user.zone)
    groups = Group.objects.running().led_by(asked.user).exclude(own_role=Leadership.Role.OBSERVER)
    return Session.objects.unfinished().filter(group__in=_ids(groups), starts__range=(midnight - LATEST, midnight))


def _ids(groups: QuerySet[Group]) -> list[UUID]:
    return list(groups.values_list("id", flat=True))


def _told(kind: str, user: User, sessions: Iterable[Session]) -> bool:
    """Of those of which the person was not told yet, in one e-mail; no when there is none, or no server took it."""
    try:
        with transaction.atomic():
            fresh = [session for session in sessions if _first_time(user, session, kind)]
            if fresh and not TELL[kind](user, fresh):
                raise NotTaken
            return bool(fresh)
    except NotTaken:
        return False


def _first_time(user: User, session: Session, kind: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ONCE, [uuid7(), user.pk, session.pk, kind])
        return cursor.rowcount == 1


def _of_session(user: User, sessions: list[Session]) -> bool:
    [session] = sessions
    starts = session.starts.astimezone(user.zone)
    days = (starts.date() - timezone.localdate(timezone=user.zone)).days
    elsewhere = starts.astimezone(session.group.zone).utcoffset() != starts.utcoffset()
    zone = f" ({user.timezone})" if elsewhere else ""
    return send("sessions/email/session", user, to=user.email, starts=starts, days=days, zone=zone, link=_today())


def _of_records(user: User, sessions: list[Session]) -> bool:
    return send("sessions/email/record", user, to=user.email, count=len(sessions), link=_today())


def _today() -> str:
    return settings.SITE_URL.rstrip("/") + reverse("today:today")


TELL = {SESSION: _of_session, RECORD: _of_records}
