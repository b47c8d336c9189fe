"""What the records of a member have not touched yet."""

from collections.abc import Sequence
from itertools import chain, compress

import numpy as np

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import COMPONENTS, Observation, columns
from observations.analysis.shares import share

# What says more than an entry made in three taps, in the order in which it helps most to note it; any of its columns.
FACETS = {
    "response": ("responses",),
    "trigger": ("trigger",),
    "behaviour": ("behaviour", "octant"),
    "reflection": ("reflection",),
    "need": ("need",),
    "feared": ("feared_outcome", "feared_expected"),
    "felt": ("felt",),
    "focus": ("focus",),
    "outside": ("outside",),
    "insight": ("insight_domain", "insight_process"),
    "origin": ("origin",),
    "process": ("process_looked_at",),
}
NEEDS = ("contact", "recognition", "acceptance", "approval", "esteem", "mastery")


def gaps(observations: Sequence[Observation]) -> Claim:
    """The share of events that say more than the quick entry; `detail` has what was never noted.

    An event about which nothing at all was noted is none. Components count as never examined only where there are
    incidents, needs as never seen only where any was noted: before that it is the facet that was never noted.
    """
    told = _told(observations)
    said = list(compress(observations, told.any(axis=0)))
    among = [o for o in observations if o.affect or o.strength] + [o for o in said if not (o.affect or o.strength)]
    noted = dict(zip(FACETS, told.sum(axis=1).tolist(), strict=True))
    never = {"facets": [name for name, n in noted.items() if not n]} | _components(observations) | _needs(observations)
    return share("coverage", {"noted": "any"}, said, among, floor=floors.EVENTS, noted=noted, never=never)


def _told(observations: Sequence[Observation]) -> np.ndarray:
    """(facets × events): whether it was noted. A false or a 0 that stands there was."""
    noted = columns(observations)
    each = {name: [value not in (None, ()) for value in getattr(noted, name)] for name in chain(*FACETS.values())}
    return np.array([np.any([each[name] for name in names], axis=0) for names in FACETS.values()], dtype=bool)


def _components(observations: Sequence[Observation]) -> dict[str, list[str]]:
    incidents = [o for o in observations if o.kind == "incident"]
    told = {name for o in incidents for name, (state, _) in o.components.items() if state != "unknown"}
    return {"components": [name for name in COMPONENTS if incidents and name not in told]}


def _needs(observations: Sequence[Observation]) -> dict[str, list[str]]:
    shown = {o.need for o in observations if o.need}
    return {"needs": [need for need in NEEDS if shown and need not in shown]}
