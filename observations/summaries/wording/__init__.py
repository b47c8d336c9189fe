"""From claims to sentences, in the language of whoever reads.

A sentence gives counts, and beside it stand the figures for the statistician. It states a pattern only where its claim
passed a test. Members go by their alias; nothing is known of their pronouns.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from observations.analysis.claim import Claim
from observations.summaries.wording import feelings, incidents, people
from observations.summaries.wording.sentence import Ground, Numbered, Sentence

__all__ = ["TOPICS", "Ground", "Sentence", "sentences"]

Said = Sentence | list[Sentence] | None
TOPICS: dict[str, Callable[[str, Numbered], Said]] = {**incidents.TOPICS, **feelings.TOPICS, **people.TOPICS}


def sentences(claims: Sequence[Claim], alias: str) -> list[Sentence]:
    """What can be said, in the order in which it is shown; `claims` at their positions.

    A version that another analysis was approved with may have other kinds of claims: what is known is said.
    """
    found = defaultdict(list)
    for position, claim in enumerate(claims):
        found[claim.kind].append((position, claim))
    return [said for kind, say in TOPICS.items() if found[kind] for said in _several(say(alias, found[kind]))]


def _several(said: Said) -> list[Sentence]:
    if isinstance(said, list):
        return said
    return [said] if said else []
