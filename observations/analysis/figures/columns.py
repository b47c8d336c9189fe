"""Counts session by session as columns: one kind above the axis, another below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from observations.analysis.figures.axis import Tick, ticks_of

_LEFT, _ROOM, _TOP = 40, 52, 12  # `_ROOM` is the height of the highest column
_WIDEST, _APART = 14, 3


@dataclass(frozen=True, slots=True)
class Column:
    """One session's events of a kind: a box from the axis."""

    session: int
    count: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean a session over one half of the sessions: the `d` of a line at its height."""

    value: float
    way: str


@dataclass(frozen=True, slots=True)
class ColumnFigure:
    """`most` is the count that a column at `top` stands for; `middle` is the x where the second half begins."""

    width: int
    height: int
    left: int
    right: int
    top: int
    axis: int
    bottom: int
    numbers: int  # middle of the sessions' numbers
    most: int
    earlier: int
    middle: int | None
    ticks: tuple[Tick, ...]
    above: tuple[Column, ...]
    below: tuple[Column, ...]
    means: tuple[Mean, ...]


def behaviour_figure(course: Mapping, *, width: int = 380) -> ColumnFigure | None:
    """Adaptive events above, maladaptive ones below, with the means of both halves where nothing is left out.

    `course` as `pictured` gives it.
    """
    lines = course["lines"]
    above, below = ([line[kind] for line in lines] for kind in (2, 1))
    return _drawn(course, above, below, width) if any(above + below) else None


def toward_figure(course: Mapping, *, width: int = 380) -> ColumnFigure | None:
    """How many events were toward somebody in person."""
    counts = [line[3] for line in course["lines"]]
    return _drawn(course | {"second": None}, counts, [], width) if any(counts) else None


def _drawn(course: Mapping, above: Sequence[int], below: Sequence[int], width: int) -> ColumnFigure:
    sessions = [line[0] for line in course["lines"]]
    ticks = ticks_of(sessions, _LEFT + _WIDEST // 2, width - 12 - _WIDEST // 2)
    most, axis = max(above + below if below else above), _TOP + _ROOM
    bottom = axis + (_ROOM if below else 0)
    boxes = [_columns(counts, ticks, most, axis, side) for counts, side in ((above, -1), (below, 1))]
    second = None if course["earlier"] else course["second"]
    place = {"left": _LEFT, "right": width - 12, "top": _TOP, "axis": axis, "bottom": bottom, "numbers": bottom + 16}
    means = [mean for counts, side in ((above, -1), (below, 1)) for mean in _means(counts, ticks, second, most, side)]
    return ColumnFigure(
        width=width,
        height=bottom + 28,
        **place,
        most=most,
        earlier=course["earlier"],
        middle=_middle(ticks, second),
        ticks=ticks,
        above=boxes[0],
        below=boxes[1],
        means=tuple(means),
    )


def _columns(counts: Sequence[int], ticks: Sequence[Tick], most: int, axis: int, side: int) -> tuple[Column, ...]:
    """`side` is −1 above the axis and 1 below it."""
    width = _width(ticks)
    found = zip(ticks, counts, strict=False)
    return tuple(_column(tick, count, round(_ROOM * count / most), width, axis, side) for tick, count in found if count)


def _width(ticks: Sequence[Tick]) -> int:
    nearest = min((then.x - one.x for one, then in pairwise(ticks)), default=_WIDEST + _APART)
    return max(2, min(_WIDEST, nearest - _APART))


def _column(tick: Tick, count: int, height: int, width: int, axis: int, side: int) -> Column:
    return Column(tick.session, count, tick.x - width // 2, axis - height if side < 0 else axis, width, height)


def _middle(ticks: Sequence[Tick], second: int | None) -> int | None:
    before = [tick.x for tick in ticks if second and tick.session < second]
    after = [tick.x for tick in ticks if second and tick.session >= second]
    return (before[-1] + after[0]) // 2 if before and after else None


def _means(counts: Sequence[int], ticks: Sequence[Tick], second: int | None, most: int, side: int) -> list[Mean]:
    middle = _middle(ticks, second)
    if middle is None or not counts:
        return []
    sessions = [tick.session for tick in ticks]
    cut = next(at for at, session in enumerate(sessions) if session >= second)
    halves = ((counts[:cut], ticks[0].x - _WIDEST // 2, middle), (counts[cut:], middle, ticks[-1].x + _WIDEST // 2))
    return [_mean(sum(half) / len(half), start, end, most, side) for half, start, end in halves]


def _mean(value: float, start: int, end: int, most: int, side: int) -> Mean:
    y = _TOP + _ROOM + side * round(_ROOM * value / most)
    return Mean(value, f"M{start} {y}H{end}")
