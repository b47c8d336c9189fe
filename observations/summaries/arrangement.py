"""In which order a member's page says what it says: what stands out, then idea after idea."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from observations.analysis.claim import Claim
from observations.summaries.wording import Sentence

MOST = 5
ARC = ("incident", "funnel", "bottleneck", "disconfirmation", "rupture")
IDEAS: list[tuple[Promise, tuple[str, ...]]] = [
    (_("Between people"), ("tie", "separation", "validation", "need", "change")),
    (_("The corrective emotional experience"), (*ARC, "reflection", "process", "focus", "focus-trend")),
    (_("The group as a small world"), ("style", "chain", "evoked", "emergence", "microcosm", "insight")),
    (_("What is hardly noted"), ("coverage",)),
]


class Told(NamedTuple):
    """A sentence with the claim it begins with; `changed` since the approved version."""

    sentence: Sentence
    claim: Claim
    changed: bool


def arranged(told: Sequence[Told]) -> list[tuple[str, list[Told]]]:
    """Each sentence once, under its heading. What stands out are at most five, by strength of evidence and by use."""
    ranked = sorted((rank, at) for at, one in enumerate(told) if (rank := _rank(one.claim)))
    first = [told[at] for _rank, at in ranked[:MOST]]
    parts = [(_("What stands out"), first)]
    for name, kinds in IDEAS:
        rest = [one for one in told if one.claim.kind in kinds and one not in first]
        parts.append((name, sorted(rest, key=lambda one: kinds.index(one.claim.kind))))
    return [(str(name), sentences) for name, sentences in parts if sentences]


def _rank(claim: Claim) -> tuple[int, float] | None:
    """What passed a test, surest first; a rupture that waits; then what a next session can work with."""
    detail = claim.detail or {}
    if claim.claimed:
        return 0, claim.q
    of_use = (
        claim.kind == "rupture" and detail.get("without_follow_up"),
        claim.kind == "bottleneck",
        claim.kind == "style" and claim.of.get("octant"),
        claim.kind == "evoked" and detail.get("people", 0) > 1,
        claim.kind == "disconfirmation",
    )
    return next(((place, 0.0) for place, fits in enumerate(of_use, 1) if fits), None)
