"""Estimates with their 95 % intervals. Written for plain Python floats, so that results go into JSON as they are."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

CONFIDENCE = 0.95
TAIL = (1 + CONFIDENCE) / 2
Z = float(ndtri(TAIL))


class Interval(NamedTuple):
    estimate: float
    low: float
    high: float


def wilson(observed: int, n: int) -> Interval | None:
    """Share of `observed` in `n` with the interval of Wilson (1927); None when there is nothing to share out.

    (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). At none and at all the formula gives exactly 0 and 1, which
    floating point misses by a hair.
    """
    if n == 0:
        return None
    share, z2 = observed / n, Z * Z
    middle, half = share + z2 / (2 * n), Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if observed == 0 else (middle - half) / (1 + z2 / n)
    high = 1.0 if observed == n else (middle + half) / (1 + z2 / n)
    return Interval(share, low, high)


def difference(before: int, early: int, after: int, late: int) -> Interval:
    """after/late less before/early, with the interval of Newcombe (1998, method 10), which Wilson's two make."""
    first, second = wilson(before, early), wilson(after, late)
    change = second.estimate - first.estimate
    low = sqrt((second.estimate - second.low) ** 2 + (first.high - first.estimate) ** 2)
    high = sqrt((second.high - second.estimate) ** 2 + (first.estimate - first.low) ** 2)
    return Interval(change, change - low, change + high)


def mean_within(values: Sequence[float], *, least: float, most: float, rounding: float) -> Interval:
    """Mean of at least two values with Student's t interval, cut at what is possible.

    `rounding` is the standard deviation that the rounding of the scale alone gives. Five equal ratings do not mean
    that the mean is known exactly, so the spread is never taken smaller than that.
    """
    mean, n = fmean(values), len(values)
    half = float(stdtrit(n - 1, TAIL)) * max(stdev(values), rounding) / sqrt(n)
    return Interval(mean, max(least, mean - half), min(most, mean + half))


def theil_sen(x: Sequence[float], y: Sequence[float]) -> Interval:
    """Median of all pairwise slopes, with the interval of Sen (1968, eq. 2.6, corrected for ties in y).

    `x` must be distinct. The same numbers as `scipy.stats.theilslopes`, whose module takes seconds to import.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    left, right = np.triu_indices(len(x), k=1)
    slopes = np.sort((y[right] - y[left]) / (x[right] - x[left]))
    reach = Z * _spread_of_concordance(y)
    lower = max(round((len(slopes) - reach) / 2) - 1, 0)
    upper = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return Interval(float(np.median(slopes)), float(slopes[lower]), float(slopes[upper]))


def _spread_of_concordance(y: np.ndarray) -> float:
    """Standard deviation of Kendall's S (concordant minus discordant pairs) where nothing changes."""
    sizes = np.concatenate(([len(y)], -np.unique(y, return_counts=True)[1]))
    return sqrt(float(np.sum(sizes * (np.abs(sizes) - 1) * (2 * np.abs(sizes) + 5))) / 18)
