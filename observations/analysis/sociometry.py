"""Polls: who is chosen and rejected, whether choices are answered, and whether those who rank agree.

A ballot is what one voter said of others. Who did not vote leaves what is counted over: nobody can be chosen by them.
"""

from collections.abc import Collection, Mapping
from math import comb
from typing import NamedTuple

import numpy as np
from scipy.stats import rankdata

Ballots = Mapping[str, Mapping[str, float]]  # voter → person → 1 chosen, -1 rejected; or a rank from 1
DRAWS = 9_999
SEED = 20260119
LEAST = 3  # of two, each ranks one, and nobody can disagree


class Status(NamedTuple):
    """One person's: counts, and the shares of the others who voted that chose and that rejected them.

    `p_at_least` and `p_at_most` are the chances of as many choices or more, or fewer, if every voter had chosen at
    random among the others as many as they did. `foreseen` is the share of those by whom they expected to be chosen
    that did; None where they expected nobody. What would be divided by nothing is None.
    """

    received: int
    made: int
    status: float | None
    rejection: float | None
    p_at_least: float | None
    p_at_most: float | None
    foreseen: float | None


class Whole(NamedTuple):
    """Among those who voted: mutual pairs of all pairs, answered of all choices, rejections of all that was said."""

    cohesion: float | None
    reciprocity: float | None
    tension: float | None


class Concordance(NamedTuple):
    """Kendall's `w` over those who ranked each other, the chance of it where ranks mean nothing, and their order."""

    w: float
    p: float
    order: tuple[str, ...]


def standing(ballots: Ballots, people: Collection[str], expected: Mapping[str, Collection[str]]) -> dict[str, Status]:
    """Of each of `people`, who could be chosen. `expected` are those by whom a voter expected to be chosen."""
    chosen = {voter: _said(ballot, 1) for voter, ballot in ballots.items()}
    rejected = {voter: _said(ballot, -1) for voter, ballot in ballots.items()}
    return {person: _status(person, chosen, rejected, people, expected.get(person, ())) for person in sorted(people)}


def _said(ballot: Mapping[str, float], value: int) -> set[str]:
    return {person for person, said in ballot.items() if said == value}


def _status(person: str, chosen, rejected, people: Collection[str], expected: Collection[str]) -> Status:
    others = [voter for voter in sorted(chosen) if voter != person]
    received, against = (sum(person in said[voter] for voter in others) for said in (chosen, rejected))
    chances = _chances([len(chosen[voter]) / len(set(people) - {voter}) for voter in others])
    asked = [voter for voter in expected if voter in chosen]
    return Status(
        received=received,
        made=len(chosen.get(person, ())),
        status=_share(received, len(others)),
        rejection=_share(against, len(others)),
        p_at_least=min(1.0, float(chances[received:].sum())) if others else None,
        p_at_most=min(1.0, float(chances[: received + 1].sum())) if others else None,
        foreseen=_share(sum(person in chosen[voter] for voter in asked), len(asked)),
    )


def _chances(each: Collection[float]) -> np.ndarray:
    """Of 0, 1, 2 … successes, where each try has its own chance (Poisson-binomial)."""
    found = np.ones(1)
    for chance in each:
        found = np.convolve(found, (1 - chance, chance))
    return found


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def whole(ballots: Ballots) -> Whole:
    said = {(voter, person, value) for voter, ballot in ballots.items() for person, value in ballot.items()}
    among = {(voter, person, value) for voter, person, value in said if person in ballots}
    choices = {(voter, person) for voter, person, value in among if value == 1}
    mutual = sum((person, voter) in choices for voter, person in choices) // 2
    rejections = sum(value == -1 for _voter, _person, value in among)
    return Whole(
        cohesion=_share(mutual, comb(len(ballots), 2)),
        reciprocity=_share(2 * mutual, len(choices)),
        tension=_share(rejections, len(choices) + rejections),
    )


def concordance(ballots: Ballots) -> Concordance | None:
    """None where not everybody who voted ranked all the others who did, or everybody gave everybody one rank.

    Nobody ranks themselves, so the rankings are blocks that each leave out one (Durbin 1951); `w` is 1 where all are in
    one order. Its p is that of 9,999 draws in which each voter's ranks are dealt anew, with a fixed seed.
    """
    names = sorted(ballots)
    if len(names) < LEAST or any(not set(names) - {voter} <= ballots[voter].keys() for voter in names):
        return None
    ranks = np.array([rankdata([ballots[voter][name] for name in names if name != voter]) for voter in names])
    spread = _spread(ranks[None])[0]
    if not spread:
        return None
    drawn = _spread(np.random.default_rng(SEED).permuted(np.repeat(ranks[None], DRAWS, axis=0), axis=2))
    order = np.argsort(_totals(ranks[None])[0], kind="stable")
    p = (1 + int((drawn >= spread - 1e-9).sum())) / (DRAWS + 1)
    return Concordance(float(spread / _most(len(names))), p, tuple(names[place] for place in order))


def _totals(ranks: np.ndarray) -> np.ndarray:
    """(draws, n) sums of the ranks that each got, of (draws, n, n − 1): each row without the one who ranks."""
    draws, n, _ = ranks.shape
    whole = np.zeros((draws, n, n))
    whole[:, ~np.eye(n, dtype=bool)] = ranks.reshape(draws, -1)
    return whole.sum(axis=1)


def _spread(ranks: np.ndarray) -> np.ndarray:
    totals = _totals(ranks)
    return ((totals - totals.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)


def _most(n: int) -> float:
    """The spread where all are in one order: their totals are then n − 2 apart."""
    return (n - 2) ** 2 * n * (n * n - 1) / 12
