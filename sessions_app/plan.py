"""The plan of a session as pages show it: what earlier sessions left to come back to, then what is meant for this one.

What is to be come back to stands in events, which are another room's: it is read through the sessions that hold them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from groupcounsel.lib.questions import question
from groupcounsel.lib.templatetags.look import bookmarked
from sessions_app.models import PlanItem, Session

SHOWN = 6  # follow-ups of one group; the others come up as these are closed
State = Session.State


class FollowUp(NamedTuple):
    """`done_in`: the number of the session in which it would be noted as done."""

    event: UUID
    text: str
    who: str
    number: int
    done_in: int


class Plan(NamedTuple):
    session: Session
    items: list[PlanItem]
    follow_ups: list[FollowUp]
    more: int


def plan_of(session: Session) -> Plan:
    return plans_of([session])[session.pk]


def plans_of(sessions: Sequence[Session]) -> dict[UUID, Plan]:
    """Of each session its plan; four queries, however many there are."""
    items = defaultdict(list)
    for item in _items([session.pk for session in sessions]):
        items[item.session_id].append(item)
    taking = _taking(sessions)
    waiting, held = _waiting(taking), _held(taking)
    found = {session.pk: _follow_ups(session, waiting, held) for session in taking}
    return {session.pk: _plan(session, items[session.pk], found.get(session.pk, [])) for session in sessions}


def session_of_closing(session: Session, event_session: Session) -> Session:
    """In which session a follow-up was done that is closed on the plan of `session`: that one, if it has been held;
    before it has, the last one that was. Never one before the session of its event."""
    number = _done_in(session, event_session.number, _held([session]))
    return Session.objects.get(group=session.group_id, number=number)


def _plan(session: Session, items: list[PlanItem], follow_ups: list[FollowUp]) -> Plan:
    return Plan(session, items, follow_ups[:SHOWN], max(0, len(follow_ups) - SHOWN))


def _taking(sessions: Iterable[Session]) -> list[Session]:
    """Those to whose plan follow-ups belong: under way or to debrief, or the next one of their group."""
    following = set(_next(_groups(sessions)))
    return [
        session for session in sessions if session.pk in following or session.state in (State.LIVE, State.DEBRIEFING)
    ]


def _waiting(sessions: Iterable[Session]) -> dict[UUID, list[tuple]]:
    """By group, the longest waiting first."""
    found = defaultdict(list)
    for group, *row in _to_come_back_to(_groups(sessions)):
        found[group].append(row)
    return found


def _held(sessions: Iterable[Session]) -> dict[UUID, int]:
    """The number of each group's last session that was held."""
    return dict(_last_held(_groups(sessions)))


def _groups(sessions: Iterable[Session]) -> list[UUID]:
    return list({session.group_id for session in sessions})


@question
def _items(sessions: list[UUID]):
    return PlanItem.objects.filter(session__among=sessions)


@question
def _next(groups: list[UUID]):
    coming = Session.objects.upcoming().filter(group__among=groups)
    return coming.order_by("group", "starts").distinct("group").values_list("id", flat=True)


@question
def _to_come_back_to(groups: list[UUID]):
    waiting = Session.objects.filter(group__among=groups, events__follow_up__gt="", events__follow_up_done_in=None)
    facts = ("group", "number", "events__id", "events__follow_up", "events__actor__alias")
    return waiting.order_by("number", "events__at").values_list(*facts)


@question
def _last_held(groups: list[UUID]):
    last = Session.objects.held().filter(group__among=groups).order_by("group", "-number").distinct("group")
    return last.values_list("group", "number")


def _follow_ups(session: Session, waiting: dict, held: dict) -> list[FollowUp]:
    """From earlier sessions only: what this one leaves is for later ones."""
    rows = (row for row in waiting[session.group_id] if row[0] < session.number)
    return [
        FollowUp(event, bookmarked(text), who, number, _done_in(session, number, held))
        for number, event, text, who in rows
    ]


def _done_in(session: Session, number: int, held: dict[UUID, int]) -> int:
    last = session.number if session.state != State.PLANNED else held.get(session.group_id, number)
    return max(number, last)
