"""Who turned to whom, counted once for all sessions, so that a page reads the counts of one of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from observations.analysis.records import Observation
from observations.events.room import Seat
from observations.events.ties import Standing, Ties, tied

AFFECTS = ("negative", "positive", None)


@dataclass
class Counts:
    """By affect: how often each person acted toward somebody (`acted`), and toward whom (`pairs`)."""

    acted: dict[str, Counter] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Counter] = field(default_factory=dict)

    def add(self, observations: Iterable[Observation], people: Collection[str]) -> None:
        """Of these people only, and without what went to the whole group."""
        for o in observations:
            toward = [to for to in o.toward if to in people] if o.actor in people else []
            if toward:
                self.acted.setdefault(o.actor, Counter())[o.affect] += 1
            for to in toward:
                self.pairs.setdefault((o.actor, to), Counter())[o.affect] += 1

    def as_json(self) -> dict[str, list]:
        """Ids, then a number for each of AFFECTS."""
        acted = ([who, *_numbers(counts)] for who, counts in self.acted.items())
        pairs = ([*pair, *_numbers(counts)] for pair, counts in self.pairs.items())
        return {"acted": sorted(acted), "pairs": sorted(pairs)}


def _numbers(counts: Counter) -> list[int]:
    return [counts[affect] for affect in AFFECTS]


def counted(observations: Iterable[Observation], people: Collection[str]) -> dict[str, list]:
    counts = Counts()
    counts.add(observations, people)
    return counts.as_json()


def so_far(sessions: Mapping[int, Sequence[Observation]], people: Collection[str]) -> Iterator[tuple[int, dict]]:
    """Of each session in their order the counts of everything up to it."""
    counts = Counts()
    for number in sorted(sessions):
        counts.add(sessions[number], people)
        yield number, counts.as_json()


def ties_among(people: Sequence[Seat], kept: Mapping[str, Sequence]) -> Ties:
    """As of a session's record, of these people; counselors who met nobody are left out."""
    standings, pairs = {seat.id: Standing(seat) for seat in people}, {}
    for who, *numbers in kept.get("acted", ()):
        if known := standings.get(UUID(who)):
            known.acted = _affects(numbers)
    for *pair, numbers in ((UUID(who), UUID(to), numbers) for who, to, *numbers in kept.get("pairs", ())):
        if standings.keys() >= set(pair):
            pairs[tuple(pair)] = _affects(numbers)
    ties = tied(pairs, standings)
    met = [row for row in standings.values() if row.acted or row.addressed or not row.seat.counselor]
    return Ties(sum(row.acted.total() for row in met), met, ties)


def _affects(numbers: Sequence[int]) -> Counter:
    return +Counter(dict(zip(AFFECTS, numbers, strict=True)))
