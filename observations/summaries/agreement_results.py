"""How far two counselors' records of one session agree, as `groupcounsel-results/1` has it."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from django.db.models import Q

from members.models import Group, Person
from observations.analysis.agreement import TOLERANCE, alpha, f1, kappa, matched
from observations.events.models import Event
from observations.summaries.consent import members_who_agreed

CODES = {
    "kind": "kind", "actor": "actor__ref", "affect": "affect", "strength": "strength", "focus": "focus",
    "origin": "origin", "trigger": "trigger", "behaviour": "behaviour__code", "octant": "octant",
    "adaptive": "adaptive", "need": "need", "reflection": "reflection",
}  # fmt: skip
ORDERED = {"strength"}
READ = ("session__number", "session__ref", "recorded_by__ref", "at", *CODES.values())


class Coded(NamedTuple):
    at: float
    codes: dict[str, object]


def agreement_results(group: Group) -> list[dict]:
    """Of each session that several recorded, every two of them. Two who shared the work, each with events of their
    own, have few events in both, and the shares say so: it is a figure of the coding only where both coded blind.
    """
    return [
        _compared(session, (one, other), records[one], records[other])
        for session, records in _records(group).items()
        for one, other in combinations(sorted(records), 2)
    ]


def _records(group: Group) -> dict[str, dict[str, list[Coded]]]:
    """By session, in their order, and by who recorded: what counselors did, and members who agreed to summaries."""
    agreed, found = members_who_agreed(group.id), defaultdict(lambda: defaultdict(list))
    told = Event.objects.filter(Q(actor__kind=Person.Kind.COUNSELOR) | Q(actor__in=agreed), group=group)
    for _number, session, by, at, *codes in told.order_by("session__number", "at", "id").values_list(*READ):
        found[session][by].append(Coded(at, dict(zip(CODES, codes, strict=True))))
    return found


def _compared(session: str, coders: tuple[str, str], one: Sequence[Coded], other: Sequence[Coded]) -> dict:
    places = matched([event.at for event in one], [event.at for event in other])
    pairs = [(one[first].codes, other[second].codes) for first, second in places]
    return {
        "session": session,
        "coders": list(coders),
        "tolerance": TOLERANCE,
        "matched": len(pairs),
        "only": [len(one) - len(pairs), len(other) - len(pairs)],
        "f1": f1(len(pairs), len(one), len(other)),
        "codes": {name: _code(name, pairs) for name in CODES},
    }


def _code(name: str, pairs: Sequence[tuple[dict, dict]]) -> dict:
    """Of the events that both coded; α also knows that one strength is nearer to the next than to the last."""
    both = [(a[name], b[name]) for a, b in pairs if a[name] is not None and b[name] is not None]
    found = kappa(both)._asdict()
    agreed = found["kappa"] is not None
    units = [dict(enumerate(pair)) for pair in both]
    return found | {"alpha": alpha(units, ordinal=name in ORDERED) if agreed else None}
