"""What polls say, as `groupcounsel-results/1` has it. It is for counselors; nothing of it is shown to members."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db.models.functions import Collate

from members.models import Consent, Group, Membership
from observations.analysis import sociometry, srm
from observations.polls.models import Ballot, Poll
from observations.summaries.consent import members_who_agreed

Kind = Poll.Kind
NOTHING = {"cohesion": None, "reciprocity": None, "tension": None, "members": {}, "srm": None, "agreement": None}


class Asked(NamedTuple):
    """By ref: what each voter said of whom, by whom they expected to be chosen, and who could be chosen."""

    ballots: dict[str, dict[str, float]]
    expected: dict[str, list[str]]
    people: set[str]


class Stay(NamedTuple):
    ref: str
    joined: date
    left: date | None


def poll_results(group: Group) -> list[dict]:
    """In the order of their refs. Who has not agreed to polls is in none of it, neither as voter nor as chosen."""
    agreed = members_who_agreed(group.id, Consent.Purpose.POLLS)
    rows = Membership.objects.filter(group=group, person__in=agreed)
    stays = [Stay(*row) for row in rows.values_list("person__ref", "joined", "left")]
    polls = Poll.objects.filter(group=group).select_related("session__group").order_by(Collate("ref", "C"))
    whole = polls.prefetch_related("ballots__by", "ballots__choices__person")
    return [_result(poll, _asked(poll, agreed, stays)) for poll in whole]


def _result(poll: Poll, asked: Asked) -> dict:
    counts = {"ref": poll.ref, "kind": poll.kind, "voters": len(asked.ballots), "choosable": len(asked.people)}
    return counts | NOTHING | READ[poll.kind](asked)


def _asked(poll: Poll, agreed: set[UUID], stays: list[Stay]) -> Asked:
    told = [ballot for ballot in poll.ballots.all() if _shown(ballot.by, agreed)]
    ballots = {ballot.by.ref: _said(ballot, agreed) for ballot in told}
    expected = {ballot.by.ref: _expected(ballot, agreed) for ballot in told}
    named = {ref for said in ballots.values() for ref in said}
    return Asked(ballots, expected, {*ballots, *named, *_belonging(poll, stays)})


def _shown(person, agreed: set[UUID]) -> bool:
    return person.is_counselor or person.id in agreed


def _said(ballot: Ballot, agreed: set[UUID]) -> dict[str, float]:
    choices = [choice for choice in ballot.choices.all() if choice.value is not None]
    return {choice.person.ref: choice.value for choice in choices if _shown(choice.person, agreed)}


def _expected(ballot: Ballot, agreed: set[UUID]) -> list[str]:
    return [choice.person.ref for choice in ballot.choices.all() if choice.expected and _shown(choice.person, agreed)]


def _belonging(poll: Poll, stays: list[Stay]) -> set[str]:
    """Members on the day of the poll's session; of a poll without one nobody knows its day."""
    if not poll.session:
        return set()
    day = poll.session.day
    return {ref for ref, joined, left in stays if joined <= day and (left is None or left >= day)}


def _nominated(asked: Asked) -> dict:
    found = sociometry.standing(asked.ballots, asked.people, asked.expected)
    members = {person: status._asdict() for person, status in found.items()}
    return {**sociometry.whole(asked.ballots)._asdict(), "members": members}


def _named(asked: Asked) -> dict:
    """Whose opinion matters: whoever is named is chosen, at whatever rank."""
    chosen = {voter: dict.fromkeys(said, 1.0) for voter, said in asked.ballots.items()}
    return _nominated(asked._replace(ballots=chosen))


def _ranked(asked: Asked) -> dict:
    found = sociometry.concordance(asked.ballots)
    return {"agreement": found and found._asdict() | {"order": list(found.order)}}


def _rated(asked: Asked) -> dict:
    """Of those who voted: each of them as rater and as rated."""
    names = sorted(asked.ballots)
    found = srm.round_robin(_table(names, asked.ballots))
    return {"srm": found and found.as_json(names)}


def _table(names: list[str], ballots: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    rows = [[ballots[rater].get(rated, np.nan) for rated in names] for rater in names]
    return np.array(rows, dtype=float).reshape(len(names), len(names))


READ = {Kind.NOMINATION: _nominated, Kind.WHOSE_OPINION: _named, Kind.RANKING: _ranked, Kind.RATING: _rated}
