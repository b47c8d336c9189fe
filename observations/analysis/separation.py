"""Separation: is what a member does after an absence or a parting more or less often maladaptive than otherwise?"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from observations.analysis import exact, floors
from observations.analysis.claim import Claim
from observations.analysis.intervals import difference
from observations.analysis.records import Observation, ids
from observations.analysis.shares import too_few_events

SEPARATION = "separation"


def separation(own: Sequence[Observation]) -> Claim:
    """Compared are the member's events with any other trigger. `observed` counts maladaptive ones after separations."""
    coded = [o for o in own if o.trigger is not None and o.adaptive is not None]
    after, otherwise = ([o for o in coded if (o.trigger == SEPARATION) is wanted] for wanted in (True, False))
    hits, others = ([o for o in events if not o.adaptive] for events in (after, otherwise))
    missing = too_few_events(floors.SEPARATIONS, len(after)) or too_few_events(floors.SEPARATIONS, len(otherwise))
    figures = {} if missing else _tested(coded, len(hits), len(after))
    if not missing:
        figures |= difference((len(hits), len(after)), (len(others), len(otherwise)))._asdict()
    return Claim(
        kind="separation",
        of={"adaptive": False},
        claimed=False,
        n=len(after),
        observed=len(hits),
        **figures,
        events=ids(hits),
        missing=missing,
        detail={"otherwise": {"n": len(otherwise), "observed": len(others)}},
    )


def _tested(coded: Sequence[Observation], hits: int, after: int) -> dict[str, float]:
    """Two-sided: twice the smaller chance, of so many maladaptive ones after separations or so many adaptive ones."""
    sessions = sorted({o.session for o in coded})
    counts = [
        Counter(o.session for o in coded if keep(o))
        for keep in (lambda o: o.trigger == SEPARATION, lambda o: not o.adaptive, lambda o: o.adaptive, lambda o: True)
    ]
    separations, *kinds, totals = (np.array([count[session] for session in sessions]) for count in counts)
    rows, columns = np.column_stack([separations] * 2), np.column_stack(kinds)
    p = exact.at_least(rows, columns, totals, np.array([hits, after - hits]))
    chance = float((separations * kinds[0] / totals).sum())
    return {"expected": chance, "p": float(min(1, 2 * p.min()))}
