"""What the records of a member have not touched yet."""

from collections.abc import Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import COMPONENTS, Observation
from observations.analysis.shares import share

# What says more than an entry made in three taps, in the order in which it helps most to note it.
FACETS = {
    "response": lambda o: o.responses,
    "trigger": lambda o: o.trigger,
    "behaviour": lambda o: o.behaviour or o.octant,
    "reflection": lambda o: o.reflection,
    "need": lambda o: o.need,
    "feared": lambda o: o.feared_outcome or o.feared_expected is not None,
    "felt": lambda o: o.felt,
    "focus": lambda o: o.focus,
    "outside": lambda o: o.outside,
    "insight": lambda o: o.insight_domain or o.insight_process,
    "origin": lambda o: o.origin,
    "process": lambda o: o.process_looked_at is not None,
}
NEEDS = ("contact", "recognition", "acceptance", "approval", "esteem", "mastery")


def gaps(observations: Sequence[Observation]) -> Claim:
    """The share of events that say more than the quick entry; `detail` has what was never noted.

    An event about which nothing at all was noted is none. Components count as never examined only where there are
    incidents, needs as never seen only where any was noted: before that it is the facet that was never noted.
    """
    said = [o for o in observations if any(told(o) for told in FACETS.values())]
    among = [o for o in observations if o.affect or o.strength] + [o for o in said if not (o.affect or o.strength)]
    noted = {name: sum(bool(told(o)) for o in observations) for name, told in FACETS.items()}
    never = {"facets": [name for name, n in noted.items() if not n]} | _components(observations) | _needs(observations)
    return share("coverage", {"noted": "any"}, said, among, floor=floors.EVENTS, noted=noted, never=never)


def _components(observations: Sequence[Observation]) -> dict[str, list[str]]:
    incidents = [o for o in observations if o.kind == "incident"]
    told = {name for o in incidents for name, (state, _) in o.components.items() if state != "unknown"}
    return {"components": [name for name in COMPONENTS if incidents and name not in told]}


def _needs(observations: Sequence[Observation]) -> dict[str, list[str]]:
    shown = {o.need for o in observations if o.need}
    return {"needs": [need for need in NEEDS if shown and need not in shown]}
