"""Feeling and knowing: was a strong feeling reflected on, was a feeling followed by a look at the process."""

from collections import Counter
from collections.abc import Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import Observation
from observations.analysis.shares import share

STRONG = 4  # of 5


def is_strong(o: Observation) -> bool:
    return o.strength >= STRONG


def is_reflected(o: Observation) -> bool:
    return o.reflection != "none"


def reflections(observations: Sequence[Observation]) -> list[Claim]:
    """Of the strong feelings, the share with reflection and the share without: each opens its own events."""
    feelings = [o for o in observations if o.affect and o.strength is not None and o.reflection is not None]
    strong = [o for o in feelings if is_strong(o)]
    table = two_by_two(feelings)
    return [_with_reflection(strong, wanted, table) for wanted in (True, False)]


def _with_reflection(strong: Sequence[Observation], wanted: bool, table: dict) -> Claim:
    hits = [o for o in strong if is_reflected(o) is wanted]
    of = {"feeling": "strong", "reflected": wanted}
    return share("reflection", of, hits, strong, floor=floors.STRONG_FEELINGS, two_by_two=table)


def two_by_two(feelings: Sequence[Observation]) -> dict[str, dict[str, int]]:
    """Counts of strong (4 or 5 of 5) and milder feelings, reflected on and not."""
    counts = Counter((is_strong(o), is_reflected(o)) for o in feelings)
    return {
        name: {"reflected": counts[strong, True], "not_reflected": counts[strong, False]}
        for name, strong in (("strong", True), ("mild", False))
    }


def process(observations: Sequence[Observation]) -> Claim:
    """How often a feeling was followed by the group looking at its own process."""
    among = [o for o in observations if o.affect and o.process_looked_at is not None]
    hits = [o for o in among if o.process_looked_at]
    return share("process", {"after": "feeling"}, hits, among, floor=floors.EVENTS)
