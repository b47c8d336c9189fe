"""Feared against happened: each fear as a line from how likely it seemed to how far it came true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observations.analysis.figures.axis import NUMBER

_LEFT, _TEN, _ZERO = 40, 14, 114


@dataclass(frozen=True, slots=True)
class FearMark:
    """One fear: what was expected stands at `expected_y`, what happened at `happened_y`, both on a scale of 0 to 10.

    `way` is the `d` between the two, empty where they are equal. `worse`: more of it happened than was feared.
    """

    session: int
    expected: int
    happened: int
    x: int
    expected_y: int
    happened_y: int
    way: str
    worse: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class FearFigure:
    """Fears from left to right in the order of time. `heights` are the y of 0, 5 and 10."""

    width: int
    height: int
    left: int
    right: int
    numbers: int  # middle of the sessions' numbers
    heights: tuple[int, int, int]
    earlier: int
    marks: tuple[FearMark, ...]


def fear_figure(fears: Mapping, *, width: int = 380) -> FearFigure | None:
    """`fears` as `pictured` gives them."""
    lines = fears["lines"]
    if not lines:
        return None
    step = (width - 12 - _LEFT) / len(lines)
    places = [round(_LEFT + step * (at + 0.5)) for at in range(len(lines))]
    labelled = _labelled([session for session, *_ in lines], places)
    marks = tuple(_mark(*line, x, named) for line, x, named in zip(lines, places, labelled, strict=True))
    heights = tuple(map(_height, (0, 5, 10)))
    return FearFigure(width, _ZERO + 30, _LEFT, width - 12, _ZERO + 18, heights, fears["earlier"], marks)


def _labelled(sessions: Sequence[int], places: Sequence[int]) -> list[bool]:
    """The first fear of a session has its number, where there is room."""
    named, free = [], 0
    for at, (session, x) in enumerate(zip(sessions, places, strict=True)):
        named.append(x >= free and (at == 0 or sessions[at - 1] != session))
        free = x + NUMBER if named[-1] else free
    return named


def _mark(session: int, expected: int, happened: int, x: int, labelled: bool) -> FearMark:
    above, below = _height(expected), _height(happened)
    way = f"M{x} {above}V{below}" if above != below else ""
    return FearMark(session, expected, happened, x, above, below, way, happened > expected, labelled)


def _height(value: int) -> int:
    return _ZERO - (_ZERO - _TEN) * value // 10
