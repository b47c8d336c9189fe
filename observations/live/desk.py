from typing import NamedTuple

from groupcounsel.accounts.models import User
from observations.events.room import Room, Seat
from sessions_app.models import Session


class Desk(NamedTuple):
    """Where an entry is worked on: the room, the author and the seat in whose name they record."""

    room: Room
    by: User
    seat: Seat

    @property
    def session(self) -> Session:
        return self.room.session
