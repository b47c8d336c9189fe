"""Rules about people, behaviours and sessions that a schema cannot say."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from observations.reports.importing.head import Head, Rows
from observations.reports.interchange.faults import Fault, fault, step
from sessions_app.models import OUR_TIME


def head_faults(head: Head) -> Iterator[Fault]:
    yield from _group_faults(head.group)
    for path, person in head.people.values():
        yield from _person_faults(path, person)
    for path, session in head.sessions.values():
        yield from _session_faults(path, session, head)
    yield from _twice(head.people, "alias")
    yield from _twice(head.sessions, "number")


def moment(written: str) -> datetime | None:
    """None where there is no such time."""
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(written: str) -> date | None:
    """None where there is no such day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def zone(name: str) -> ZoneInfo | None:
    """None where there is no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _group_faults(group: dict) -> Iterator[Fault]:
    if group.get("timezone") and not zone(group["timezone"]):
        yield fault("$.group.timezone", group["timezone"], _("expected a time zone such as Asia/Jakarta"))
    yield from _no_days("$.group", group, "ended")


def _no_days(path: str, row: dict, *keys: str) -> Iterator[Fault]:
    for key in keys:
        if row.get(key) and not day(row[key]):
            yield fault(step(path, key), row[key], _("there is no such day"))


def _person_faults(path: str, person: dict) -> Iterator[Fault]:
    yield from _no_days(path, person, "joined", "left")
    if person.get("left") and person.get("joined") and person["left"] < person["joined"]:
        expected = _("expected a day not before the day of joining, %(day)s") % {"day": person["joined"]}
        yield fault(f"{path}.left", person["left"], expected)
    if person.get("outcome") and not person.get("left"):
        yield fault(f"{path}.outcome", person["outcome"], _("an outcome belongs to a member who has left"))


def _session_faults(path: str, session: dict, head: Head) -> Iterator[Fault]:
    yield from _starts_faults(path, session.get("starts"))
    for ref in session.get("attendance") or {}:
        if ref not in head.mentioned["people"]:
            yield fault(step(f"{path}.attendance", ref), ref, _("is not among the people"))
    signer = session.get("signed_by")
    if signer is not None and not _is_counselor(head.people, signer):
        yield fault(f"{path}.signed_by", signer, _("expected a counselor among the people"))


def _starts_faults(path: str, starts: str | None) -> Iterator[Fault]:
    if starts and not moment(starts):
        yield fault(f"{path}.starts", starts, _("there is no such time"))
    elif starts and not OUR_TIME[0] <= moment(starts) < OUR_TIME[1]:
        yield fault(f"{path}.starts", starts, _("expected a time from 1900 to 2199, by the clock of UTC"))


def _is_counselor(people: Rows, ref: str) -> bool:
    return ref in people and people[ref][1].get("kind") == "counselor"


def _twice(rows: Rows, key: str) -> Iterator[Fault]:
    seen = set()
    for path, row in rows.values():
        value = row.get(key)
        if value is not None and value in seen:
            yield fault(f"{path}.{key}", value, _("another one has this already"))
        seen.add(value)
