"""What one session shows beside what is said of any set of events: held against the group's other sessions.

Nothing here is a mean over several members, and nothing a test: counts, of which each opens its events.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from observations.analysis import arc, floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.focus import HERE, focused
from observations.analysis.life import Life, beside, meetings, next_of, seen_in, target_of
from observations.analysis.records import Course, Observation, ids
from observations.analysis.shares import share, too_few_sessions

NOBODY_THERE = Missing(reason="too-few-people", needed=1, have=0)


def session_findings(life: Life, number: int) -> list[Claim]:
    """In the order in which it is shown. People are named who have a course, and nobody else."""
    today = life.sessions.get(number, [])
    there = {name for name, course in life.courses.items() if number in course.attended}
    return [
        incidents(life, number, today),
        *reached(today, number),
        moved_on(life, number),
        fears(today, life.courses),
        here_and_now(life, number, today),
        active(today, there, life.courses),
        untouched(today, there),
        pairs(life, number, today, there),
        new_in_the_group(life, number, today),
        new_of_members(life, number, today),
    ]


def incidents(life: Life, number: int, today: Sequence[Observation]) -> Claim:
    """How many of the session's events are incidents, and how many the other sessions on record have."""
    others = [life.incidents[session] for session in life.sessions if session != number]
    found = _incidents(today)
    of, detail = {"affect": None, "beside": "sessions"}, {"others": beside(others)}
    return Claim("incident", of, None, len(today), len(found), events=ids(found), detail=detail)


def _incidents(events: Sequence[Observation]) -> list[Observation]:
    return [o for o in events if o.kind == "incident"]


def reached(today: Sequence[Observation], number: int) -> list[Claim]:
    """How far the session's incidents came within it: what was seen only later is not known yet."""
    arcs = [arc.arc_of(_as_of(o, number), Course((), ())) for o in _incidents(today)]
    return [replace(claim, of={**claim.of, "within": "session"}) for claim in arc.funnel(arcs)]


def _as_of(incident: Observation, number: int) -> Observation:
    known = {name: noted for name, noted in incident.components.items() if (noted[1] or 0) <= number}
    return replace(incident, components=known)


def moved_on(life: Life, number: int) -> Claim:
    """Of the incidents of earlier sessions that were not complete before, those of which a component was seen now."""
    moved = [o for o in life.moved.get(number, ()) if not _was_complete(o, number)]
    of = {"component": None, "from": "earlier"}
    detail = {"arcs": [_moved(o, number, life.courses) for o in moved]}
    return Claim("funnel", of, None, life.under_way(number), len(moved), events=ids(moved), detail=detail)


def _was_complete(incident: Observation, number: int) -> bool:
    """Whoever notes it again in a later session says nothing new."""
    return next_of(incident) is None and all((seen or 0) < number for _, seen in incident.components.values())


def _moved(incident: Observation, number: int, courses: Mapping[str, Course]) -> dict:
    who = incident.actor if incident.actor in courses else None
    return {"id": incident.id, "session": incident.session, "member": who, "seen": seen_in(incident, number)}


def fears(today: Sequence[Observation], courses: Mapping[str, Course]) -> Claim:
    """How many fears came true less than feared, as feared and worse; no mean, for they are of several people."""
    rated = arc.fears_of(today)
    differences = [arc.disconfirmation_of(o) for o in rated]
    less, worse = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    told = [[o.actor, o.feared_expected, o.feared_happened] for o in rated if o.actor in courses]
    detail = {"less": less, "same": len(rated) - less - worse, "worse": worse, "rated": told}
    of = {"outcome": None, "each": "event"}
    return Claim("disconfirmation", of, None, len(rated), less, events=ids(rated), detail=detail)


def here_and_now(life: Life, number: int, today: Sequence[Observation]) -> Claim:
    """The session's share with its interval, and the shares of the other sessions that have enough events."""
    others = [share for session, share in life.shares.items() if session != number]
    among = focused(today)
    hits = [o for o in among if o.focus == HERE]
    of = {"focus": HERE, "session": number}
    return share("focus", of, hits, among, floor=floors.SESSION_EVENTS, others=beside(others))


def active(today: Sequence[Observation], there: set[str], courses: Mapping[str, Course]) -> Claim:
    """Of the members who were there, those who acted, each with the number of their events.

    Who acts was there, also where the attendance forgot it; where nobody's attendance was noted, it is not known who.
    """
    own = [o for o in today if o.actor in courses]
    counts = Counter(o.actor for o in own)
    who = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    missing = None if there else NOBODY_THERE
    n = len(there | counts.keys()) if there else 0
    of = {"what": "active"}
    return Claim("coverage", of, None, n, len(who), events=ids(own), missing=missing, detail={"members": who})


def untouched(today: Sequence[Observation], there: set[str]) -> Claim:
    """Who was there, and neither acted in an event nor was one directed at them."""
    touched = {name for o in today for name in (o.actor, *o.toward)}
    left_out = sorted(there - touched)
    missing = None if there else NOBODY_THERE
    of, detail = {"what": "untouched", "sessions": 1}, {"members": left_out}
    return Claim("coverage", of, None, len(there), len(left_out), missing=missing, detail=detail)


def pairs(life: Life, number: int, today: Sequence[Observation], there: set[str]) -> Claim:
    """Of the pairs that were there together, those that met, each with how often; and which of them for the first time.

    Before the fifth session on record every meeting is the first, and none is told as one.
    """
    met = meetings(today, there)
    often = sorted(met, key=lambda pair: (-len(met[pair]), pair))
    early = _too_early(life, number)
    first = None if early else [list(pair) for pair in often if life.met[pair] == number]
    detail = {"met": [[*pair, len(met[pair])] for pair in often], "first": first}
    standing = {o.id: o for events in met.values() for o in events}.values()
    n, missing = len(list(combinations(there, 2))), None if there else NOBODY_THERE
    return Claim("coverage", {"what": "pairs"}, None, n, len(met), events=ids(standing), missing=missing, detail=detail)


def _too_early(life: Life, number: int) -> Missing | None:
    return too_few_sessions(floors.EMERGENCE_SESSIONS, life.so_far(number))


def new_in_the_group(life: Life, number: int, today: Sequence[Observation]) -> Claim:
    """Of the behaviours shown, those that the group had not shown before."""
    fresh, shown = life.fresh.get(number, []), {target for o in today if (target := target_of(o))}
    detail = {"first": [{"target": list(target_of(o)), "event": o.id} for o in fresh]}
    missing, of = _too_early(life, number), {"first": "group"}
    return Claim("emergence", of, None, len(shown), len(fresh), events=ids(fresh), missing=missing, detail=detail)


def new_of_members(life: Life, number: int, today: Sequence[Observation]) -> Claim:
    """Of the behaviours of members who have been there often enough, those that the member had not shown before."""
    clocks = {o.actor: life.clock(o.actor, number) for o in today if o.actor in life.courses}
    known = {name for name, clock in clocks.items() if clock >= floors.EMERGENCE_SESSIONS}
    shown = {(o.actor, target) for o in today if o.actor in known and (target := target_of(o))}
    fresh = [o for o in life.own.get(number, ()) if o.actor in known]
    missing = None if known else too_few_sessions(floors.EMERGENCE_SESSIONS, max(clocks.values(), default=0))
    detail = {"first": [_fresh(o, clocks) for o in fresh]}
    of = {"first": "member"}
    return Claim("emergence", of, None, len(shown), len(fresh), events=ids(fresh), missing=missing, detail=detail)


def _fresh(o: Observation, clocks: Mapping[str, int]) -> dict:
    return {"member": o.actor, "target": list(target_of(o)), "event": o.id, "clock": clocks[o.actor]}
