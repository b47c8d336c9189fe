"""The life of a group, read once: what each of its sessions is held against."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from observations.analysis import floors
from observations.analysis.focus import by_session
from observations.analysis.records import COMPONENTS, Course, Observation, in_order
from observations.analysis.shares import too_few_sessions

Target = tuple[str, str]  # facet and code of a behaviour
Places = Mapping[int, list[Observation]]  # by session


class Life(NamedTuple):
    """`sessions` are those with an event on record, each with its events in order; of the others nothing is known.

    Of these `incidents` counts those of each, and `shares` has the here-and-now share where there is enough for one.
    `begun` and `complete` are sorted numbers of sessions: of each incident its own, and of each complete arc the one
    that completed it. `moved` has by session the earlier incidents of which a component was seen in it, `fresh` what
    the group showed in it for the first time, `own` what its actor did; `met` in which session a pair first met.
    """

    sessions: Places
    incidents: Mapping[int, int]
    shares: Mapping[int, float]
    courses: Mapping[str, Course]
    begun: list[int]
    complete: list[int]
    moved: Places
    fresh: Places
    own: Places
    met: Mapping[tuple[str, str], int]

    def so_far(self, number: int) -> int:
        """How many sessions were on record by then, this one with them."""
        return sum(session <= number for session in self.sessions)

    def under_way(self, number: int) -> int:
        """How many incidents of earlier sessions were not complete before this one."""
        return bisect_left(self.begun, number) - bisect_left(self.complete, number)

    def clock(self, member: str, number: int) -> int:
        """Which of the sessions that the member attended this one was."""
        return max(1, bisect_right(self.courses[member].attended, number))


def life_of(observations: Iterable[Observation], courses: Mapping[str, Course]) -> Life:
    """`observations` of everybody in the group who has not refused, `courses` of the members among them."""
    everything = in_order(observations)
    incidents = [o for o in everything if o.kind == "incident"]
    shares = [(claim.of["session"], claim.estimate) for claim in by_session(everything)]
    return Life(
        sessions=_by_session(everything),
        incidents=Counter(o.session for o in incidents),
        shares={number: share for number, share in shares if share is not None},
        courses=courses,
        begun=[o.session for o in incidents],
        complete=sorted(end for o in incidents if (end := _completed_in(o)) is not None),
        moved=_moved(incidents),
        fresh=_by_session(_first(everything, target_of)),
        own=_by_session(_first(everything, lambda o: (target := target_of(o)) and (o.actor, target))),
        met={pair: events[0].session for pair, events in meetings(everything, courses).items()},
    )


def target_of(o: Observation) -> Target | None:
    """The behaviour of the practice's own list, and the octant where none of the list was noted."""
    if o.behaviour:
        return "behaviour", o.behaviour
    return ("octant", o.octant) if o.octant else None


def seen_in(incident: Observation, number: int) -> list[str]:
    """The components that were observed in this session, in their order."""
    return [name for name in COMPONENTS if incident.components.get(name) == ("observed", number)]


def next_of(incident: Observation) -> str | None:
    """The first component that was not observed yet; None when the arc is complete."""
    noted = incident.components
    return next((name for name in COMPONENTS if noted.get(name, ("unknown", None))[0] != "observed"), None)


def meetings(observations: Iterable[Observation], people: Iterable[str]) -> dict[tuple[str, str], list[Observation]]:
    """By pair, named in order, the events in which one turned to the other."""
    known, found = set(people), defaultdict(list)
    for o in observations:
        for other in known.intersection(o.toward) - {o.actor} if o.actor in known else ():
            found[min(o.actor, other), max(o.actor, other)].append(o)
    return found


def beside(others: Sequence[float]) -> dict:
    """Median and range of the other sessions: of so many, and undefined where they are too few to be a range."""
    missing = too_few_sessions(floors.OTHER_SESSIONS, len(others))
    figures = (None, None, None) if missing else (median(others), min(others), max(others))
    named = dict(zip(("median", "least", "most"), figures, strict=True))
    return {"sessions": len(others), **named, "missing": missing}


def _by_session(observations: Iterable[Observation]) -> dict[int, list[Observation]]:
    found = defaultdict(list)
    for o in observations:
        found[o.session].append(o)
    return dict(found)


def _completed_in(incident: Observation) -> int | None:
    seen = [number or 0 for _, number in incident.components.values()]
    return None if next_of(incident) else max(incident.session, *seen)


def _moved(incidents: Iterable[Observation]) -> dict[int, list[Observation]]:
    found = defaultdict(list)
    for o in incidents:
        later = {number for state, number in o.components.values() if state == "observed" and number}
        for number in later:
            if number > o.session:
                found[number].append(o)
    return dict(found)


def _first(observations: Iterable[Observation], key) -> list[Observation]:
    """Of each key the first event; without a key none."""
    found = {}
    for o in observations:
        if of := key(o):
            found.setdefault(of, o)
    return list(found.values())
