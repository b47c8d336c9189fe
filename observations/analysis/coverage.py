"""How much of a group its records show: who was left out, which pairs met, how much that is different came up.

These are counts of everybody there is, no samples: no share of them is given, and no interval.
"""

from collections.abc import Collection, Mapping, Sequence

from observations.analysis.claim import Claim
from observations.analysis.records import Course, Observation, ids
from observations.analysis.tie import Tie, pairs_of

LATELY = 3  # sessions; two absences in a row are not rare, three of silence while there are
FACETS = {"behaviours": "behaviour", "triggers": "trigger", "needs": "need"}


def coverage(observations: Sequence[Observation], courses: Mapping[str, Course]) -> list[Claim]:
    """`observations` in order; only members in `courses` are counted."""
    return [
        untouched(observations, courses),
        pairs(pairs_of(observations, courses)),
        *(shown(observations, name) for name in FACETS),
    ]


def untouched(observations: Sequence[Observation], courses: Mapping[str, Course]) -> Claim:
    """Who was there in the last sessions, and neither acted in an event nor was one directed at them.

    Who was in none of these sessions is absent, not untouched.
    """
    held = sorted({number for course in courses.values() for number in course.sessions})[-LATELY:]
    lately = [o for o in observations if o.session in held]
    there = sorted(name for name, course in courses.items() if set(held).intersection(course.attended))
    touched = {name for o in lately for name in (o.actor, *o.toward)}
    left_out = [name for name in there if name not in touched]
    of = {"what": "untouched", "sessions": LATELY}
    detail = {"sessions": held, "members": left_out}
    return _counted(of, len(there), len(left_out), (), detail)


def pairs(ties: Mapping[tuple[str, str], Tie]) -> Claim:
    """Of the pairs that were ever there together, those that ever met."""
    together = {pair: tie for pair, tie in ties.items() if tie.chances}
    met = {pair: tie for pair, tie in together.items() if tie.met}
    standing = {o.id: o for tie in met.values() for o in tie.at(tie.met)}
    never = [list(pair) for pair in together if pair not in met]
    detail = {"never": never, "sessions": [len(together[pair].chances) for pair in map(tuple, never)]}
    return _counted({"what": "pairs"}, len(together), len(met), standing.values(), detail)


def shown(observations: Sequence[Observation], what: str) -> Claim:
    """How many different ones there were, with the event in which each came first."""
    coded = [o for o in observations if getattr(o, FACETS[what]) is not None]
    first: dict[str, Observation] = {}
    for o in coded:
        first.setdefault(getattr(o, FACETS[what]), o)
    detail = {"first": {code: {"session": o.session, "event": o.id} for code, o in first.items()}}
    return _counted({"what": what}, len(coded), len(first), first.values(), detail)


def _counted(of: Mapping, n: int, observed: int, standing: Collection[Observation], detail: Mapping) -> Claim:
    return Claim("coverage", of, None, n, observed, events=ids(standing), detail=detail)
