"""The here-and-now share over the sessions: a line through the sessions that have enough events, with its interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from observations.analysis.claim import Claim
from observations.analysis.figures.axis import Tick, ticks_of

_LEFT, _ONE, _ZERO = 40, 12, 112
_ALONE = 4  # half the width of a band that has one session only
_LATEST = 40  # so many sessions are drawn: years of records must not make a page heavier


@dataclass(frozen=True, slots=True)
class FocusPoint:
    """One session's share; `low` and `high` are the y of its interval's ends."""

    session: int
    n: int
    observed: int
    x: int
    y: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class FocusFigure:
    """Shares from the line `zero` up to `one`, with `half` between. Sessions with too few events have no point.

    `line` is the `d` through all points. `bands` are the `points` of polygons over the intervals, one for each run of
    sessions that follow one another, so that no band covers a session about which nothing is known. Of a long course
    only the latest sessions are drawn; `earlier` counts those left out.
    """

    width: int
    height: int
    left: int
    right: int
    zero: int
    half: int
    one: int
    numbers: int  # middle of the sessions' numbers
    earlier: int
    ticks: tuple[Tick, ...]
    points: tuple[FocusPoint, ...]
    line: str
    bands: tuple[str, ...]


def focus_figure(claims: Sequence[Claim], *, width: int = 380) -> FocusFigure | None:
    detail = next((c.detail for c in claims if c.kind == "focus" and c.detail), {"series": []})
    known = [entry for entry in detail["series"] if entry["estimate"] is not None]
    sessions = sorted({*detail.get("sessions", ()), *(entry["session"] for entry in known)})
    drawn = [entry for entry in known if entry["session"] in sessions[-_LATEST:]]
    return _drawn(drawn, sessions, width) if drawn else None


def _drawn(known: Sequence[Mapping], sessions: Sequence[int], width: int) -> FocusFigure:
    ticks = ticks_of(sessions[-_LATEST:], _LEFT, width - 12)
    points = _points(known, ticks)
    across = {"width": width, "left": _LEFT, "right": width - 12, "earlier": len(sessions[:-_LATEST])}
    heights = {"height": _ZERO + 28, "zero": _ZERO, "half": (_ZERO + _ONE) // 2, "one": _ONE, "numbers": _ZERO + 16}
    line = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    bands = tuple(_band(run) for run in _runs(points, ticks))
    return FocusFigure(**across, **heights, ticks=ticks, points=points, line=line, bands=bands)


def _points(known: Sequence[Mapping], ticks: Sequence[Tick]) -> tuple[FocusPoint, ...]:
    at = {tick.session: tick.x for tick in ticks}
    return tuple(
        FocusPoint(
            *(entry[name] for name in ("session", "n", "observed")),
            at[entry["session"]],
            *(_height(entry[name]) for name in ("estimate", "low", "high")),
        )
        for entry in known
    )


def _height(share: float) -> int:
    return round(_ZERO - (_ZERO - _ONE) * share)


def _runs(points: Sequence[FocusPoint], ticks: Sequence[Tick]) -> list[list[FocusPoint]]:
    """Points whose sessions follow one another: in a run, place among sessions less place among points is constant."""
    place = {tick.session: index for index, tick in enumerate(ticks)}
    runs = groupby(enumerate(points), key=lambda pair: place[pair[1].session] - pair[0])
    return [[point for _, point in run] for _, run in runs]


def _band(run: Sequence[FocusPoint]) -> str:
    if len(run) == 1:
        only = run[0]
        edges = [(only.x - _ALONE, only), (only.x + _ALONE, only)]
    else:
        edges = [(point.x, point) for point in run]
    there = [f"{x},{point.high}" for x, point in edges]
    back = [f"{x},{point.low}" for x, point in reversed(edges)]
    return " ".join(there + back)
