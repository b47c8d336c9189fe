"""The picture of a session's ties: seats in a circle, the group in its middle. Words are the template's.

Every coordinate is a whole number or a ready string, so that a language with decimal commas cannot break the drawing.
"""

from collections.abc import Sequence
from itertools import chain, count
from math import cos, pi, sin, sqrt
from typing import NamedTuple

from observations.events.room import Seat
from observations.events.ties import Standing, Ties

SEAT, GAP, LEAST = 15, 44, 130
THINNEST, WIDEST = 0.8, 7
OFTEN = 6  # drawn at the full width where nothing happened more often


class Spot(NamedTuple):
    seat: Seat
    code: str
    x: int
    y: int
    left: int
    top: int
    side: int


class Line(NamedTuple):
    """Half of a tie: from a person to the middle between the two, as wide as this person turned to the other."""

    way: str
    width: str


class Circle(NamedTuple):
    """`threads` joins all pairs with a tie in one hairline path: it shows where a tie leads that nobody answered."""

    size: int
    middle: int
    spots: list[Spot]
    lines: list[Line]
    threads: str


def circle_of(found: Ties) -> Circle:
    radius = max(LEAST, round(len(found.standings) * GAP / (2 * pi)))
    middle = radius + SEAT + 4
    spots = _spots([row.seat for row in found.standings], radius, middle)
    return Circle(2 * middle, middle, list(spots.values()), _lines(found, spots, middle), _threads(found, spots))


def _spots(seats: Sequence[Seat], radius: int, middle: int) -> dict:
    """From the top, clockwise."""
    codes = codes_of([seat.alias for seat in seats])
    spots = {}
    for number, (seat, code) in enumerate(zip(seats, codes, strict=True)):
        angle = 2 * pi * number / len(seats) - pi / 2
        x, y = round(middle + radius * cos(angle)), round(middle + radius * sin(angle))
        spots[seat.id] = Spot(seat, code, x, y, x - SEAT, y - SEAT, 2 * SEAT)
    return spots


def _lines(found: Ties, spots: dict, middle: int) -> list[Line]:
    most = max(chain([OFTEN], (tie.affects.n for tie in found.ties), (row.to_group for row in found.standings)))
    ties = [(spots[tie.who.id], spots[tie.toward.id], tie.affects.n) for tie in found.ties]
    halves = [_line(who, (who.x + to.x) / 2, (who.y + to.y) / 2, n / most) for who, to, n in ties]
    return halves + [_to_group(row, spots, middle, most) for row in found.standings if row.to_group]


def _threads(found: Ties, spots: dict) -> str:
    pairs = {frozenset((tie.who.id, tie.toward.id)): (spots[tie.who.id], spots[tie.toward.id]) for tie in found.ties}
    return "".join(f"M{one.x} {one.y}L{other.x} {other.y}" for one, other in pairs.values())


def _to_group(row: Standing, spots: dict, middle: int, most: int) -> Line:
    return _line(spots[row.seat.id], middle, middle, row.to_group / most)


def _line(start: Spot, x: float, y: float, share: float) -> Line:
    return Line(f"M{start.x} {start.y}L{x:.1f} {y:.1f}", f"{THINNEST + (WIDEST - THINNEST) * sqrt(share):.1f}")


def codes_of(aliases: Sequence[str]) -> list[str]:
    """Two letters for each that nobody else has, as near to the alias as can be."""
    taken: list[str] = []
    for alias in aliases:
        first = alias[:1]
        wishes = chain([alias[:2]], (first + letter for letter in alias[2:].strip()), map(str, count(1)))
        taken.append(next(code for code in wishes if code not in taken))
    return taken
