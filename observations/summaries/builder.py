"""From rows to what the analysis reads: one query for the events, one for their components, two for the sessions."""

from collections import defaultdict
from uuid import UUID

from members.models import Membership
from observations.analysis.records import Course, Observation
from observations.codebook.codes import State
from observations.events.models import Component, Event
from sessions_app.models import Attendance, Session

FACETS = (
    "affect", "strength", "focus", "reflection", "process_looked_at",
    "feared_outcome", "feared_expected", "feared_happened",
)  # fmt: skip


def observations_of(group_id: UUID, **which) -> list[Observation]:
    """The group's events, or those that `which` (conditions on events) leaves; in no certain order."""
    components = _components(group_id, which)
    events = Event.objects.filter(group=group_id, **which).order_by()
    rows = events.values_list("id", "follow_up_done_in", "actor", "session__number", "at", "kind", *FACETS)
    return [
        Observation(str(id), number, at, kind, str(actor), *facets, components.get(id, {}), done is not None)
        for id, done, actor, number, at, kind, *facets in rows
    ]


def _components(group_id: UUID, which: dict) -> dict[UUID, dict[str, tuple[str, int | None]]]:
    known = Component.objects.filter(group=group_id, **{f"event__{name}": value for name, value in which.items()})
    found = defaultdict(dict)
    rows = known.exclude(state=State.UNKNOWN).values_list("event_id", "kind", "state", "session__number")
    for event, kind, state, number in rows:
        found[event][kind] = (state, number)
    return found


def sessions_held(group_id: UUID) -> tuple[int, ...]:
    return tuple(Session.objects.filter(group=group_id).held().order_by("number").values_list("number", flat=True))


def course_of(membership: Membership) -> Course:
    held = sessions_held(membership.group_id)
    came = Attendance.objects.filter(person=membership.person_id).there().values_list("session__number", flat=True)
    return Course(held, tuple(sorted(set(held).intersection(came))))


def courses_of(group_id: UUID) -> dict[UUID, Course]:
    """The same for every member of the group, by person."""
    held, came = sessions_held(group_id), defaultdict(set)
    rows = Attendance.objects.filter(group=group_id).there().values_list("person_id", "session__number")
    for person, number in rows:
        came[person].add(number)
    members = Membership.objects.filter(group=group_id).values_list("person_id", flat=True)
    return {person: Course(held, tuple(sorted(came[person].intersection(held)))) for person in members}
