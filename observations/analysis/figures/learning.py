"""Needs and insights over the sessions: a row for each kind, a mark where it was seen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from observations.analysis.figures.axis import Tick, ticks_of

_ROW, _TOP, _SIZE, _LEAST = 24, 8, 6, 2


@dataclass(frozen=True, slots=True)
class LearningMark:
    """What was seen of one kind in one session, in `count` events.

    `state`: of a need met, unmet, some (of several), unknown; of an insight empty. `way` is the `d` of its lozenge.
    """

    session: int
    count: int
    state: str
    x: int
    y: int
    way: str


@dataclass(frozen=True, slots=True)
class LearningRow:
    """`kind` is need or insight, `code` which one; `y` the middle of the row."""

    kind: str
    code: str
    y: int
    marks: tuple[LearningMark, ...]


@dataclass(frozen=True, slots=True)
class LearningFigure:
    """Needs in the rows above, insights below them; names stand left of `left`. `size` is a mark's radius."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    numbers: int  # middle of the sessions' numbers
    size: int
    earlier: int
    ticks: tuple[Tick, ...]
    rows: tuple[LearningRow, ...]


def learning_figure(data: Mapping, *, left: int = 138, width: int = 380) -> LearningFigure | None:
    """`data` as `pictured` gives it."""
    seen = defaultdict(list)
    for session, need, *counts in sorted(data["needs"], key=lambda line: (line[1], line[0])):
        seen["need", need].append((session, sum(counts), _state(*counts)))
    for session, domain, count in sorted(data["insights"], key=lambda line: (line[1], line[0])):
        seen["insight", domain].append((session, count, ""))
    return _drawn(data["course"], seen, left, width) if seen else None


def _state(met: int, unmet: int, unknown: int) -> str:
    if not met and not unmet:
        return "unknown"
    return "some" if met and unmet else "met" if met else "unmet"


def _drawn(course: Mapping, seen: Mapping[tuple[str, str], Sequence], left: int, width: int) -> LearningFigure:
    held = [session for session, *_ in course["lines"]]
    ticks = ticks_of(held, left + 8, width - 16)
    at, size = {tick.session: tick.x for tick in ticks}, _size(ticks)
    rows = tuple(_row(*name, _TOP + _ROW * row + _ROW // 2, at, size, seen[name]) for row, name in enumerate(seen))
    bottom = _TOP + _ROW * len(rows)
    place = {"left": left, "right": width - 8, "top": _TOP, "bottom": bottom, "numbers": bottom + 14, "size": size}
    return LearningFigure(width, bottom + 26, **place, earlier=course["earlier"], ticks=ticks, rows=rows)


def _size(ticks: Sequence[Tick]) -> int:
    """So that the marks of sessions that follow one another do not lie on each other."""
    nearest = min((then.x - one.x for one, then in pairwise(ticks)), default=2 * _SIZE)
    return max(_LEAST, min(_SIZE, nearest // 2))


def _row(kind: str, code: str, y: int, at: Mapping[int, int], size: int, lines: Sequence) -> LearningRow:
    marks = tuple(
        LearningMark(*line, at[line[0]], y, "" if line[2] else _lozenge(at[line[0]], y, size)) for line in lines
    )
    return LearningRow(kind, code, y, marks)


def _lozenge(x: int, y: int, size: int) -> str:
    return f"M{x} {y - size}L{x + size} {y}L{x} {y + size}L{x - size} {y}Z"
