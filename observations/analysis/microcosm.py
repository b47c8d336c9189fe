"""The group as a small world: what happens by itself, what resembles life outside, who is seen as whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import Observation
from observations.analysis.shares import share
from observations.analysis.validation import of_others, verdicts


def microcosm(observations: Sequence[Observation]) -> list[Claim]:
    return [
        _spontaneous(observations),
        _recognised(observations),
        _transference(observations),
        *_parallels(observations),
    ]


def _spontaneous(observations: Sequence[Observation]) -> Claim:
    noted = [o for o in observations if o.origin]
    hits = [o for o in noted if o.origin == "spontaneous"]
    return share("microcosm", {"origin": "spontaneous"}, hits, noted, floor=floors.EVENTS)


def _recognised(observations: Sequence[Observation]) -> Claim:
    """Of the parallels outside that somebody recognised, those that the member did."""
    parallels = [o for o in observations if o.outside]
    noted = [o for o in parallels if o.recognised_by]
    hits = [o for o in noted if o.actor in o.recognised_by]
    of, found = {"recognised": "member"}, {"parallels": len(parallels), "outside": _tally(o.outside for o in parallels)}
    return share("microcosm", of, hits, noted, floor=floors.PARALLELS, **found)


def _transference(observations: Sequence[Observation]) -> Claim:
    """How many the others have said their view of; `detail` has as whom people were seen, and what the others said."""
    seen = [o for o in observations if o.transference]
    told = [o for o in seen if of_others(o)]
    found = {"figures": _tally(o.transference for o in seen), **verdicts(seen)}
    return share("microcosm", {"transference": "validated"}, told, seen, floor=floors.VIEWS, **found)


def _parallels(observations: Sequence[Observation]) -> list[Claim]:
    """For each behaviour with a parallel outside: in how many of its events one is noted, and with whom it is."""
    by_target = defaultdict(list)
    for o in observations:
        if o.behaviour or o.octant:
            by_target[_target(o)].append(o)
    found = [(target, those) for target, those in sorted(by_target.items()) if any(o.outside for o in those)]
    return [_parallel(target, those) for target, those in found]


def _target(o: Observation) -> tuple[str, str]:
    return ("behaviour", o.behaviour) if o.behaviour else ("octant", o.octant)


def _parallel(target: tuple[str, str], those: Sequence[Observation]) -> Claim:
    hits = [o for o in those if o.outside]
    outside = _tally(o.outside for o in hits)
    return share("microcosm", {"target": list(target)}, hits, those, floor=floors.PARALLELS, outside=outside)


def _tally(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items()))
