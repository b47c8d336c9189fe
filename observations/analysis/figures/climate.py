"""What a group's sessions were rated at, from 1 to 5: a line through the sessions that were rated."""

from collections.abc import Sequence
from dataclasses import dataclass

from observations.analysis.figures.axis import Tick, ticks_of

_LEFT, _FIVE, _ONE = 40, 14, 110
_LATEST = 40  # as in the picture of the here and now
APART = 5  # two ratings alike stand beside each other, and at their own height

Rated = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class ClimateLine:
    """`points` are x and y of the sessions rated, `way` the `d` through them."""

    points: tuple[tuple[int, int], ...]
    way: str


@dataclass(frozen=True, slots=True)
class ClimateFigure:
    """`heights` are the y of 1 to 5; `earlier` counts the sessions that are too long ago."""

    width: int
    height: int
    left: int
    right: int
    numbers: int
    heights: tuple[int, ...]
    ticks: tuple[Tick, ...]
    earlier: int
    lines: tuple[ClimateLine, ...]


def climate_figure(*ratings: Sequence[Rated], width: int = 380) -> ClimateFigure | None:
    """A line for each of `ratings`, which go over the same sessions in order."""
    if not any(value is not None for line in ratings for _, value in line[-_LATEST:]):
        return None
    sessions = [number for number, _ in ratings[0]]
    ticks = ticks_of(sessions[-_LATEST:], _LEFT, width - 12)
    lines = tuple(_line(line, ticks, shift * APART) for shift, line in enumerate(ratings))
    across = {"width": width, "left": _LEFT, "right": width - 12, "earlier": len(sessions[:-_LATEST])}
    heights = tuple(map(_height, range(1, 6)))
    return ClimateFigure(**across, height=_ONE + 30, numbers=_ONE + 18, heights=heights, ticks=ticks, lines=lines)


def _line(rated: Sequence[Rated], ticks: Sequence[Tick], aside: int) -> ClimateLine:
    at = {tick.session: tick.x for tick in ticks}
    known = [(number, value) for number, value in rated if value is not None and number in at]
    points = tuple((at[number] + aside, _height(value)) for number, value in known)
    return ClimateLine(points, "M" + "L".join(f"{x} {y}" for x, y in points) if points else "")


def _height(value: int) -> int:
    return _ONE - (_ONE - _FIVE) * (value - 1) // 4
