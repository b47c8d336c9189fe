"""How strongly members feel what another does: what is the feeler's, what the other's, what this pair's alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import isnan
from statistics import fmean

import numpy as np
from scipy.special import stdtr, stdtrit

from observations.analysis import floors, srm
from observations.analysis.cells import leftover
from observations.analysis.claim import Claim, Missing
from observations.analysis.discovery import discovered
from observations.analysis.evoked import felt_lines
from observations.analysis.intervals import TAIL, Interval
from observations.analysis.records import Observation
from observations.analysis.shares import too_few_events

ROUNDING = 1 / 12  # the variance that the rounding of a strength to whole numbers alone gives
NOTHING = 1e-9  # of a cell's weight in itself: below it the cell alone makes one of its effects

Between = Mapping[tuple[str, str], Mapping[str, float]]


def effects(observations: Sequence[Observation], people: Collection[str]) -> list[Claim]:
    """The effects of the social relations model, each with its interval: how strongly what each of `people` does is
    felt by everybody (partner), how strongly each feels anything (actor), and what lies beyond both between two alone
    (relationship). In this order.

    Read from the mean strengths of what each felt at each other's events, of all who have a part in it. Where these do
    not tie everybody together, one claim says what is missing.
    """
    between = felt_between(observations, people)
    names = sorted({name for pair in between for name in pair})
    strengths = _strengths(between, names)
    found = srm.round_robin(strengths)
    if found is None:
        of, n = {"effect": "partner", "member": None}, sum(map(len, between.values()))
        return [Claim("evoked", of, None, n, missing=srm.undefined(strengths))]
    detail = _table(found, names)
    own = [
        _effect({"effect": effect, "member": name}, getattr(found, effect)(place), between, detail)
        for effect in ("partner", "actor")
        for place, name in enumerate(names)
    ]
    return [*own, *_relationships(between, strengths)]


def felt_between(observations: Sequence[Observation], people: Collection[str]) -> Between:
    """By who felt and at whose events, in order: the strength at each event, by its id, a mean where it was several."""
    found = defaultdict(lambda: defaultdict(list))
    for o, felt in felt_lines(observations):
        if felt.strength is not None and o.actor in people and felt.by in people:
            found[felt.by, o.actor][o.id].append(felt.strength)
    return {pair: {at: fmean(found[pair][at]) for at in sorted(found[pair])} for pair in sorted(found)}


def _strengths(between: Between, names: Sequence[str]) -> np.ndarray:
    """A row for who feels, a column for whose event it is."""
    place, table = {name: at for at, name in enumerate(names)}, np.full((len(names), len(names)), np.nan)
    for (by, actor), strengths in between.items():
        table[place[by], place[actor]] = fmean(strengths.values())
    return table


def _table(found: srm.RoundRobin, names: Sequence[str]) -> dict:
    """What is alike for all who have a part: how many, of how many pairs anything was noted, the mean and variances."""
    whole = {key: value for key, value in found.as_json(names).items() if key != "effects"}
    n, gaps = len(names), int(np.isnan(found.relationships).sum())
    return {"people": n, "cells": n * (n - 1) - gaps, "of_cells": n * (n - 1), "mean": found.mean, "srm": whole}


def _effect(of: dict, found: Interval | None, between: Between, detail: dict) -> Claim:
    """Of who is felt it stands on the events of this person, of who feels on those at which they felt something."""
    side = 1 if of["effect"] == "partner" else 0
    own = [at for pair, strengths in between.items() if pair[side] == of["member"] for at in strengths]
    if found is None:
        return Claim("evoked", of, None, 0, missing=Missing(reason="missing-cells", needed=1, have=0))
    return Claim("evoked", of, None, len(own), **found._asdict(), events=tuple(sorted({*own})), detail=detail)


def _relationships(between: Between, strengths: np.ndarray) -> list[Claim]:
    """Tested against what the feelings of one person for another vary by from event to event, and so only where they
    were noted again. Pairs are claimed as members' findings are (Benjamini and Hochberg), over all pairs."""
    counts = np.array([len(at) for at in between.values()])
    freedom = int((counts - 1).sum())
    if missing := too_few_events(floors.REPEATED, freedom):
        of = {"effect": "relationship", "by": None, "member": None}
        return [Claim("evoked", of, None, int(counts.sum()), missing=missing)]
    left = leftover(strengths)
    means = np.array([fmean(at.values()) for at in between.values()])
    special, errors = left @ means, np.sqrt(left**2 @ (_within(between, freedom) / counts))
    errors[np.diag(left) < NOTHING] = np.nan
    told = zip(between.items(), means.tolist(), special.tolist(), errors.tolist(), strict=True)
    return discovered([_relationship(pair, tuple(at), *figures, freedom) for (pair, at), *figures in told])


def _within(between: Between, freedom: int) -> float:
    """The variance of a feeling from event to event, of one person for one other."""
    away = [value - fmean(at.values()) for at in between.values() for value in at.values()]
    return max(sum(one**2 for one in away) / freedom, ROUNDING)


def _relationship(
    pair: tuple[str, str], events: tuple[str, ...], mean: float, special: float, error: float, freedom: int
) -> Claim:
    """`error` is NaN where the pair's is the only feeling that one of the two has to be read from."""
    of, n = {"effect": "relationship", "by": pair[0], "member": pair[1]}, len(events)
    if isnan(error):
        return Claim("evoked", of, None, n, events=events, missing=Missing(reason="no-contrast"))
    half = float(stdtrit(freedom, TAIL)) * error
    figures = Interval(special, special - half, special + half)._asdict()
    p = 2 * float(stdtr(freedom, -abs(special) / error))
    detail = {"strength": mean}
    return Claim("evoked", of, False, n, None, mean - special, **figures, p=p, events=events, detail=detail)
