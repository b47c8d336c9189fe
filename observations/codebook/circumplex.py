"""The interpersonal circumplex as a picture: eight octants, leading above, warm on the right."""

from math import cos, pi, sin
from typing import NamedTuple

from observations.codebook.codes import Octant

ANGLES = {octant: 90 + 45 * place for place, octant in enumerate(Octant)}  # degrees, counter-clockwise from the right


class Sector(NamedTuple):
    octant: Octant
    path: str
    x: float
    y: float
    anchor: str


def point(centre: tuple[float, float], radius: float, degrees: float) -> tuple[float, float]:
    angle = degrees * pi / 180
    return round(centre[0] + radius * cos(angle), 2), round(centre[1] - radius * sin(angle), 2)


def sectors(centre: tuple[float, float], radius: float, label_at: float) -> list[Sector]:
    """Each octant's slice, and where its name stands."""
    return [_sector(octant, degrees, centre, radius, label_at) for octant, degrees in ANGLES.items()]


def _sector(octant: Octant, degrees: float, centre: tuple[float, float], radius: float, label_at: float) -> Sector:
    (x1, y1), (x2, y2) = (point(centre, radius, degrees + side) for side in (-22.5, 22.5))
    x, y = point(centre, label_at, degrees)
    anchor = "middle" if abs(x - centre[0]) < 1 else "start" if x > centre[0] else "end"
    path = f"M{centre[0]} {centre[1]}L{x1} {y1}A{radius} {radius} 0 0 0 {x2} {y2}Z"
    return Sector(octant, path, x, y, anchor)
