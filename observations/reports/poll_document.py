"""A poll as `groupcounsel/1` writes it, and back."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models.functions import Collate

from groupcounsel.lib.identifiers import uuid7
from observations.events.document import lean
from observations.polls.models import Ballot, Choice, Poll


def poll_documents(group_id: UUID) -> Iterator[dict]:
    """In the order of their names; ballots in the order of their voters'."""
    whole = Poll.objects.filter(group=group_id).select_related("session").order_by(Collate("ref", "C"))
    for poll in whole.iterator(chunk_size=10):
        ballots = poll.ballots.select_related("by").prefetch_related("choices__person")
        yield {
            "ref": poll.ref,
            "session": poll.session and poll.session.ref,
            "kind": poll.kind,
            "criterion": poll.criterion,
            "limit": poll.limit,
            "scale": poll.scale,
            "ballots": [_ballot(ballot) for ballot in ballots.order_by(Collate("by__ref", "C"))],
        }


def _ballot(ballot: Ballot) -> dict:
    choices = list(ballot.choices.all())
    said = {
        "expected": sorted(choice.person.ref for choice in choices if choice.expected),
        "reason": {choice.person.ref: choice.reason for choice in choices if choice.reason},
    }
    values = {choice.person.ref: _plain(choice.value) for choice in choices if choice.value is not None}
    return {"by": ballot.by.ref, "choices": values} | lean(said)


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def settled(poll: dict) -> dict:
    """As the site would write the poll, without what says nothing."""
    ballots = [_settled_ballot(ballot) for ballot in poll.get("ballots") or ()]
    return lean(poll | {"ballots": sorted(ballots, key=lambda ballot: ballot["by"])})


def _settled_ballot(ballot: dict) -> dict:
    return ballot | {"expected": sorted(ballot.get("expected") or ())}


def poll_rows(group_id: UUID, poll: dict, people: dict[str, UUID], sessions: dict[str, UUID]) -> Iterator:
    """The poll, then its ballots, each followed by its choices."""
    facts = {name: poll.get(name) for name in ("ref", "kind", "criterion", "limit", "scale")}
    session = poll.get("session")
    made = Poll(id=uuid7(), group_id=group_id, session_id=session and sessions[session], **facts)
    yield made
    for said in poll.get("ballots") or ():
        ballot = Ballot(id=uuid7(), group_id=group_id, poll=made, by_id=people[said["by"]])
        yield ballot
        yield from _choices(ballot, said, people)


def _choices(ballot: Ballot, said: dict, people: dict[str, UUID]) -> Iterator[Choice]:
    values, expected, reasons = (said.get(name) or {} for name in ("choices", "expected", "reason"))
    for ref in sorted({*values, *expected, *reasons}):
        value, reason = values.get(ref), reasons.get(ref) or ""
        if value is not None or reason or ref in expected:
            chosen = {"value": value, "reason": reason, "expected": ref in expected}
            yield Choice(group_id=ballot.group_id, ballot=ballot, person_id=people[ref], **chosen)
