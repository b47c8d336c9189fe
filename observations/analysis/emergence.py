"""When what a member does was first seen. The clock counts the sessions that the member has attended since joining."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import wilson
from observations.analysis.records import Course, Observation, ids
from observations.analysis.shares import too_few_events
from observations.analysis.style import OCTANTS
from observations.analysis.survival import kaplan_meier, mean_cumulative_count, median_of

Seen = Mapping[str, Sequence[Observation]]


def emergence(observations: Sequence[Observation], course: Course) -> list[Claim]:
    """The eight octants together, then each behaviour that was seen, in the order in which it first was.

    A behaviour is that of the practice's own list, and the octant where none of the list was noted.
    """
    octants, behaviours = _by_code(observations, "octant"), _by_code(observations, "behaviour")
    unlisted = _by_code([o for o in observations if o.behaviour is None], "octant")
    found = [("behaviour", code, those) for code, those in behaviours.items()]
    found += [("octant", code, those) for code, those in unlisted.items()]
    each = [_behaviour(facet, code, those, course) for facet, code, those in found]
    return [_octants(octants, course), *sorted(each, key=lambda claim: (claim.detail["first"], claim.of["target"]))]


def _by_code(observations: Sequence[Observation], facet: str) -> Seen:
    found = defaultdict(list)
    for o in observations:
        if code := getattr(o, facet):
            found[code].append(o)
    return found


def _clock(session: int, course: Course) -> int:
    """Which of the attended sessions it was. Who acts in a session was there, also where the attendance forgot it."""
    return max(1, bisect_right(course.attended, session))


def _behaviour(facet: str, code: str, those: Sequence[Observation], course: Course) -> Claim:
    """How many of the attended sessions it was seen in; `first` is the first of them."""
    clocks = [_clock(o.session, course) for o in those]
    n, sessions = len(course.attended), len(set(clocks))
    missing = _too_few_sessions(n)
    return Claim(
        kind="emergence",
        of={"target": [facet, code]},
        claimed=None,
        n=n,
        observed=sessions,
        **({} if missing else wilson(sessions, n)._asdict()),
        events=ids(those),
        missing=missing,
        detail={"first": min(clocks), "session": min(o.session for o in those), "times": len(those)},
    )


def _too_few_sessions(have: int) -> Missing | None:
    needed = floors.EMERGENCE_SESSIONS
    return Missing(reason="too-few-sessions", needed=needed, have=have) if have < needed else None


def _octants(seen: Seen, course: Course) -> Claim:
    """The share of the eight octants seen so far, and the attended session by which half of them had been."""
    coded = [o for octant in OCTANTS for o in seen.get(octant, ())]
    missing = _too_few_sessions(len(course.attended)) or too_few_events(floors.CODED, len(coded))
    return Claim(
        kind="emergence",
        of={"target": ["octant", None]},
        claimed=None,
        n=len(coded),
        observed=len(seen),
        **({} if missing else wilson(len(seen), len(OCTANTS))._asdict()),
        events=ids(coded),
        missing=missing,
        detail=_course_of(seen, course),
    )


def _course_of(seen: Seen, course: Course) -> dict:
    """An octant that was not seen is censored today."""
    attended = len(course.attended)
    clocks = [[_clock(o.session, course) for o in seen.get(octant, ())] for octant in OCTANTS]
    curve = kaplan_meier([min(times, default=attended) for times in clocks], [bool(times) for times in clocks])
    recurring = mean_cumulative_count(clocks, [max([attended, *times]) for times in clocks])
    median = {name: None if value is None else int(value) for name, value in median_of(curve)._asdict().items()}
    curve = [list(point) for point in curve]
    return {
        "attended": attended,
        "median": median,
        "unseen": curve,
        "mean_count": list(recurring[-1]) if recurring else None,
    }
