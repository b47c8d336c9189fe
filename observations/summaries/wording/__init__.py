"""From claims to sentences, in the language of whoever reads.

A sentence gives counts, and beside it stand the figures for the statistician. It states a pattern only where its claim
passed a test. Members go by their alias; nothing is known of their pronouns.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from observations.analysis.claim import Claim
from observations.summaries.wording import (
    chains,
    changes,
    course,
    feelings,
    incidents,
    learning,
    outside,
    people,
    styles,
)
from observations.summaries.wording.sentence import Ground, Numbered, Sentence

__all__ = ["TOPICS", "Ground", "Sentence", "sentences"]

# A topic gives one sentence or several, or nothing.
Say = Callable[[str, Numbered], Sentence | list[Sentence] | None]
TOPICS: dict[str, Say] = {
    **incidents.TOPICS,
    **feelings.TOPICS,
    **styles.TOPICS,
    **course.TOPICS,
    **learning.TOPICS,
    **outside.TOPICS,
    **people.TOPICS,
    **changes.TOPICS,
    **chains.TOPICS,
}


def sentences(claims: Sequence[Claim], alias: str) -> list[Sentence]:
    """What can be said, in the order in which it is shown; `claims` at their positions.

    A version that another analysis was approved with may have other kinds of claims: what is known is said.
    """
    found = defaultdict(list)
    for position, claim in enumerate(claims):
        found[claim.kind].append((position, claim))
    told = (say(alias, found[kind]) for kind, say in TOPICS.items() if found[kind])
    return [sentence for said in told if said for sentence in (said if isinstance(said, list) else [said])]
