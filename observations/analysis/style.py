"""Interpersonal style: where the coded behaviours of a member lie between leading and giving way, cold and warm."""

from collections import Counter
from collections.abc import Sequence
from math import atan2, degrees, hypot, radians, sqrt
from typing import NamedTuple

import numpy as np

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import CONFIDENCE, Z
from observations.analysis.records import Observation, ids
from observations.analysis.shares import too_few_events

ANGLES = {"PA": 90, "BC": 135, "DE": 180, "FG": 225, "HI": 270, "JK": 315, "LM": 0, "NO": 45}
OCTANTS = tuple(ANGLES)

FIT = 0.7  # from here on a profile counts as one direction rather than several (Gurtman 1994)
WIDEST = 90  # degrees; a wider interval takes in more than an octant and both its halves of the next

DRAWS = 2000
SEED = 20260107
STEP = 0.5  # degrees: so finely the circle is searched for the ends of the interval
_TURNS = np.arange(-180, 180 + STEP, STEP)

# What coding in octants of 45° gives by itself: each event is off by up to half an octant, evenly spread.
ROUNDING = 45 / sqrt(12)

# For each octant: along x, slanting along x, the same for y. Whole numbers, so that opposites cancel exactly.
_AXES = np.array(
    [
        [0, 0, 1, 0],
        [0, -1, 0, 1],
        [-1, 0, 0, 0],
        [0, -1, 0, -1],
        [0, 0, -1, 0],
        [0, 1, 0, -1],
        [1, 0, 0, 0],
        [0, 1, 0, 1],
    ]
)


class Profile(NamedTuple):
    """Octant scores read as a cosine curve: `elevation` + `amplitude` · cos(θ − `direction`).

    `direction` is in degrees from 0 up to 360, None where opposite scores cancel; `fit` is R², None where all scores
    are equal. `consistency` is the length of the mean direction, from 0 (scattered) to 1 (all alike).
    """

    elevation: float
    x: float
    y: float
    amplitude: float
    direction: float | None
    fit: float | None
    consistency: float | None


def profile(scores: Sequence[float]) -> Profile:
    """`scores` in the order of OCTANTS; none is negative."""
    found = np.asarray(scores, dtype=float)
    along, up = (float(total) for total in _pointing(found))
    total, spread = float(found.sum()), float(((found - found.mean()) ** 2).sum())
    x, y = along / 4, up / 4
    return Profile(
        elevation=total / 8,
        x=x,
        y=y,
        amplitude=hypot(x, y),
        direction=degrees(atan2(y, x)) % 360 if along or up else None,
        fit=4 * (x * x + y * y) / spread if spread else None,
        consistency=hypot(along, up) / total if total else None,
    )


def _pointing(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Σ s·cos θ and Σ s·sin θ over the last axis."""
    along, slanting, up, slanting_up = np.moveaxis(scores @ _AXES, -1, 0)
    return along + slanting * sqrt(0.5), up + slanting_up * sqrt(0.5)


def direction_within(counts: Sequence[int], direction: float) -> tuple[float, float]:
    """The bootstrap interval of the direction of `counts`, on the circle around it.

    To each direction the events lean with Σ sin(θ − direction) over its error √Σ (sin² + r²), r being what coding in
    octants adds to each: 0 for their own. How far draws from these events lean from it in 95 of 100 cases, so far may
    the events lean from the true one (Efron's bootstrap-t, inverted). With few events the percentiles of the draws' own
    directions hold the true one less often.
    The ends are at most 180° away: an interval that goes over 0° begins below 0 or ends above 360. It is never taken
    narrower than what coding in octants gives by itself: eight events in one octant do not make a direction certain.
    """
    n = int(sum(counts))
    drawn = np.random.default_rng(SEED).multinomial(n, np.asarray(counts) / n, size=DRAWS)
    most = float(np.quantile(_lean(drawn, np.array([direction])), CONFIDENCE))
    beyond = np.flatnonzero(_lean(np.asarray(counts)[None], direction + _TURNS)[0] > most + 1e-9)
    least = Z * ROUNDING / sqrt(n)
    high = min(_TURNS[beyond][_TURNS[beyond] > 0], default=180.5) - STEP
    low = max(_TURNS[beyond][_TURNS[beyond] < 0], default=-180.5) + STEP
    return direction + min(float(low), -least), direction + max(float(high), least)


def _lean(counts: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """(draws, directions): how far each row of counts leans from each direction."""
    sines = np.sin(np.radians(np.array(list(ANGLES.values())) - directions[:, None]))
    return np.abs(counts @ sines.T) / np.sqrt(counts @ (sines**2 + radians(ROUNDING) ** 2).T)


def style(observations: Sequence[Observation]) -> Claim:
    """The direction of the coded events. An octant is named only where they clearly point to it."""
    coded = [o for o in observations if o.octant]
    counted = Counter(o.octant for o in coded)
    counts = {octant: counted[octant] for octant in OCTANTS}
    found = profile(list(counts.values()))
    missing = too_few_events(floors.CODED, len(coded)) or _undirected(found)
    figures = {} if missing else _figures(counts, found)
    octant = _named(found, figures)
    return Claim(
        kind="style",
        of={"octant": octant},
        claimed=False if missing else None,
        n=len(coded),
        observed=counts[octant] if octant else None,
        **figures,
        events=ids(coded),
        missing=missing,
        detail={"octants": counts, **found._asdict()},
    )


def _undirected(found: Profile) -> Missing | None:
    return Missing(reason="no-direction") if found.direction is None else None


def _figures(counts: dict[str, int], found: Profile) -> dict[str, float]:
    low, high = direction_within(list(counts.values()), found.direction)
    return {"estimate": found.direction, "low": low, "high": high}


def _named(found: Profile, figures: dict[str, float]) -> str | None:
    if not figures or found.fit < FIT or figures["high"] - figures["low"] > WIDEST:
        return None
    nearest = round(found.direction / 45) * 45 % 360
    return next(octant for octant, angle in ANGLES.items() if angle == nearest)
