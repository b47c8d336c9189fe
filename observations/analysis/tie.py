"""Ties: how strongly, how steadily and how mutually people turn to each other.

An event ties its actor to whom it is directed *toward*. The whole group is no tie, and neither is a response: falling
silent at somebody is not meeting them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import difference, mean_within, wilson
from observations.analysis.records import Course, Observation, ids
from observations.analysis.shares import share, too_few_events

ROUNDING = sqrt(1 / 12)  # what rating in whole points gives by itself
Occasion = tuple  # a pair and a session; of one member alone, a session
Turns = Mapping[tuple[str, str], Sequence[Observation]]


@dataclass(slots=True)
class Tie:
    """What is known of one tie, or of several together.

    `chances` are the occasions on which both were there, `early` those of the first half, `mutual` those on which each
    turned to the other. `events` are by their occasion; those of a session whose attendance nobody noted as well.
    """

    events: dict[Occasion, list[Observation]] = field(default_factory=dict)
    chances: set[Occasion] = field(default_factory=set)
    early: set[Occasion] = field(default_factory=set)
    mutual: set[Occasion] = field(default_factory=set)

    @property
    def met(self) -> set[Occasion]:
        return self.chances & self.events.keys()

    def at(self, occasions: Iterable[Occasion]) -> list[Observation]:
        """Each event once, in no certain order."""
        return list({o.id: o for occasion in occasions for o in self.events.get(occasion, ())}.values())

    def add(self, other: "Tie") -> None:
        self.events |= other.events
        for mine, theirs in zip(self._sets, other._sets, strict=True):
            mine |= theirs

    @property
    def _sets(self) -> tuple[set, ...]:
        return self.chances, self.early, self.mutual


def group_ties(observations: Sequence[Observation], courses: Mapping[str, Course]) -> list[Claim]:
    """About the whole group, each member and each pair; only the members in `courses` are looked at."""
    pairs = pairs_of(observations, courses)
    everybody, members = Tie(), {name: Tie() for name in sorted(courses)}
    for pair, tie in pairs.items():
        for whole in (everybody, *(members[name] for name in pair)):
            whole.add(tie)
    subjects = [((), everybody), *(((name,), tie) for name, tie in members.items()), *pairs.items()]
    return [claim for people, tie in subjects for claim in claims_of({"members": list(people)}, tie)]


def pairs_of(observations: Iterable[Observation], courses: Mapping[str, Course]) -> dict[tuple[str, str], Tie]:
    """Every pair of members, named in order."""
    turned = turns(observations, courses)
    return {(a, b): _tie(turned, courses, a, b) for a, b in combinations(sorted(courses), 2)}


def turns(observations: Iterable[Observation], people: Iterable[str]) -> Turns:
    """By who turned to whom, among these people."""
    known, found = set(people), defaultdict(list)
    for o in observations:
        for to in known.intersection(o.toward) - {o.actor} if o.actor in known else ():
            found[o.actor, to].append(o)
    return found


def _tie(turned: Turns, courses: Mapping[str, Course], a: str, b: str) -> Tie:
    there, back = turned.get((a, b), ()), turned.get((b, a), ())
    both = set(courses[a].attended).intersection(courses[b].attended)
    each = both.intersection(o.session for o in there).intersection(o.session for o in back)
    tie = Tie(_by_session((*there, *back), a, b))
    early = first_half(courses[a].sessions) & both
    for found, numbers in zip(tie._sets, (both, early, each), strict=True):
        found.update((a, b, number) for number in numbers)
    return tie


def _by_session(observations: Iterable[Observation], *pair: str) -> dict[Occasion, list[Observation]]:
    found = defaultdict(list)
    for o in observations:
        found[*pair, o.session].append(o)
    return dict(found)


def first_half(sessions: Iterable[int]) -> set[int]:
    """Of an odd number, the one in the middle belongs to the second half."""
    inside = sorted(sessions)
    return set(inside[: len(inside) // 2])


def own_tie(own: Sequence[Observation]) -> list[Claim]:
    """Of one member, from that member's own events: whether and how they turn to somebody, and are answered.

    The occasions are the sessions in which the member acted: of the others the records tell nothing.
    """
    directed, acted = [o for o in own if o.toward], {o.session for o in own}
    occasions, early = ({(number,) for number in numbers} for numbers in (acted, first_half(acted)))
    tie = Tie(_by_session(directed), occasions, early)
    return [intensity({}, tie), persistence({}, tie), answered(directed), change({}, tie)]


def claims_of(of: Mapping, tie: Tie) -> list[Claim]:
    return [intensity(of, tie), persistence(of, tie), reciprocity(of, tie), change(of, tie)]


def intensity(of: Mapping, tie: Tie) -> Claim:
    """Mean strength, 1 to 5, of the events whose strength was noted."""
    rated = [o for o in tie.at(tie.events) if o.strength is not None]
    missing = too_few_events(floors.TIE_EVENTS, len(rated))
    strengths = sorted(o.strength for o in rated)
    figures = {} if missing else mean_within(strengths, least=1, most=5, rounding=ROUNDING)._asdict()
    what = {**of, "measure": "intensity"}
    return Claim("tie", what, None, len(rated), **figures, events=ids(rated), missing=missing)


def persistence(of: Mapping, tie: Tie) -> Claim:
    """Share of the sessions that both attended in which the two met."""
    return _share({**of, "measure": "persistence"}, tie.met, tie.chances, tie)


def reciprocity(of: Mapping, tie: Tie) -> Claim:
    """Share of the sessions in which the two met in which each turned to the other."""
    return _share({**of, "measure": "reciprocity"}, tie.mutual, tie.met, tie)


def _share(of: Mapping, hits: set[Occasion], among: set[Occasion], tie: Tie) -> Claim:
    missing = too_few_sessions(len(among))
    figures = {} if missing else wilson(len(hits), len(among))._asdict()
    return Claim("tie", of, None, len(among), len(hits), **figures, events=ids(tie.at(hits)), missing=missing)


def answered(directed: Sequence[Observation]) -> Claim:
    """Of the events directed at somebody at which any response was noted, those that somebody addressed answered."""
    among = [o for o in directed if o.responses]
    hits = [o for o in among if any(response.by in o.toward for response in o.responses)]
    return share("tie", {"measure": "reciprocity"}, hits, among, floor=floors.TIE_EVENTS)


def change(of: Mapping, tie: Tie) -> Claim:
    """Persistence in the second half less that in the first."""
    early, late = tie.chances & tie.early, tie.chances - tie.early
    first, second = (len(tie.met & early), len(early)), (len(tie.met & late), len(late))
    missing = too_few_sessions(min(len(early), len(late)))
    return Claim(
        kind="tie",
        of={**of, "measure": "change"},
        claimed=None,
        n=len(tie.chances),
        observed=len(tie.met),
        **({} if missing else difference(second, first)._asdict()),
        events=ids(tie.at(tie.met)),
        missing=missing,
        detail={"first": list(first), "second": list(second)},
    )


def too_few_sessions(have: int) -> Missing | None:
    needed = floors.TIE_SESSIONS
    return Missing(reason="too-few-sessions", needed=needed, have=have) if have < needed else None
