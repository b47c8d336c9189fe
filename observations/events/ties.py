"""Who turned to whom in a session, how often and with what affect: counted by the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from observations.events.models import Event, Involvement
from observations.events.room import Room, Seat
from sessions_app.models import Session


class Affects(NamedTuple):
    n: int
    negative: int
    positive: int


class Tie(NamedTuple):
    who: Seat
    toward: Seat
    affects: Affects


@dataclass
class Standing:
    """What one person did and received. Toward how many people an event goes does not change how often they acted."""

    seat: Seat
    acted: Counter = field(default_factory=Counter)
    to_group: int = 0
    addressed: int = 0

    @property
    def affects(self) -> Affects:
        return _affects(self.acted)


class Ties(NamedTuple):
    """`standings` in the order of the seats; `ties` the most frequent first."""

    events: int
    standings: list[Standing]
    ties: list[Tie]

    @property
    def with_affect(self) -> bool:
        return any(row.affects.negative or row.affects.positive for row in self.standings)


def ties_of(room: Room) -> Ties:
    standings = {seat.id: Standing(seat) for seat in room.seats}
    for row in _done(room.session):
        standing = standings[row["actor"]]
        standing.acted[row["affect"]] += row["n"]
        standing.to_group += row["n"] if row["toward_group"] else 0
    ties = tied(_pairs(room), standings)
    noted = bool(room.attendances)
    shown = [row for row in standings.values() if row.acted or row.addressed or _expected(row.seat, noted)]
    return Ties(sum(row.acted.total() for row in shown), shown, ties)


def _expected(seat: Seat, noted: bool) -> bool:
    """In the room. Once attendance is `noted`, nobody counts as a silent member of whom it says nothing."""
    return seat.there and (seat.counselor or bool(seat.attendance) or not noted)


def _done(session: Session):
    return (
        Event.objects.filter(session=session)
        .values("actor", "affect", "toward_group")
        .order_by()
        .annotate(n=Count("id"))
    )


def _pairs(room: Room) -> dict[tuple[UUID, UUID], Counter]:
    toward = Involvement.objects.filter(event__session=room.session, part=Involvement.Part.TOWARD)
    pairs: dict[tuple[UUID, UUID], Counter] = {}
    for row in toward.values("event__actor", "person", "event__affect").order_by().annotate(n=Count("id")):
        pairs.setdefault((row["event__actor"], row["person"]), Counter())[row["event__affect"]] += row["n"]
    return pairs


def tied(pairs: Mapping[tuple[UUID, UUID], Counter], standings: Mapping[UUID, Standing]) -> list[Tie]:
    """The most frequent first; those addressed get it told in their standing. `pairs` count affects."""
    ties = [Tie(standings[who].seat, standings[to].seat, _affects(counts)) for (who, to), counts in pairs.items()]
    for tie in ties:
        standings[tie.toward.id].addressed += tie.affects.n
    place = {person: number for number, person in enumerate(standings)}
    return sorted(ties, key=lambda tie: (-tie.affects.n, place[tie.who.id], place[tie.toward.id]))


def _affects(counts: Counter) -> Affects:
    return Affects(counts.total(), counts["negative"], counts["positive"])


def matrix(found: Ties) -> list[tuple[Standing, list[int | None]]]:
    """A row for each person who acts, a column for each person of `standings`; None where both are the same."""
    counts = {(tie.who.id, tie.toward.id): tie.affects.n for tie in found.ties}
    seats = [row.seat for row in found.standings]
    return [
        (row, [None if seat == row.seat else counts.get((row.seat.id, seat.id), 0) for seat in seats])
        for row in found.standings
    ]
