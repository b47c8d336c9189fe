"""What the pages of findings have in common: what is kept, whom it may name, and whether newer records wait."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Func, JSONField, Value
from django.http import Http404

from groupcounsel.lib.questions import question
from members.models import Group, Person
from observations.analysis.claim import Claim
from observations.events.room import Seat
from observations.summaries.findings import key_of
from observations.summaries.keeping import seen_of
from observations.summaries.models import Build, Findings
from observations.summaries.querysets import AGREED_PERSON, IS_MEMBER
from observations.summaries.wording import Ground, Sentence

LONG = 3  # seconds


class Opened(NamedTuple):
    """A sentence, and of each of its grounds the address of its events."""

    sentence: Sentence
    grounds: list[tuple[Ground, str]]


class Told(NamedTuple):
    """`people`: members who agreed, then counselors, by alias; `withheld` counts the members who did not agree."""

    people: list[Seat]
    withheld: int

    @property
    def names(self) -> dict[str, str]:
        return {str(seat.id): seat.alias for seat in self.people}


@question
def _people(group_id: UUID):
    people = Person.objects.filter(group=group_id).annotate(agreed=AGREED_PERSON, belongs=IS_MEMBER)
    return people.order_by("alias").only("id", "ref", "alias", "kind")


def told_in(group: Group) -> Told:
    rows = _people(group.id)
    shown = [p for p in rows if p.kind == Person.Kind.COUNSELOR or p.agreed]
    seats = [_seat(p, p.kind == Person.Kind.COUNSELOR) for p in shown]
    return Told(sorted(seats, key=lambda seat: seat.counselor), sum(p.belongs and not p.agreed for p in rows))


def _seat(person: Person, counselor: bool) -> Seat:
    known = {"there": True, "recorded": True, "membership": None, "user": None}
    return Seat(person.id, person.ref, person.alias, counselor, **known)


def state_of(group: Group, told: Told, rows: Sequence[Findings]) -> dict[str, object]:
    """None are shown that tell of somebody who does not agree any more, though the queue may take a while."""
    kept = next((row for row in rows if set(told.names).issuperset(row.content["people"])), None)
    renewing = not kept or kept.built_from < kept.record
    took, failing = _work_of(group) if renewing else (None, False)
    return {
        "group": group,
        "withheld": told.withheld,
        "findings": kept,
        "events": kept and kept.content["events"],
        "renewing": renewing,
        "failing": failing,
        "took": took,
        "seen": seen_of(kept.built_from if kept else 0, failing),
    }


def _work_of(group: Group) -> tuple[float | None, bool]:
    """How many seconds the last time took, where that is worth waiting for knowingly, and whether it fails now.

    How far it is cannot be told: all of it is worked out from one reading, and stored at once.
    """
    took, failures = Build.objects.filter(pk=group.id).values_list("took", "failures").first() or (None, 0)
    return took if took and took >= LONG else None, failures > 0


def was_seen(group: Group, session: UUID | None, seen: str) -> bool:
    """A page that waits asks again and again; it is answered once there is something new, or that it fails."""
    rows = Findings.objects.current().filter(group=group, session=session)
    built_from = rows.values_list("built_from", flat=True).first() or 0
    return seen == seen_of(built_from, _work_of(group)[1])


def with_grounds(claims: Sequence[Claim]) -> list[Claim]:
    """As a stored claim, each says how many events it opens."""
    return [replace(claim, detail={**(claim.detail or {}), "grounds": len(claim.events)}) for claim in claims]


def opened(said: Sequence[Sentence], claims: Sequence[Claim], below: str) -> list[Opened]:
    """Each sentence, with the address of its events beside each ground: `below` which the keys of the claims lead."""
    return [
        Opened(sentence, [(ground, f"{below}{_key(claims[ground.position])}/") for ground in sentence.grounds])
        for sentence in said
    ]


def _key(claim: Claim) -> str:
    return key_of(claim.kind, claim.of)


def evidence_of(group: Group, session: UUID | None, key: str) -> list[str]:
    """The ids of the events behind a claim, in the order of time; 404 where there is none."""
    rows = Findings.objects.current().filter(group=group, session=session)
    ids = Func(F("evidence"), Value(key), function="jsonb_extract_path", output_field=JSONField())
    found = rows.annotate(ids=ids).values_list("content__people", "ids").first()
    people, ids = found or ([], None)
    if ids is None or not set(told_in(group).names).issuperset(people):
        raise Http404
    return ids
