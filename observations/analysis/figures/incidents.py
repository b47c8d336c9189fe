"""A member's incidents over the sessions, and the sessions in which their arcs were taken up again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from observations.analysis.claim import Claim
from observations.analysis.figures.axis import Tick, ticks_of

_LANE = 20
_LEVEL = 34  # room that "3/5" takes beside a mark

Placed = list[tuple[Mapping, int]]


@dataclass(frozen=True, slots=True)
class IncidentMark:
    """One incident: a square (`square`, negative affect) or a circle (positive) whose half side or radius is `size`.

    `way` is the `d` of the line to the session `until` in which its arc was last taken up, and ends in an open circle
    at `end_x`; it is empty when the arc was not taken up again. `level` counts the components reached one after the
    other, None while nothing is known; its text begins at `level_x`, with its middle at `y`.
    """

    id: str
    session: int
    until: int
    strength: int | None
    level: int | None
    square: bool
    x: int  # centre
    y: int  # centre
    size: int
    left: int  # of the square
    top: int  # of the square
    side: int  # of the square
    way: str
    end_x: int
    level_x: int


@dataclass(frozen=True, slots=True)
class IncidentFigure:
    """Sessions from left to right, positive incidents above the `axis`, negative ones below it.

    Of long records only the latest incidents are drawn, and the sessions since; `earlier` counts those left out.
    """

    width: int
    height: int
    top: int  # of the sessions' vertical lines
    bottom: int  # of the same
    axis: int
    above: int  # middle of the sign for positive affect
    below: int  # middle of the sign for negative affect
    numbers: int  # middle of the sessions' numbers
    earlier: int
    ticks: tuple[Tick, ...]
    marks: tuple[IncidentMark, ...]


def incident_figure(claims: Sequence[Claim], *, width: int = 800) -> IncidentFigure | None:
    """Marks that would touch each other stand in lanes of their own, so the height grows with the incidents."""
    details = {claim.of["affect"]: claim.detail for claim in claims if claim.kind == "incident" and claim.detail}
    arcs = [arc for detail in details.values() for arc in detail["arcs"]]
    if not arcs:
        return None
    course = details["negative"]
    ticks = ticks_of(_sessions(arcs, course), 34, width - 50)
    at = {tick.session: tick.x for tick in ticks}
    above, below = (_in_lanes(details[affect]["arcs"], at) for affect in ("positive", "negative"))
    return _stacked(above, below, ticks, width, course["earlier"])


def _sessions(arcs: Sequence[Mapping], course: Mapping) -> list[int]:
    since = min(arc["session"] for arc in arcs) if course["earlier"] else 0
    held = [number for number in course["sessions"] if number >= since]
    return [*held, *(arc[name] for arc in arcs for name in ("session", "until"))]


def _in_lanes(arcs: Iterable[Mapping], at: Mapping[int, int]) -> Placed:
    """Each arc with the first lane that is free where it begins; lane 0 is nearest to the axis."""
    taken, placed = [], []
    for arc in sorted(arcs, key=lambda a: (a["session"], a["at"], a["id"])):
        start, end = at[arc["session"]] - _size(arc), at[arc["until"]] + _LEVEL
        lane = next((i for i, until in enumerate(taken) if until < start), len(taken))
        taken[lane : lane + 1] = [end]
        placed.append((arc, lane))
    return placed


def _stacked(above: Placed, below: Placed, ticks: tuple[Tick, ...], width: int, earlier: int) -> IncidentFigure:
    up, down = (1 + max((lane for _, lane in placed), default=0) for placed in (above, below))
    at = {tick.session: tick.x for tick in ticks}
    axis = _LANE * up + 20
    bottom = axis + _LANE * down + 16
    marks = [_mark(arc, at, axis - _LANE * (lane + 1)) for arc, lane in above]
    marks += [_mark(arc, at, axis + _LANE * (lane + 1)) for arc, lane in below]
    signs = {"above": axis - _LANE, "below": axis + _LANE, "numbers": bottom + 12, "earlier": earlier}
    return IncidentFigure(width, bottom + 22, 8, bottom, axis, **signs, ticks=ticks, marks=tuple(marks))


def _size(arc: Mapping) -> int:
    """4 to 8 by strength; the middle where no strength was noted."""
    return 3 + (arc["strength"] or 3)


def _mark(arc: Mapping, at: Mapping[int, int], y: int) -> IncidentMark:
    x, end_x, size = at[arc["session"]], at[arc["until"]], _size(arc)
    named = {name: arc[name] for name in ("id", "session", "until", "strength", "level")}
    square = {"square": arc["affect"] == "negative", "left": x - size, "top": y - size, "side": 2 * size}
    way = f"M{x} {y}H{end_x}" if end_x > x else ""
    return IncidentMark(**named, **square, x=x, y=y, size=size, way=way, end_x=end_x, level_x=end_x + 11)
