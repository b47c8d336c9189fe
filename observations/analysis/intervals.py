"""Estimates with their 95 % intervals. Written for plain Python floats, so that results go into JSON as they are."""

from collections.abc import Sequence
from itertools import accumulate
from math import comb, sqrt
from statistics import fmean, median, stdev
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv, gammaincinv, ndtri, stdtrit

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


def mean_within(values: Sequence[float], *, least: float, most: float, rounding: float) -> Interval:
    """Mean of at least two values with Student's t interval, cut at what is possible.

    `rounding` is the standard deviation that the rounding of the scale alone gives. Five equal ratings do not mean
    that the mean is known exactly, so the spread is never taken smaller than that.
    """
    mean, n = fmean(values), len(values)
    half = float(stdtrit(n - 1, TAIL)) * max(stdev(values), rounding) / sqrt(n)
    return Interval(mean, max(least, mean - half), min(most, mean + half))


def median_within(values: Sequence[float]) -> Interval | None:
    """Median with the exact interval of the sign test (Thompson 1936); None where no interval covers 95 %.

    The k-th smallest and the k-th largest hold the true median whenever k or more of n values lie on either side of it,
    and how many do is binomial with one half: k is the largest with 2·P(X < k) ≤ 0.05.
    """
    ordered, n = sorted(values), len(values)
    below = accumulate(comb(n, i) for i in range(n // 2))
    k = sum(40 * chances <= 2**n for chances in below)
    return Interval(float(median(ordered)), float(ordered[k - 1]), float(ordered[n - k])) if k else None


def rate(count: int, exposure: float) -> Interval:
    """`count` per unit of `exposure`, with the exact interval of Garwood (1936)."""
    low = float(gammaincinv(count, 1 - TAIL)) if count else 0.0
    return Interval(count / exposure, low / exposure, float(gammaincinv(count + 1, TAIL)) / exposure)


def difference(one: tuple[int, int], other: tuple[int, int]) -> Interval:
    """Share of `one` (observed, of how many) less that of the other, with Newcombe's interval (1998, method 10).

    It is put together from the two Wilson intervals, and so stays within −1 and 1.
    """
    p, q = wilson(*one), wilson(*other)
    middle = p.estimate - q.estimate
    low = middle - sqrt((p.estimate - p.low) ** 2 + (q.high - q.estimate) ** 2)
    return Interval(middle, low, middle + sqrt((p.high - p.estimate) ** 2 + (q.estimate - q.low) ** 2))


def rate_ratio(first: tuple[int, int], second: tuple[int, int]) -> Interval | None:
    """Rate of the second (events, sessions) over that of the first; None where the first has no events.

    Of all events, given their number, the second's share is binomial: its exact interval (Clopper and Pearson 1934)
    turned into the ratio of the rates.
    """
    (before, earlier), (after, later) = first, second
    if not before:
        return None
    low = float(betaincinv(after, before + 1, 1 - TAIL)) if after else 0.0
    ends = low, float(betaincinv(after + 1, before, TAIL))
    return Interval(after * earlier / (before * later), *(earlier / later * end / (1 - end) for end in ends))


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
