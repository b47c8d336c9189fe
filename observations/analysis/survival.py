"""How long until something is first seen, and how often it comes back: estimates with what is not over yet taken in."""

from collections.abc import Sequence
from math import exp, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from observations.analysis.intervals import TAIL, Z


class Point(NamedTuple):
    """The estimate from `time` on, with its 95 % interval; `high` is None where nobody is left to tell."""

    time: float
    estimate: float
    low: float
    high: float | None


class Median(NamedTuple):
    """The time by which half have been seen; None where fewer have, and at an end that the interval does not reach."""

    estimate: float | None
    low: float | None
    high: float | None


def kaplan_meier(durations: Sequence[float], seen: Sequence[bool]) -> list[Point]:
    """The share not seen yet, at every time at which something was seen (Kaplan and Meier 1958).

    A duration that ends without having been `seen` is censored. Intervals by Greenwood's formula, cut at 0 and 1.
    """
    durations, seen = np.asarray(durations, dtype=float), np.asarray(seen, dtype=bool)
    times = np.unique(durations[seen])
    at_risk = (durations[None, :] >= times[:, None]).sum(axis=1)
    deaths = ((durations[None, :] == times[:, None]) & seen[None, :]).sum(axis=1)
    left = np.cumprod(1 - deaths / at_risk)
    with np.errstate(divide="ignore"):
        spread = np.sqrt(np.cumsum(deaths / (at_risk * (at_risk - deaths))))
    return [_survival(float(t), float(s), float(g)) for t, s, g in zip(times, left, spread, strict=True)]


def _survival(time: float, left: float, greenwood: float) -> Point:
    if left == 0:
        return Point(time, 0.0, 0.0, None)
    half = Z * left * greenwood
    return Point(time, left, max(0.0, left - half), min(1.0, left + half))


def median_of(curve: Sequence[Point]) -> Median:
    """By Brookmeyer and Crowley (1982): the interval ends where those of the curve go below one half."""
    return Median(
        next((point.time for point in curve if point.estimate <= 0.5), None),
        next((point.time for point in curve if point.low <= 0.5), None),
        next((point.time for point in curve if point.high is not None and point.high <= 0.5), None),
    )


def mean_cumulative_count(times: Sequence[Sequence[float]], ends: Sequence[float]) -> list[Point]:
    """How often something has come back, on average over the units still followed (Nelson 1988).

    `times` are those of each unit, `ends` until when each was followed. Intervals by the robust variance of Lawless
    and Nadeau (1995), which takes units as independent and not their events. Units are few: so it is that of a sample
    (n / (n − 1)), with Student's t, and on the scale of logarithms, where a mean of counts is less skewed. Of one unit
    nothing tells how far others are off: its interval ends nowhere.
    """
    ends = np.asarray(ends, dtype=float)
    marks = np.unique([t for unit in times for t in unit]).astype(float)
    counts = np.zeros((len(ends), len(marks)))
    for unit, own in enumerate(times):
        np.add.at(counts[unit], np.searchsorted(marks, own), 1)
    there = ends[:, None] >= marks[None, :]
    followed = there.sum(axis=0)
    steps = (counts * there).sum(axis=0) / followed
    away = np.cumsum(there * (counts - steps) / followed, axis=1)
    means, errors, n = np.cumsum(steps), np.sqrt((away**2).sum(axis=0)), len(ends)
    return [_mean(float(t), float(m), float(e), n) for t, m, e in zip(marks, means, errors, strict=True)]


def _mean(time: float, mean: float, error: float, units: int) -> Point:
    if units == 1:
        return Point(time, mean, 0.0, None)
    width = exp(float(stdtrit(units - 1, TAIL)) * sqrt(units / (units - 1)) * error / mean)
    return Point(time, mean, mean / width, mean * width)
