"""From rows to what the analysis reads: a query for the events, one for each facet with rows, two for the sessions."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Case, When

from members.models import Membership, Person
from observations.analysis.records import Course, Felt, Observation, Response, Stance
from observations.codebook.codes import State
from observations.events import models
from observations.events.models import Event
from sessions_app.models import Attendance, Session

COLUMNS = {
    "session__number": "session", "at": "at", "kind": "kind", "affect": "affect", "strength": "strength",
    "focus": "focus", "origin": "origin", "trigger": "trigger", "behaviour__code": "behaviour", "octant": "octant",
    "adaptive": "adaptive", "need": "need", "novel": "novel", "reflection": "reflection",
    "process_looked_at": "process_looked_at", "feared_outcome": "feared_outcome", "feared_expected": "feared_expected",
    "feared_happened": "feared_happened", "transference_figure": "transference", "insight_domain": "insight_domain",
    "insight_process": "insight_process", "outside_relationship": "outside",
}  # fmt: skip
# Of these texts it is told only whether there is one.
TEXTS = {"distortion_view": "distorted", "distortion_revised": "revised"}
PARTS = {"toward": "toward", "helped": "helped_by", "recognised": "recognised_by"}
REST = ("id", "actor", "follow_up_done_in")


def observations_of(group_id: UUID, **which) -> list[Observation]:
    """The group's events, or those that `which` (conditions on events) leaves; in no certain order."""
    facets = _facets(group_id, which)
    events = Event.objects.filter(group=group_id, **which).order_by()
    rows = events.values_list(*REST, *_told(), *COLUMNS)
    return [_observation(row, facets.get(row[0], {})) for row in rows]


def _told() -> list[Case]:
    return [Case(When(**{column: ""}, then=False), default=True) for column in TEXTS]


def _observation(row: tuple, facets: dict) -> Observation:
    id, actor, done, *values = row
    noted = dict(zip((*TEXTS.values(), *COLUMNS.values()), values, strict=True))
    return Observation(id=str(id), actor=str(actor), followed_up=done is not None, **noted, **facets)


def _facets(group_id: UUID, which: dict) -> dict[UUID, dict[str, object]]:
    """By event what has rows of its own, in an order that does not depend on how they are stored."""
    of = {"group": group_id} | {f"event__{name}": value for name, value in which.items()}
    found = defaultdict(dict, _components(of))
    for name, event, *line in _lines(of):
        found[event][name] = (*found[event].get(name, ()), LINES[name](*line))
    return found


LINES = {
    "responses": Response, "felt": Felt, "validations": Stance, "toward": str, "helped_by": str, "recognised_by": str,
}  # fmt: skip


def _lines(of: dict) -> Iterator[tuple]:
    """Name of the facet, event, and what stands in the line."""
    members = of | {"by__kind": Person.Kind.MEMBER}
    yield from _of(models.Response, of, "responses", "by", "kind", "strength", "anticipated")
    yield from _of(models.Felt, members, "felt", "by", "feeling", "strength")
    yield from _of(models.Validation, of, "validations", "by", "stance")
    rows = models.Involvement.objects.filter(**of).order_by("event_id", "part", "person_id")
    for event, part, person in rows.values_list("event_id", "part", "person_id"):
        yield PARTS[part], event, str(person)


def _of(model: type[models.OfEventByPerson], of: dict, name: str, *columns: str) -> Iterator[tuple]:
    rows = model.objects.filter(**of).order_by("event_id", *columns, "id")
    for event, by, *line in rows.values_list("event_id", *columns):
        yield name, event, str(by), *line


def _components(of: dict) -> dict[UUID, dict[str, dict]]:
    found = defaultdict(lambda: {"components": {}})
    known = models.Component.objects.filter(**of).exclude(state=State.UNKNOWN)
    for event, kind, state, number in known.values_list("event_id", "kind", "state", "session__number"):
        found[event]["components"][kind] = (state, number)
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
