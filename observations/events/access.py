"""The front door to a session's record and to an event: outsiders get 404, who may only read gets 403."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from members.access import must_write
from observations.events.models import Event
from observations.events.room import Room, Seat, room_found


def room_to_read(session_id: UUID) -> Room:
    """The session with its group, whose `may_write` says whether this person may write, and who was there."""
    return room_found(session_id)


def room_to_write(session_id: UUID) -> Room:
    room = room_to_read(session_id)
    must_write(room.session.group)
    return room


def event_to_read(event_id: UUID) -> tuple[Event, Room]:
    event = get_object_or_404(Event, pk=event_id)
    return event, room_to_read(event.session_id)


def event_to_write(event_id: UUID) -> tuple[Event, Room]:
    event, room = event_to_read(event_id)
    must_write(room.session.group)
    return event, room


def own_seat(room: Room, user) -> Seat:
    """The seat in whose name this person records and signs."""
    seat = room.seat_of(user)
    if seat is None:
        raise PermissionDenied
    return seat
