"""False discoveries: of everything that was tested for one member, what may be claimed."""

from collections.abc import Sequence
from dataclasses import replace

from observations.analysis.claim import Claim

RATE = 0.05


def discovered(claims: Sequence[Claim], rate: float = RATE) -> list[Claim]:
    """The same claims in the same order; those with a `p` get their `q`, and are claimed where it is at most `rate`.

    Benjamini and Hochberg (1995): q of the k-th smallest of m is the least of p·m/k over it and all larger ones.
    """
    tested = sorted((claim.p, at) for at, claim in enumerate(claims) if claim.p is not None)
    found, least = list(claims), 1.0
    for rank in range(len(tested), 0, -1):
        p, at = tested[rank - 1]
        least = min(least, p * len(tested) / rank)
        found[at] = replace(claims[at], q=least, claimed=least <= rate)
    return found
