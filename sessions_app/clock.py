"""The clock of a session: it runs from the tap that began it, stands still in pauses and stops at the end.

Times of events are seconds on this clock. A session that nobody began by a tap runs from its planned start.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from members.marks import mark_group
from sessions_app.models import Session

State = Session.State
SWAPPED = timedelta(seconds=5)  # by so much two taps of one device may seem to have come the other way round


def seconds(session: Session, when: datetime) -> float:
    """What the clock showed at that moment; 0 before the beginning."""
    began = session.began or session.starts
    until = min(when, session.ended or when)
    return max(0.0, (until - began - _stood(session.pauses, until)).total_seconds())


@transaction.atomic
def move_clock(*, session: Session, move: str, when: datetime, by: User) -> bool:
    """One of `MOVES`, at that moment. No when it is so already, or cannot be any more."""
    now = Session.objects.select_for_update().get(pk=session.pk)
    facts = MOVES[move](now, when)
    if facts is None:
        return False
    Session.objects.filter(pk=now.pk).update(**facts)
    record(by=by, action=f"session-{facts.get('state', move)}", subject=now)
    if "state" in facts:
        mark_group(group_id=now.group_id)
    return True


def _start(session: Session, when: datetime) -> dict | None:
    return {"state": State.LIVE, "began": when} if session.state == State.PLANNED else None


def _pause(session: Session, when: datetime) -> dict | None:
    if session.state != State.LIVE or session.is_paused:
        return None
    return {"pauses": [*session.pauses, [_told(session, when), None]]}


def _resume(session: Session, when: datetime) -> dict | None:
    """What was tapped before the pause began was about another one."""
    if not session.is_paused or _moment(_told(session, when)) + SWAPPED < _moment(session.pauses[-1][0]):
        return None
    return _closed(session, when)


def _closed(session: Session, when: datetime) -> dict:
    *before, (begin, _open) = session.pauses
    return {"pauses": [*before, [begin, max(begin, _told(session, when))]]}


def _end(session: Session, when: datetime) -> dict | None:
    if session.state != State.LIVE:
        return None
    began = session.began or min(session.starts, when)
    ended = {"state": State.DEBRIEFING, "began": began, "ended": max(when, began)}
    return ended | (_closed(session, when) if session.is_paused else {})


def _reopen(session: Session, when: datetime) -> dict | None:
    """The end was a slip: the time since then counts. What was tapped before it was about another one."""
    if session.state != State.DEBRIEFING or not session.ended or when + SWAPPED < session.ended:
        return None
    return {"state": State.LIVE, "ended": None}


def _told(session: Session, when: datetime) -> str:
    """A moment of a pause, in UTC so that texts sort as moments do; not before the session began."""
    return max(when, session.began or session.starts).astimezone(UTC).isoformat(timespec="milliseconds")


def _stood(pauses: list[list], until: datetime) -> timedelta:
    """How long the clock stood before that moment. What two people noted of the same minutes counts once."""
    stood, covered = timedelta(), datetime.min.replace(tzinfo=UTC)
    for begin, end in sorted((_moment(begin), _moment(end) if end else until) for begin, end in pauses):
        until_here = min(end, until)
        stood += max(timedelta(), until_here - max(begin, covered))
        covered = max(covered, until_here)
    return stood


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


MOVES = {"start": _start, "pause": _pause, "resume": _resume, "end": _end, "reopen": _reopen}
