"""Needs that a member showed, and whether the others met them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.records import Observation, ids
from observations.analysis.shares import share

# Responses that give what was sought; the rest answer without giving it, or give something else.
MEETING = frozenset({"supports", "validates", "comforts", "identifies"})


def needs(observations: Sequence[Observation]) -> list[Claim]:
    """All needs together, then each that was shown: how often it was met, where it is known how the others answered.

    The first stands on all events that show one, each of the others on those in which it was met.
    """
    shown = [o for o in observations if o.need]
    each = sorted({o.need for o in shown})
    return [_met(None, shown), *(_met(need, [o for o in shown if o.need == need]) for need in each)]


def _met(need: str | None, shown: Sequence[Observation]) -> Claim:
    answered = [o for o in shown if o.responses]
    met = [o for o in answered if is_met(o)]
    counts = dict(sorted(Counter(o.need for o in shown).items()))
    claim = share("need", {"need": need}, met, answered, floor=floors.NEEDS, shown=len(shown), needs=counts)
    return claim if need else replace(claim, events=ids(shown))


def is_met(o: Observation) -> bool | None:
    """None where it is not known how the others answered."""
    return any(response.kind in MEETING for response in o.responses) if o.responses else None
