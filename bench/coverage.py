"""Intervals against truths that are known because they were chosen."""

from collections.abc import Callable

import numpy as np
from scipy.stats import gamma

from observations.analysis.agreement import kappa_of
from observations.analysis.cells import leftover, there
from observations.analysis.complement import FITS, fit_within
from observations.analysis.crossing import between
from observations.analysis.intervals import (
    Interval,
    difference,
    mean_within,
    median_within,
    rate,
    rate_ratio,
    theil_sen,
    wilson,
)
from observations.analysis.lag import yules_q
from observations.analysis.records import Felt, Observation, Stance
from observations.analysis.relations import effects
from observations.analysis.shift import shift
from observations.analysis.srm import round_robin
from observations.analysis.style import ANGLES, direction_within, profile
from observations.analysis.survival import Point, kaplan_meier, mean_cumulative_count
from observations.analysis.tie import ROUNDING

Drawn = tuple[float, Interval | None]


def covered(kind: str, rng: np.random.Generator, runs: int) -> int:
    """How many of so many defined intervals hold the truth."""
    held = done = 0
    while done < runs:
        truth, interval = KINDS[kind](rng)
        done += interval is not None
        held += interval is not None and interval.low <= truth <= interval.high
    return held


def _share(rng: np.random.Generator) -> Drawn:
    p, n = rng.uniform(0.1, 0.9), rng.integers(8, 80)
    return p, wilson(int(rng.binomial(n, p)), int(n))


def _mean(rng: np.random.Generator) -> Drawn:
    """Differences of two ratings in whole points of ten."""
    expected, happened = rng.uniform(2, 8, 2)
    n = rng.integers(5, 40)
    points = [np.clip(rng.normal(middle, 2, (2, 20_000)).round(), 0, 10) for middle in (expected, happened)]
    truth = float((points[0][1] - points[1][1]).mean()) / 10
    values = [float(value) / 10 for value in (points[0][0] - points[1][0])[:n]]
    return truth, mean_within(values, least=-1, most=1, rounding=0.041)


def _shift(rng: np.random.Generator) -> Drawn:
    """Views rated before and after by who holds them, and by one to four others; all in whole points of ten."""
    own, others = rng.uniform(1, 9, (2, 1)), rng.uniform(1, 9)
    n, raters = int(rng.integers(5, 40)), int(rng.integers(1, 5))
    mine = np.clip(rng.normal(own, 2, (2, 20_000)).round(), 0, 10)
    theirs = np.clip(rng.normal(others, 2, (raters, 20_000)).round(), 0, 10)
    before, after = np.abs(mine - theirs.mean(axis=0)) / 10
    claim = shift([_view(at, *mine[:, at], theirs[:, at]) for at in range(n)])
    return float((before - after).mean()), Interval(claim.estimate, claim.low, claim.high)


def _view(at: int, held: float, held_after: float, others: np.ndarray) -> Observation:
    told = tuple(Stance(f"m{by}", "disputes", int(rating)) for by, rating in enumerate(others, 2))
    own = {"held": int(held), "held_after": int(held_after), "validations": told}
    return Observation(f"{at}", 1, at, "interaction", "m1", distorted=True, **own)


def _slope(rng: np.random.Generator) -> Drawn:
    """Shares of three to ten events a session, with a slope."""
    n = int(rng.integers(5, 40))
    slope = rng.uniform(-0.4, 0.4) / n
    events = rng.integers(3, 11, n)
    shares = rng.binomial(events, 0.5 + slope * (np.arange(n) - n / 2)) / events
    return slope, theil_sen(list(range(n)), list(shares)) if len(set(shares)) > 1 else None


def _ratio(rng: np.random.Generator) -> Drawn:
    sessions, rate, ratio = int(rng.integers(8, 60)), rng.uniform(0.5, 3), np.exp(rng.uniform(-1, 1))
    first, second = sessions // 2, sessions - sessions // 2
    events = int(rng.poisson(rate * first)), int(rng.poisson(rate * ratio * second))
    return ratio, rate_ratio((events[0], first), (events[1], second))


def _difference(rng: np.random.Generator) -> Drawn:
    shares, numbers = rng.uniform(0.1, 0.9, 2), rng.integers((5, 10), (20, 80))
    (one, other) = ((int(rng.binomial(n, p)), int(n)) for p, n in zip(shares, numbers, strict=True))
    return shares[0] - shares[1], difference(one, other)


def _q(with_it: float, otherwise: float) -> float:
    return (with_it * (1 - otherwise) - otherwise * (1 - with_it)) / (
        with_it * (1 - otherwise) + otherwise * (1 - with_it)
    )


def _within(rng: np.random.Generator) -> Drawn:
    n, given = int(rng.integers(30, 300)), rng.uniform(0.15, 0.5)
    with_it, otherwise = rng.uniform(0.15, 0.85, 2)
    row = int(rng.binomial(n, given))
    both, target = int(rng.binomial(row, with_it)), int(rng.binomial(n - row, otherwise))
    return _q(with_it, otherwise), yules_q(both, row - both, target, n - row - target)


def _between(rng: np.random.Generator) -> Drawn:
    """Sessions of eight events; giving in follows giving in, and anything else, with a probability of its own."""
    again, otherwise = rng.uniform(0.2, 0.8, 2)
    own = []
    for session in range(int(rng.integers(8, 40))):
        gives_in = rng.random() < 0.5
        for at in range(8):
            own.append(
                Observation(f"{session}-{at}", session, at, "interaction", "m1", octant="HI" if gives_in else "LM")
            )
            gives_in = rng.random() < (again if gives_in else otherwise)
    table = between(own, "octant").table
    if table.shape != (2, 2):
        return 0.0, None
    return _q(again, otherwise), yules_q(*(int(cell) for cell in table.reshape(-1)))


def _fit(rng: np.random.Generator) -> Drawn:
    """A member's octants, skewed, and answers of which some are near the complement and the rest do not care."""
    octants, others = (rng.dirichlet(np.full(8, 0.7)) for _ in range(2))
    near = np.exp(rng.uniform(0, 4) * FITS)
    near /= near.sum(axis=1, keepdims=True)
    share = rng.uniform(0, 1)
    chances = octants[:, None] * (share * near + (1 - share) * others)
    table = rng.multinomial(rng.integers(8, 80), chances.reshape(-1)).reshape(8, 8)
    return float((chances * FITS).sum()), Interval((table * FITS).sum() / table.sum(), *fit_within(table))


OCTANT_ANGLES = np.radians(list(ANGLES.values()))
EIGHT = 8


def _direction(rng: np.random.Generator) -> Drawn:
    """Octants scattered around a direction, from hardly to clearly (von Mises), and 8 to 160 events."""
    chances = np.exp(rng.uniform(0.5, 4) * np.cos(OCTANT_ANGLES - rng.uniform(0, 2 * np.pi)))
    truth = profile(chances).direction
    counts = rng.multinomial(rng.integers(8, 160), chances / chances.sum()).tolist()
    found = profile(counts).direction
    if found is None:
        return truth, None
    return found + (truth - found + 180) % 360 - 180, Interval(found, *direction_within(counts, found))


def _intensity(rng: np.random.Generator) -> Drawn:
    chances, n = rng.dirichlet(np.ones(5)), int(rng.integers(5, 60))
    strengths = sorted(rng.choice(5, n, p=chances) + 1)
    return float(chances @ range(1, 6)), mean_within(list(map(float, strengths)), least=1, most=5, rounding=ROUNDING)


def _rate(rng: np.random.Generator) -> Drawn:
    sessions, insights = int(rng.integers(5, 60)), rng.uniform(0.1, 2)
    return insights, rate(int(rng.poisson(insights * sessions)), sessions)


def _first_seen(rng: np.random.Generator) -> Drawn:
    """Eight octants, each shown in a session with the same chance; at one of the steps of the curve."""
    chance, sessions = np.clip(rng.beta(1, 4), 0.01, 0.9), int(rng.integers(5, 60))
    first = rng.geometric(chance, EIGHT)
    curve = kaplan_meier(np.minimum(first, sessions), first <= sessions)
    point = curve[rng.integers(len(curve))] if curve else None
    return (1 - chance) ** (point.time if point else 0), point and _whole(point)


def _whole(point: Point) -> Interval:
    return Interval(point.estimate, point.low, 1.0 if point.high is None else point.high)


def _how_often(rng: np.random.Generator) -> Drawn:
    """Eight octants, of which some come back far more often than others."""
    sessions, rates = int(rng.integers(8, 60)), 0.2 * rng.gamma(2, 1 / 2, EIGHT)
    times = [rng.uniform(0, sessions, rng.poisson(each * sessions)).tolist() for each in rates]
    points = mean_cumulative_count(times, [sessions] * EIGHT)
    return 0.2 * sessions, _whole(points[-1]) if points else None


def _evoked(rng: np.random.Generator) -> Drawn:
    n = int(rng.integers(4, 13))
    actors, partners = rng.normal(size=(2, n)) * rng.uniform(0.2, 2, (2, 1))
    found = round_robin(actors[:, None] + partners + rng.normal(size=(n, n)))
    return float(partners[0] - partners.mean()), found.partner(0)


def _evoked_with_gaps(rng: np.random.Generator) -> Drawn:
    """Up to half of what could have been noted was not."""
    n = int(rng.integers(5, 13))
    actors, partners = rng.normal(size=(2, n)) * rng.uniform(0.2, 2, (2, 1))
    ratings = actors[:, None] + partners + rng.normal(size=(n, n))
    found = round_robin(np.where(rng.random((n, n)) < rng.uniform(0, 0.5), np.nan, ratings))
    return float(partners[0] - partners.mean()), found and found.partner(0)


def _relationship(rng: np.random.Generator) -> Drawn:
    """Feelings that vary by the same from event to event, at one to four events of each, up to a third never noted."""
    n = int(rng.integers(4, 11))
    means = rng.normal(size=(n, 1)) + rng.normal(size=n) + rng.normal(size=(n, n)) * rng.uniform(0, 1)
    noted = np.where(rng.random((n, n)) < rng.uniform(0, 1 / 3), np.nan, means)
    noted[0, 1] = means[0, 1]
    found = [claim for claim in effects(_felt(rng, noted), {str(one) for one in range(n)}) if claim.of.get("by") == "0"]
    if not found or found[0].low is None:
        return 0.0, None
    truth = leftover(noted) @ noted[there(noted)]
    return float(truth[0]), Interval(found[0].estimate, found[0].low, found[0].high)


def _felt(rng: np.random.Generator, noted: np.ndarray) -> list[Observation]:
    found = []
    for actor in np.repeat(range(len(noted)), rng.integers(1, 5, len(noted))):
        rows = np.flatnonzero(there(noted)[:, actor])
        felt = tuple(Felt(str(by), "warm", rng.normal(noted[by, actor], 0.7)) for by in rows)
        found.append(Observation(f"{len(found):03}", 1, 0.0, "interaction", str(actor), felt=felt))
    return found


def _median(rng: np.random.Generator) -> Drawn:
    """Of a skewed figure of 6 to 40 memberships."""
    return float(gamma(2).median()), median_within(rng.gamma(2, 1, int(rng.integers(6, 40))).tolist())


def _kappa(rng: np.random.Generator) -> Drawn:
    """Two who agree knowingly in a share of the events, and otherwise by chance: that share is κ."""
    codes, n = rng.dirichlet(np.full(int(rng.integers(2, 6)), 3)), int(rng.integers(8, 120))
    share = rng.uniform(0.2, 0.95)
    chances = share * np.diag(codes) + (1 - share) * np.outer(codes, codes)
    return share, kappa_of(rng.multinomial(n, chances.reshape(-1)).reshape(chances.shape))


KINDS: dict[str, Callable[[np.random.Generator], Drawn]] = {
    "shares": _share,
    "disconfirmation": _mean,
    "shift": _shift,
    "focus-trend": _slope,
    "chain within": _within,
    "chain between": _between,
    "change": _ratio,
    "separation": _difference,
    "style complementarity": _fit,
    "style": _direction,
    "tie intensity": _intensity,
    "insight": _rate,
    "emergence": _first_seen,
    "emergence, how often": _how_often,
    "evoked": _evoked,
    "evoked, with gaps": _evoked_with_gaps,
    "evoked, one pair": _relationship,
    "outcomes": _median,
    "agreement": _kappa,
}
