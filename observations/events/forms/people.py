"""Whom a form offers: people who were in the room, and those whom the event names already."""

from django.utils.translation import gettext_lazy as _

from observations.events.room import Room, Seat

GROUP = ("group", _("the group"))


class People:
    """Choices of people by ref. `named`: refs that the event has already; they stay, whatever happened since."""

    def __init__(self, room: Room, named: set[str] = frozenset()):
        self.room, self.named = room, named

    def _choices(self, offered) -> list[tuple[str, str]]:
        return [(seat.ref, seat.alias) for seat in self.room.seats if offered(seat) or seat.ref in self.named]

    @property
    def present(self) -> list[tuple[str, str]]:
        return self._choices(lambda seat: seat.there)

    @property
    def recorded(self) -> list[tuple[str, str]]:
        """Whose own doing may be recorded."""
        return self._choices(_recordable)

    @property
    def known(self) -> list[tuple[str, str]]:
        """Everybody of the group, there or not."""
        return self._choices(lambda seat: True)


def _recordable(seat: Seat) -> bool:
    return seat.there and seat.recorded
