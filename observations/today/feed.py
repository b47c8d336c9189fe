"""Somebody's sessions as a calendar (RFC 5545): when they are, and that they are; nothing of the groups."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from groupcounsel.accounts.models import User
from members.models import Group
from observations.today.models import Feed
from sessions_app.models import Session

PAST = timedelta(days=92)
AGAIN = timedelta(hours=1)  # after which a calendar may ask again


def calendar_of(feed: Feed) -> bytes:
    """Read while the database answers to the feed's owner."""
    with translation.override(feed.user.language):
        title = feed.title or _("Group session")
    calendar = Calendar()
    calendar.add("prodid", "-//GroupCounsel//EN")
    calendar.add("version", "2.0")
    calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    for session in sessions_of(feed.user):
        calendar.add_component(_event(session, title))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def sessions_of(user: User) -> list[Session]:
    groups = list(Group.objects.running().led_by(user).values_list("id", flat=True))
    sessions = Session.objects.filter(group__in=groups, starts__gte=timezone.now() - PAST)
    return list(sessions.select_related("group").order_by("starts", "id"))


def _event(session: Session, title: str) -> Event:
    starts = session.starts.astimezone(session.group.zone)
    event = Event()
    event.add("uid", f"{session.id}@groupcounsel")
    event.add("dtstamp", timezone.now())
    event.add("summary", title)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=session.minutes))
    event.add("class", "PRIVATE")
    return event
