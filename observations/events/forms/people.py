"""Whom a form offers: people who were in the room, and those whom the event names already."""

from django.utils.translation import gettext_lazy as _

from observations.events.facets import found
from observations.events.room import Room, Seat
from observations.events.rules import RULES

GROUP = ("group", _("the group"))


def others(people: list[tuple[str, str]], document: dict, path: tuple[str, ...]) -> list[tuple[str, str]]:
    """Who responds, or confirms or disputes a view: not who acted, unless to take out a line that stands already."""
    lines = found(document, path) or []
    stand = {line["by"] for line in lines}
    return [(ref, alias) for ref, alias in people if ref != document.get("actor") or ref in stand]


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
    def absent(self) -> dict[str, str]:
        """Those of whom it is noted, with the words for it."""
        seats = (seat for seat in self.room.seats if seat.attendance and not seat.there)
        return dict.fromkeys((seat.ref for seat in seats), RULES["nobody_acts_who_was_not_there"][1])

    @property
    def outside(self) -> dict[str, str]:
        """Members who did not belong to the group on that day and are not noted as there, with the words for it."""
        told = RULES["nobody_responds_who_was_not_in_the_group"][1]
        return {seat.ref: told for seat in self.room.seats if not (seat.counselor or seat.there or seat.attendance)}

    @property
    def known(self) -> list[tuple[str, str]]:
        """Everybody of the group, there or not."""
        return self._choices(lambda seat: True)


def _recordable(seat: Seat) -> bool:
    return seat.there and seat.recorded
