"""Which of a member's events fit a pattern."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from members.models import Membership
from observations.debriefing.models import Pattern, PatternUse
from observations.events.models import Event, Response


class Fit(NamedTuple):
    """An event, plainly, with the kinds of its responses."""

    id: UUID
    session: int
    at: float
    trigger: str | None
    behaviour: UUID | None
    octant: str | None
    responses: frozenset[str]


class Used(NamedTuple):
    """Where and how a pattern was used, and what was said of it before, the newest first."""

    use: PatternUse
    before: list[PatternUse]


class Found(NamedTuple):
    pattern: Pattern
    events: list[Fit]
    uses: list[Used]

    @property
    def sessions(self) -> int:
        return len({event.session for event in self.events})

    @property
    def never_used(self) -> bool:
        return bool(self.events) and not self.uses and not self.pattern.retired


def fits(pattern: Pattern, event: Fit) -> bool:
    """In everything that the pattern gives. A response counts when it really came."""
    return (
        pattern.trigger in (None, event.trigger)
        and pattern.behaviour_id in (None, event.behaviour)
        and pattern.octant in (None, event.octant)
        and (pattern.response is None or pattern.response in event.responses)
    )


def events_of(membership: Membership) -> list[Fit]:
    """Two queries, however many there are."""
    mine = Event.objects.filter(actor=membership.person_id)
    came, answered = defaultdict(set), Response.objects.filter(event__in=mine.values("pk")).exclude(anticipated=True)
    for event, kind in answered.values_list("event_id", "kind"):
        came[event].add(kind)
    rows = mine.order_by("session__number", "at", "id")
    columns = ("id", "session__number", "at", "trigger", "behaviour_id", "octant")
    return [Fit(*row, frozenset(came[row[0]])) for row in rows.values_list(*columns)]


def patterns_of(membership: Membership) -> list[Found]:
    """Five queries, however many there are."""
    events, uses = events_of(membership), defaultdict(list)
    rows = Pattern.objects.filter(membership=membership).select_related("behaviour", "by")
    patterns = list(rows.prefetch_related("earlier__behaviour", "earlier__by"))
    for use in PatternUse.objects.filter(pattern__membership=membership).select_related("session", "by"):
        uses[use.pattern_id].append(use)
    return [Found(one, [event for event in events if fits(one, event)], in_force(uses[one.id])) for one in patterns]


def in_force(uses: list[PatternUse]) -> list[Used]:
    """Those in whose place nothing else was said, in the order in which they were noted first."""
    by_id, gone = {use.id: use for use in uses}, {use.replaces_id for use in uses}
    found = [Used(use, _before(use, by_id)) for use in uses if use.id not in gone]
    return sorted(found, key=lambda used: (used.before or [used.use])[-1].at)


def _before(use: PatternUse, by_id: dict[UUID, PatternUse]) -> list[PatternUse]:
    before = []
    while use.replaces_id:
        use = by_id[use.replaces_id]
        before.append(use)
    return before
