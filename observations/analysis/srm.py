"""Who is it about: rater, rated or the pair. The social relations model (Warner, Kenny & Stoto 1979) of a round robin.

The model's own words are kept: the *actor* effect is the rater's (how high this person rates everybody), the *partner*
effect the rated person's (what this person evokes in everybody), the *relationship* effect one pair's alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from observations.analysis.cells import LEAST_FREEDOM, Fit, fit, there
from observations.analysis.claim import Missing
from observations.analysis.intervals import TAIL, Interval

LEAST = 4  # with three, no degree of freedom is left for the relationships


class Variances(NamedTuple):
    """As estimated: a variance that comes out negative is 0 here, and its name stands in `negative`.

    None where the table has gaps and a variance would need a model of its own.
    """

    actor: float | None
    partner: float | None
    relationship: float
    actor_partner: float | None
    relationship_covariance: float
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """Effects in the order of the rows: NaN for an actor who rated nobody and a partner whom nobody rated.

    `relationships[i, j]` is what i's rating of j has beyond the mean and both their effects: 0 on the diagonal, NaN
    where there is no rating.
    """

    fit: Fit
    relationships: np.ndarray
    variances: Variances

    @property
    def mean(self) -> float:
        return self.fit.mean

    @property
    def actors(self) -> np.ndarray:
        return self.fit.actors

    @property
    def partners(self) -> np.ndarray:
        return self.fit.partners

    def partner(self, place: int) -> Interval | None:
        """None for whom nobody rated."""
        return self._within(self.partners[place], self.fit.partner_errors[place])

    def actor(self, place: int) -> Interval | None:
        """None for who rated nobody."""
        return self._within(self.actors[place], self.fit.actor_errors[place])

    def _within(self, effect: float, error: float) -> Interval | None:
        """With a t interval."""
        if np.isnan(effect):
            return None
        half = float(stdtrit(self.fit.freedom, TAIL)) * sqrt(error)
        return Interval(float(effect), float(effect) - half, float(effect) + half)

    def as_json(self, names: Sequence[str]) -> dict:
        """The `srm` of `groupcounsel-results/1`."""
        pairs = zip(names, map(_known, self.actors), map(_known, self.partners), strict=True)
        effects = {name: {"actor": actor, "partner": partner} for name, actor, partner in pairs}
        return {**self.variances._asdict(), "negative": list(self.variances.negative), "effects": effects}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def undefined(ratings: np.ndarray) -> Missing | None:
    """Why there is no model of these ratings, a row for each rater. The diagonal is never looked at.

    With fewer cells than `needed` there never is one; with more it may still need all of them, where these do not tie
    everybody together.
    """
    n, have = len(ratings), int(there(ratings).sum())
    if n < LEAST:
        return Missing(reason="too-few-people", needed=LEAST, have=n)
    if fit(ratings):
        return None
    least = 2 * n - 1 + 2 * LEAST_FREEDOM
    return Missing(reason="missing-cells", needed=least if have < least else n * (n - 1), have=have)


def round_robin(ratings: np.ndarray) -> RoundRobin | None:
    """By least squares of the ratings that are there. None where it is `undefined`.

    With some missing, the variances of actors and partners are not told: they would need a model of their own.
    """
    found = fit(ratings) if len(ratings) >= LEAST else None
    if found is None:
        return None
    expected = found.mean + found.actors[:, None] + found.partners[None, :]
    rest = np.where(there(ratings), ratings - expected, np.nan)
    np.fill_diagonal(rest, 0.0)
    return RoundRobin(found, rest, _variances(found) if np.isfinite(rest).all() else _of_pairs(found))


def _variances(found: Fit) -> Variances:
    """Of a whole table. What chance in the relationships adds to the variance of the effects is taken off."""
    a, b, n = found.actors, found.partners, len(found.actors)
    error, both = (
        (one * (n - 1) + other) / (n * (n - 2))
        for one, other in ((found.single, found.mutual), (found.mutual, found.single))
    )
    told = {
        "actor": float(a @ a) / (n - 1) - error,
        "partner": float(b @ b) / (n - 1) - error,
        "relationship": found.single,
        "actor_partner": float(a @ b) / (n - 1) - both,
        "relationship_covariance": found.mutual,
    }
    return _at_least_0(told)


def _of_pairs(found: Fit) -> Variances:
    told = {"relationship": found.single, "relationship_covariance": found.mutual}
    return _at_least_0(dict.fromkeys(("actor", "partner", "actor_partner")) | told)


def _at_least_0(told: dict) -> Variances:
    kinds = ("actor", "partner", "relationship")
    negative = tuple(name for name in kinds if told[name] is not None and told[name] < 0)
    return Variances(**told | dict.fromkeys(negative, 0.0), negative=negative)
