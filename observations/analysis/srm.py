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

from observations.analysis.claim import Missing
from observations.analysis.intervals import TAIL, Interval

LEAST = 4  # with three, no degree of freedom is left for the relationships


class Variances(NamedTuple):
    """As estimated: a variance that comes out negative is 0 here, and its name stands in `negative`."""

    actor: float
    partner: float
    relationship: float
    actor_partner: float
    relationship_covariance: float
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """Effects in the order of the rows; `error` is the sampling variance of an effect of either kind.

    `relationships[i, j]` is what i's rating of j has beyond the mean and both their effects; its diagonal is 0.
    """

    mean: float
    actors: np.ndarray
    partners: np.ndarray
    relationships: np.ndarray
    variances: Variances
    error: float

    def partner(self, place: int) -> Interval:
        return self._within(float(self.partners[place]))

    def actor(self, place: int) -> Interval:
        return self._within(float(self.actors[place]))

    def _within(self, effect: float) -> Interval:
        """With a t interval; its degrees of freedom are those of the symmetric part of the relationships."""
        n = len(self.partners)
        half = float(stdtrit(_freedom(n), TAIL)) * sqrt(self.error * (n - 1) / n)
        return Interval(effect, effect - half, effect + half)

    def as_json(self, names: Sequence[str]) -> dict:
        """The `srm` of `groupcounsel-results/1`."""
        pairs = zip(names, self.actors.tolist(), self.partners.tolist(), strict=True)
        effects = {name: {"actor": actor, "partner": partner} for name, actor, partner in pairs}
        return {**self.variances._asdict(), "negative": list(self.variances.negative), "effects": effects}


def undefined(ratings: np.ndarray) -> Missing | None:
    """Why there is no model of these ratings, a row for each rater. The diagonal is never looked at."""
    n = len(ratings)
    if n < LEAST:
        return Missing(reason="too-few-people", needed=LEAST, have=n)
    have = int(np.isfinite(ratings)[_others(n)].sum())
    return Missing(reason="missing-cells", needed=n * (n - 1), have=have) if have < n * (n - 1) else None


def round_robin(ratings: np.ndarray) -> RoundRobin | None:
    """None where it is `undefined`."""
    if undefined(ratings):
        return None
    given = np.where(_others(len(ratings)), ratings, 0.0)
    mean, actors, partners = _effects(given)
    expected = mean + actors[:, None] + partners[None, :]
    rest = np.where(_others(len(given)), given - expected, 0.0)
    variances, error = _variances(actors, partners, rest)
    return RoundRobin(mean, actors, partners, rest, variances, error)


def _others(n: int) -> np.ndarray:
    return ~np.eye(n, dtype=bool)


def _freedom(n: int) -> float:
    return (n - 1) * (n - 2) / 2 - 1


def _effects(given: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    n = len(given)
    made, received = given.sum(axis=1) / (n - 1), given.sum(axis=0) / (n - 1)
    mean = float(given.sum() / (n * (n - 1)))
    own, other = (n - 1) ** 2 / (n * (n - 2)), (n - 1) / (n * (n - 2))
    level = (n - 1) / (n - 2) * mean
    return mean, own * made + other * received - level, own * received + other * made - level


def _variances(a: np.ndarray, b: np.ndarray, g: np.ndarray) -> tuple[Variances, float]:
    """The error is what chance in the relationships adds to the variance of the effects."""
    n = len(a)
    shared = float((((g + g.T) / 2) ** 2).sum() / _freedom(n))
    single = float(((g - g.T) ** 2).sum() / 2 / ((n - 1) * (n - 2)))
    relationship, mutual = (shared + single) / 2, (shared - single) / 2
    error = (relationship * (n - 1) + mutual) / (n * (n - 2))
    found = {
        "actor": float(a @ a) / (n - 1) - error,
        "partner": float(b @ b) / (n - 1) - error,
        "relationship": relationship,
        "actor_partner": float(a @ b) / (n - 1) - (mutual * (n - 1) + relationship) / (n * (n - 2)),
        "relationship_covariance": mutual,
    }
    negative = tuple(name for name in ("actor", "partner", "relationship") if found[name] < 0)
    return Variances(**found | dict.fromkeys(negative, 0.0), negative=negative), error
