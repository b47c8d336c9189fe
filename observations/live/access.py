"""The front door to the console: those who write in the group and have a seat in it."""

from uuid import UUID

from observations.events.access import own_seat, room_to_write
from observations.live.actions import Desk
from sessions_app.models import Session


def desk_to_write(session_id: UUID, user) -> Desk:
    """404 for who does not know the group, 403 for who only reads."""
    room = room_to_write(session_id)
    return Desk(room, user, own_seat(room, user))


def is_there(session_id: UUID) -> bool:
    """Whether this person still reads the session."""
    return Session.objects.filter(pk=session_id).exists()
