"""What a group's page shows, worked out when it is asked for; the number of queries stays the same."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from members.models import Group, Person
from observations.analysis.claim import Claim
from observations.analysis.records import Observation, in_order
from observations.codebook.models import Behaviour
from observations.events.circle import circle_of
from observations.events.room import Seat
from observations.events.ties import Standing, Ties, matrix, tied
from observations.summaries.pictures import climate, pictures
from observations.summaries.shortfalls import not_enough
from observations.summaries.whole import Whole, whole_of
from observations.summaries.wording import Ground, Sentence
from observations.summaries.wording.groups import group_sentences
from sessions_app.models import Session

FREQUENT = 30  # so many ties are listed; the table beside them has all
LACKING = {"funnel", "focus", "focus-trend"}  # of the rest, the sentences and the picture tell that it is little


class Opened(NamedTuple):
    """A sentence, and of each of its grounds the address of its events."""

    sentence: Sentence
    grounds: list[tuple[Ground, str]]


def key_of(kind: str, of: Mapping) -> str:
    """Names a claim in an address. It stays the same while the record grows, and nobody's name can be read from it."""
    return hashlib.blake2s(json.dumps([kind, dict(of)], sort_keys=True).encode(), digest_size=8).hexdigest()


def group_summary_of(group: Group, until: str) -> dict[str, object]:
    whole = whole_of(group)
    claims, people = with_grounds(whole.claims({})), people_of(group, whole)
    names = {str(seat.id): seat.alias for seat in people}
    held = Session.objects.filter(group=group).held().order_by("number")
    sessions = list(held.values_list("number", "safety", "honesty", "id"))
    return {
        "group": group,
        "withheld": whole.withheld,
        "events": len(whole.told),
        "said": opened(group_sentences(claims, names), claims, "summaries:group_evidence", group.id),
        "sessions": [(number, id) for number, _, _, id in reversed(sessions)],
        "not_enough": not_enough([claim for claim in claims if claim.kind in LACKING]),
        "climate": climate([rated for *rated, _ in sessions]),
        "focus": pictures([claim for claim in claims if claim.kind == "focus"], "")["focus"],
        "first_shown": _first_shown(group, claims),
    } | _circle(whole, people, until)


def with_grounds(claims: Sequence[Claim]) -> list[Claim]:
    """As a stored claim, each says how many events it opens."""
    return [replace(claim, detail={**(claim.detail or {}), "grounds": len(claim.events)}) for claim in claims]


def opened(said: Sequence[Sentence], claims: Sequence[Claim], address: str, of: UUID) -> list[Opened]:
    """Each sentence, with the address of its events beside each ground."""
    return [
        Opened(sentence, [(ground, _url(claims[ground.position], address, of)) for ground in sentence.grounds])
        for sentence in said
    ]


def _url(claim: Claim, address: str, of: UUID) -> str:
    return reverse(address, args=[of, key_of(claim.kind, claim.of)])


def evidence_of(whole: Whole, claims: Sequence[Claim], key: str) -> list[str]:
    """The ids of the events behind a claim, in the order of time."""
    claim = next((claim for claim in claims if key_of(claim.kind, claim.of) == key), None)
    if claim is None:
        raise Http404
    return [o.id for o in in_order(whole.told) if o.id in set(claim.events)]


def people_of(group: Group, whole: Whole) -> list[Seat]:
    """Members who agreed, then counselors, by alias."""
    people = Person.objects.filter(group=group).order_by("alias").values_list("id", "ref", "alias", "kind")
    seats = [
        Seat(id, ref, alias, kind == Person.Kind.COUNSELOR, there=True, recorded=True, membership=None, user=None)
        for id, ref, alias, kind in people
    ]
    return sorted((s for s in seats if s.counselor or s.id in whole.courses), key=lambda seat: seat.counselor)


def _circle(whole: Whole, people: Sequence[Seat], until: str) -> dict[str, object]:
    """Who met whom up to a session, the last one unless told."""
    last = whole.held[-1] if whole.held else 0
    shown = min(int(until), last) if until.isdecimal() and len(until) < 6 else last
    found = ties_among(people, [o for o in whole.told if o.session <= shown])
    circle = circle_of(found)
    rows = list(zip(circle.spots, matrix(found), strict=True))
    first = whole.held[0] if whole.held else 0
    span = {"first": first, "last": last, "until": max(shown, first)}
    return {"found": found, "circle": circle, "rows": rows, "frequent": found.ties[:FREQUENT], **span}


def ties_among(people: Sequence[Seat], observations: Sequence[Observation]) -> Ties:
    """As of a session, but of these people only, and without what went to the whole group."""
    ids = {str(seat.id): seat.id for seat in people}
    standings = {seat.id: Standing(seat) for seat in people}
    pairs: dict[tuple[UUID, UUID], Counter] = {}
    known = [(o, ids[o.actor], [ids[to] for to in o.toward if to in ids]) for o in observations if o.actor in ids]
    directed = [(o, who, toward) for o, who, toward in known if toward]
    for o, who, toward in directed:
        standings[who].acted[o.affect] += 1
        for to in toward:
            pairs.setdefault((who, to), Counter())[o.affect] += 1
    ties = tied(pairs, standings)
    met = [row for row in standings.values() if row.acted or row.addressed or not row.seat.counselor]
    return Ties(len(directed), met, ties)


def _first_shown(group: Group, claims: Sequence[Claim]) -> list[dict]:
    """Behaviours in the order in which the group showed them."""
    coverage = next(c for c in claims if c.kind == "coverage" and c.of["what"] == "behaviours")
    labels = labels_of(group)
    return [{"label": labels.get(code, code)} | place for code, place in coverage.detail["first"].items()]


def labels_of(group: Group) -> dict[str, str]:
    """What behaviours are called; a code of the group's own goes before the practice's."""
    listed = Behaviour.objects.filter(Q(group=None) | Q(group=group)).order_by("group_id").reverse()
    return {behaviour.code: str(behaviour) for behaviour in listed}
