"""The front door to the console: those who write in the group and have a seat in it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from groupcounsel.lib.database_session import acting
from members.access import must_write
from observations.events.access import event_to_write, own_seat, room_to_read, room_to_write
from observations.events.models import Event
from observations.events.room import Room
from observations.live.desk import Desk
from observations.live.models import Quarantined, View

UNDECIDED = (Quarantined.State.WAITING, Quarantined.State.HANDED_OVER)


def desk_to_write(session_id: UUID, user) -> Desk:
    """404 for who does not know the group, 403 for who only reads."""
    room = room_to_write(session_id)
    return Desk(room, user, own_seat(room, user))


def pair_to_write(one_id: UUID, other_id: UUID) -> tuple[Event, Event, Room]:
    """Two events of one session."""
    one, room = event_to_write(one_id)
    other = get_object_or_404(Event, pk=other_id, session=one.session_id)
    must_be_open(room)
    return one, other, room


def view_to_part(event_id: UUID, view_id: UUID) -> View:
    """How somebody else recorded an event that can still be changed, with the event."""
    event, room = event_to_write(event_id)
    others = View.objects.select_related("event__session").exclude(recorded_by=event.recorded_by_id)
    view = get_object_or_404(others, pk=view_id, event=event)
    must_be_open(room)
    return view


def must_be_open(room: Room) -> None:
    """403 once the record is signed."""
    if room.session.locked:
        raise PermissionDenied


def kept_to_read(kept_id: UUID) -> tuple[Quarantined, Room]:
    """An entry kept apart: supervisors see it at once, those who lead when it was handed over to them.

    Whoever supervises its author sees it also when the group itself is closed to them. The room is then read for the
    names in this one entry.
    """
    kept = get_object_or_404(Quarantined.objects.select_related("author"), pk=kept_id)
    try:
        room = room_to_read(kept.session_id)
    except Http404:
        with acting(group_id=kept.group_id):
            room = room_to_read(kept.session_id)
        room.session.group.may_write = False
        room.session.group.closed = True
    return kept, room


def kept_to_decide(kept_id: UUID) -> tuple[Quarantined, Room]:
    """As long as nobody has decided."""
    kept, room = kept_to_read(kept_id)
    if kept.state != Quarantined.State.WAITING:
        raise PermissionDenied
    return kept, room


def kept_to_take_in(kept_id: UUID, user) -> tuple[Quarantined, Desk]:
    """By those who lead: handed over to them, or waiting where nobody supervises."""
    kept, room = kept_to_read(kept_id)
    must_write(room.session.group)
    if kept.state not in UNDECIDED:
        raise PermissionDenied
    return kept, Desk(room, user, own_seat(room, user))
