"""The words of a document and the rows they name, within one group."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from members.models import Person
from observations.codebook.models import Behaviour
from observations.events.facets import found
from observations.events.room import Room
from sessions_app.models import Session

PEOPLE = (("actor",), ("toward",), ("insight", "helped_by"), ("outside", "recognised_by"), ("transference", "toward"))
DOING = (("actor",), ("insight", "helped_by"), ("outside", "recognised_by"))
LINES = (("responses",), ("felt",), ("distortion", "validation"))


class Refs(NamedTuple):
    """From ref (of a behaviour: code) to id; `memberships` has the members only."""

    people: dict[str, UUID]
    memberships: dict[str, UUID]
    sessions: dict[str, UUID]
    behaviours: dict[str, UUID]


def refs_of_group(group_id: UUID) -> Refs:
    people = list(Person.objects.filter(group=group_id).values_list("ref", "id", "membership__id"))
    behaviours = Behaviour.objects.filter(Q(group=None) | Q(group=group_id)).order_by("group_id").reverse()
    return Refs(
        people={ref: person for ref, person, _ in people},
        memberships={ref: membership for ref, _, membership in people if membership},
        sessions=dict(Session.objects.filter(group=group_id).values_list("ref", "id")),
        behaviours=dict(behaviours.values_list("code", "id")),
    )


def refs_of_room(room: Room) -> Refs:
    """Enough for an entry of who, toward whom, affect and strength."""
    return Refs(
        people={seat.ref: seat.id for seat in room.seats},
        memberships={seat.ref: seat.membership for seat in room.seats if seat.membership},
        sessions={room.session.ref: room.session.id},
        behaviours={},
    )


def people_in(document: dict) -> set[str]:
    """Everybody who has a part in the event."""
    return _named(document, PEOPLE)


def people_doing(document: dict) -> set[str]:
    """Of these, who does something in it: others act toward them, or see somebody in them."""
    return _named(document, DOING)


def _named(document: dict, paths: tuple) -> set[str]:
    named = {ref for path in paths for ref in _listed(found(document, path))}
    return named | {line["by"] for path in LINES for line in found(document, path) or []}


def sessions_in(document: dict) -> set[str]:
    """The sessions in which components were seen and follow-ups done."""
    seen = {said.get("session") for said in (document.get("components") or {}).values()}
    return (seen | {found(document, ("follow_up", "done_in"))}) - {None}


def _listed(value) -> list[str]:
    if value is None or value == "group":
        return []
    return value if isinstance(value, list) else [value]
