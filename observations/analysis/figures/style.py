"""The interpersonal circle: how often each octant was coded, where it points, and how far that may be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from observations.analysis.claim import Claim
from observations.analysis.style import ANGLES

_X, _Y, _RADIUS = 190, 118, 84
_ARC, _NAMES = _RADIUS + 4, _RADIUS + 20  # distances of the interval's arc and of the names from the centre


@dataclass(frozen=True, slots=True)
class StyleMark:
    """One octant: its name stands at `name_x`, `name_y`, and its count at `x`, `y`, the farther out the more."""

    octant: str
    count: int
    x: int
    y: int
    name_x: int
    name_y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class StyleFigure:
    """A circle around `x`, `y`, whose edge is the most frequent octant's count, `most`.

    `rings` are radii, `spokes` the `d` of the lines to the octants, `shape` the `points` of the polygon through all
    counts. `line` points in the direction, the longer the more alike the events are; `arc` spans its interval. Both
    are empty below the floor. `clear`: an octant is named.
    """

    width: int
    height: int
    x: int
    y: int
    rings: tuple[int, ...]
    spokes: str
    most: int
    shape: str
    line: str
    arc: str
    clear: bool
    marks: tuple[StyleMark, ...]


def style_figure(claims: Sequence[Claim], *, width: int = 2 * _X) -> StyleFigure | None:
    claim = next((c for c in claims if c.kind == "style" and "octant" in c.of and c.n), None)
    return _drawn(claim, width) if claim else None


def _drawn(claim: Claim, width: int) -> StyleFigure:
    counts = claim.detail["octants"]
    most = max(counts.values())
    marks = tuple(_mark(octant, counts, most) for octant in ANGLES)
    place = {"width": width, "height": 2 * _Y, "x": _X, "y": _Y}
    grid = {"rings": (_RADIUS // 3, 2 * _RADIUS // 3, _RADIUS), "spokes": _spokes(), "most": most}
    shape = " ".join(f"{mark.x},{mark.y}" for mark in marks)
    pointing = {"line": _line(claim), "arc": _arc(claim), "clear": bool(claim.of["octant"])}
    return StyleFigure(**place, **grid, shape=shape, **pointing, marks=marks)


def _point(distance: float, degrees: float) -> tuple[int, int]:
    angle = radians(degrees)
    return round(_X + distance * cos(angle)), round(_Y - distance * sin(angle))


def _mark(octant: str, counts: Mapping[str, int], most: int) -> StyleMark:
    angle = ANGLES[octant]
    name_x, name_y = _point(_NAMES, angle)
    anchor = "middle" if name_x == _X else "start" if name_x > _X else "end"
    count = counts[octant]
    return StyleMark(octant, count, *_point(_RADIUS * count / most, angle), name_x, name_y, anchor)


def _spokes() -> str:
    ends = (_point(_RADIUS, angle) for angle in ANGLES.values())
    return "".join(f"M{_X} {_Y}L{x} {y}" for x, y in ends)


def _line(claim: Claim) -> str:
    if claim.estimate is None:
        return ""
    x, y = _point(_RADIUS * claim.detail["consistency"], claim.estimate)
    return f"M{_X} {_Y}L{x} {y}"


def _arc(claim: Claim) -> str:
    """Counter-clockwise from the low end to the high one, as angles go here.

    More than half a circle is drawn in two parts: where the ends of an arc meet, or nearly, whole numbers do not tell
    around which centre it goes.
    """
    if claim.estimate is None:
        return ""
    half = (claim.high - claim.low) / 2
    ends = [claim.low + half, claim.high] if half > 90 else [claim.high]
    x, y = _point(_ARC, claim.low)
    arcs = (f"A{_ARC} {_ARC} 0 0 0 {x} {y}" for x, y in (_point(_ARC, end) for end in ends))
    return f"M{x} {y}{''.join(arcs)}"
