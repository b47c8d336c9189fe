"""What somebody's events evoke in the other members: which feelings, and whether several share them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from statistics import fmean

import numpy as np

from observations.analysis import floors, srm
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import Interval, wilson
from observations.analysis.records import Felt, Observation, ids
from observations.analysis.shares import too_few_events

Line = tuple[Observation, Felt]


def felt_lines(observations: Sequence[Observation]) -> list[Line]:
    """Every feeling that somebody else noted, with its event; what the actor felt is not evoked in others."""
    return [(o, felt) for o in observations for felt in o.felt if felt.by != o.actor]


def feelings(observations: Sequence[Observation]) -> list[Claim]:
    """A claim for each feeling noted, in the order of its code; with none, one that says how many are needed."""
    lines = felt_lines(observations)
    by_feeling = defaultdict(list)
    for line in lines:
        by_feeling[line[1].feeling].append(line)
    return [_feeling(name, by_feeling[name], lines) for name in sorted(by_feeling)] or [_feeling(None, [], [])]


def _feeling(name: str | None, hits: Sequence[Line], lines: Sequence[Line]) -> Claim:
    missing = too_few_events(floors.FELT, len(lines))
    figures = {} if missing else wilson(len(hits), len(lines))._asdict()
    return Claim(
        kind="evoked",
        of={"feeling": name},
        claimed=None,
        n=len(lines),
        observed=len(hits),
        **figures,
        events=ids({o.id: o for o, _ in hits}.values()),
        missing=missing,
        detail=_people(hits, lines),
    )


def _people(hits: Sequence[Line], lines: Sequence[Line]) -> dict:
    """How many felt it, of how many who noted anything: one of several is that person's alone. Nobody is named."""
    strengths = [felt.strength for _, felt in hits if felt.strength is not None]
    return {
        "people": len({felt.by for _, felt in hits}),
        "of_people": len({felt.by for _, felt in lines}),
        "in_events": len({o.id for o, _ in hits}),
        "of_events": len({o.id for o, _ in lines}),
        "strength": fmean(strengths) if strengths else None,
    }


def effects(observations: Sequence[Observation], people: Collection[str]) -> list[Claim]:
    """How strongly what each of `people` does is felt by everybody (partner), and how strongly each feels anything
    (actor), each beyond the other. Partners first.

    Read from the mean strengths of what each felt at each other's events, of all who have a part in it. Where these do
    not tie everybody together, one claim says what is missing. What is one pair's alone stands in `srm` as a variance:
    of a single pair there is one cell, and no telling how sure it is.
    """
    lines = [(o, felt) for o, felt in felt_lines(observations) if felt.strength is not None]
    lines = [(o, felt) for o, felt in lines if o.actor in people and felt.by in people]
    names = sorted({name for o, felt in lines for name in (o.actor, felt.by)})
    strengths = _strengths(lines, names)
    found = srm.round_robin(strengths)
    if found is None:
        missing = srm.undefined(strengths)
        return [Claim("evoked", {"effect": "partner", "member": None}, None, len(lines), missing=missing)]
    detail = _table(found, names)
    return [
        _effect({"effect": effect, "member": name}, getattr(found, effect)(place), lines, detail)
        for effect in ("partner", "actor")
        for place, name in enumerate(names)
    ]


def _table(found: srm.RoundRobin, names: Sequence[str]) -> dict:
    """What is alike for all who have a part: how many, of how many pairs anything was noted, the mean and variances."""
    whole = {key: value for key, value in found.as_json(names).items() if key != "effects"}
    n, gaps = len(names), int(np.isnan(found.relationships).sum())
    return {"people": n, "cells": n * (n - 1) - gaps, "of_cells": n * (n - 1), "mean": found.mean, "srm": whole}


def _strengths(lines: Sequence[Line], names: Sequence[str]) -> np.ndarray:
    """A row for who feels, a column for whose event it is. Strengths are whole, so their order changes no sum."""
    place = {name: at for at, name in enumerate(names)}
    sums, counts = np.zeros((2, len(names), len(names)))
    for o, felt in lines:
        sums[place[felt.by], place[o.actor]] += felt.strength
        counts[place[felt.by], place[o.actor]] += 1
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _effect(of: dict, found: Interval | None, lines: Sequence[Line], detail: dict) -> Claim:
    """Of who is felt the lines are those at their events, of who feels their own."""
    name, felt = of["member"], of["effect"] == "partner"
    own = [line for line in lines if (line[0].actor if felt else line[1].by) == name]
    if found is None:
        return Claim("evoked", of, None, 0, missing=Missing(reason="missing-cells", needed=1, have=0))
    events = ids({o.id: o for o, _ in own}.values())
    return Claim("evoked", of, None, len(own), **found._asdict(), events=events, detail=detail)
