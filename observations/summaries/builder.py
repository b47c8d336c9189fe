"""From rows to what the analysis reads: a query for the events, one for each facet with rows, few for the sessions."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Case, TextField, When
from django.db.models.functions import Cast

from members.models import Membership, Person
from observations.analysis.answers import Turn, answers
from observations.analysis.records import Course, Felt, Observation, Response, Stance
from observations.codebook.codes import Kind, State
from observations.codebook.models import Behaviour
from observations.events import models
from observations.events.models import Event
from observations.summaries.consent import members_who_agreed
from sessions_app.models import Attendance, Session

PARTS = {"toward": "toward", "helped": "helped_by", "recognised": "recognised_by"}


def _text(column: str) -> Cast:
    """An id as the database writes it: to make a UUID of each, and a text of that, takes longer than to read it."""
    return Cast(column, TextField())


def _is_told(column: str, nothing: str | None) -> Case:
    return Case(When(**{column: nothing}, then=False), default=True)


# What a record has from its event's own row, in the order in which the record has it; of texts only whether there is
# one. Session and behaviour come as ids. To join few rows to thousands the database has to know that they are few, and
# of a group that has grown since it last looked it does not: it went through all sessions once for each event.
READ = (
    _text("id"), _text("session_id"), "at", "kind", _text("actor_id"), "affect", "strength", "focus", "reflection",
    "process_looked_at", "feared_outcome", "feared_expected", "feared_happened",
    _is_told("follow_up_done_in", None), "origin", "trigger", _text("behaviour_id"), "octant", "adaptive", "need",
    "novel", "transference_figure", "insight_domain", "insight_process", "outside_relationship",
    _is_told("distortion_view", ""), _is_told("distortion_revised", ""),
    "distortion_held", "distortion_held_after",
)  # fmt: skip
BEHAVIOUR, ACTOR, OCTANT = map(Observation._fields.index, ("behaviour", "actor", "octant"))


def observations_of(
    group_id: UUID, *, actor: UUID | None = None, agreed: Collection[UUID] | None = None
) -> list[Observation]:
    """The group's events, or those of one actor; in no certain order. Not those of a session that came meanwhile.

    `agreed` are the persons who agreed to summaries, if they are known already: no others answer anybody.

    They are found by the actor or by the sessions: neither events nor their lines have an index on the group alone.
    """
    number = dict(Session.objects.filter(group=group_id).values_list(_text("id"), "number"))
    code = dict(Behaviour.objects.order_by().values_list(_text("id"), "code"))
    which = {"actor": actor} if actor else {"session__in": list(number)}
    facets = _facets(group_id, which, number)
    rows = Event.objects.filter(group=group_id, **which).order_by().values_list(*READ)
    known = [row for row in rows if row[1] in number]
    turns = [_turn(row, number, facets) for row in known] + (_toward(group_id, actor, number) if actor else [])
    among = members_who_agreed(group_id) if agreed is None else agreed
    for event, octant in answers(turns, set(map(str, among))).items():
        facets[event]["answered"] = octant
    return [_observation(row, number, code, facets.get(row[0], {})) for row in known]


def _observation(row: tuple, number: dict[str, int], code: dict[str, str], facets: dict) -> Observation:
    id, session = row[:2]
    behaviour = code.get(row[BEHAVIOUR])
    return Observation(id, number[session], *row[2:BEHAVIOUR], behaviour, *row[BEHAVIOUR + 1 :], **facets)


def _turn(row: tuple, number: dict[str, int], facets: dict[str, dict]) -> Turn:
    toward = facets[row[0]].get("toward", ()) if row[0] in facets else ()
    return Turn(number[row[1]], row[2], row[0], row[ACTOR], row[OCTANT], toward)


def _toward(group_id: UUID, actor: UUID, number: dict[str, int]) -> list[Turn]:
    """The coded events of others that are directed at this actor. Of a whole group they are among its own events."""
    directed = models.Involvement.objects.filter(group=group_id, person=actor, part=models.Involvement.Part.TOWARD)
    coded = directed.exclude(event__actor=actor).filter(event__octant__isnull=False)
    names = ("event__session_id", "event_id", "event__actor_id")
    rows = coded.order_by().values_list("event__at", "event__octant", *map(_text, names))
    return [
        Turn(number[session], at, id, by, octant, (str(actor),))
        for at, octant, session, id, by in rows
        if session in number
    ]


def _facets(group_id: UUID, which: dict, number: dict[str, int]) -> dict[str, dict[str, object]]:
    """By event what has rows of its own, in an order that does not depend on how they are stored."""
    of = {"group": group_id} | {f"event__{name}": value for name, value in which.items()}
    found = defaultdict(dict, _components(of, number))
    for name, event, line in _lines(of):
        found[event][name] = (*found[event].get(name, ()), line)
    return found


def _lines(of: dict) -> Iterator[tuple[str, str, object]]:
    """Name of the facet, event, and what stands in the line. What was only anticipated is no response."""
    members = of | {"by__kind": Person.Kind.MEMBER}
    answers = _of(Response, models.Response, of, "responses", "kind", "strength", "anticipated")
    yield from (told for told in answers if not told[2].anticipated)
    yield from _of(Felt, models.Felt, members, "felt", "feeling", "strength")
    yield from _of(Stance, models.Validation, of, "validations", "stance", "rating")
    rows = models.Involvement.objects.filter(**of).order_by("event_id", "part", "person_id")
    for event, part, person in rows.values_list(_text("event_id"), "part", _text("person_id")):
        yield PARTS[part], event, person


def _of(line: type, model: type[models.OfEventByPerson], of: dict, name: str, *columns: str) -> Iterator[tuple]:
    rows = model.objects.filter(**of).order_by("event_id", "by_id", *columns, "id")
    for event, *facts in rows.values_list(*map(_text, ("event_id", "by_id")), *columns):
        yield name, event, line(*facts)


def _components(of: dict, number: dict[str, int]) -> dict[str, dict[str, dict]]:
    """Of incidents, which alone have an arc."""
    found = defaultdict(lambda: {"components": {}})
    known = models.Component.objects.filter(event__kind=Kind.INCIDENT, **of).exclude(state=State.UNKNOWN)
    for event, kind, state, session in known.values_list(_text("event_id"), "kind", "state", _text("session_id")):
        found[event]["components"][kind] = (state, number.get(session))
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
