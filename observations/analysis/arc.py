"""The corrective arc: how far an incident went, where it stopped, and whether what was feared came true."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import mean_within
from observations.analysis.records import COMPONENTS, Course, Observation, ids
from observations.analysis.shares import share, too_few_events

# The last component shows only in how the member is with others later on: so many attended sessions are waited for.
WAIT = 2

# Two ratings in whole points of ten: each is off by up to half a point, evenly spread, which is this much in D.
ROUNDING = sqrt(2 * 0.1**2 / 12)

_KNOWN = {"observed": True, "not-observed": False}


class Arc(NamedTuple):
    """One incident's way. `states` holds for each component True, False, or None for "not known yet".

    `level` is the largest k with the first k components all observed, `known` the largest with all of them known.
    `until` is the session in which a component was last seen. While `pending`, "not observed" at the last component
    means "not yet"; observed early, it counts at once.
    """

    incident: Observation
    states: tuple[bool | None, ...]
    level: int
    known: int
    until: int
    pending: bool

    @property
    def stopped_at(self) -> str | None:
        """The first missing component; None when the arc is complete or that component is not known."""
        return COMPONENTS[self.level] if self.known > self.level else None

    def as_json(self) -> dict:
        """For the picture; the level is undefined where nothing is known of the first component."""
        o, level = self.incident, self.level if self.known else None
        place = {"id": o.id, "session": o.session, "at": o.at, "until": self.until}
        way = {"level": level, "stopped_at": self.stopped_at, "pending": self.pending}
        return {**place, "affect": o.affect, "strength": o.strength, **way}


def arc_of(incident: Observation, course: Course) -> Arc:
    noted = [incident.components.get(name, ("unknown", None)) for name in COMPONENTS]
    states = [_KNOWN.get(state) for state, _ in noted]
    passed = len(course.attended) - bisect_right(course.attended, incident.session)
    pending = not states[-1] and passed < WAIT
    if pending:
        states[-1] = None
    seen = [number for state, number in noted if state == "observed" and number is not None]
    level = next((k for k, state in enumerate(states) if not state), len(states))
    known = states.index(None) if None in states else len(states)
    return Arc(incident, tuple(states), level, known, max([incident.session, *seen]), pending)


def arcs_of(observations: Sequence[Observation], course: Course) -> list[Arc]:
    return [arc_of(o, course) for o in observations if o.kind == "incident"]


def incidents(observations: Sequence[Observation], affect: str, **detail) -> Claim:
    """How many of the incidents show this affect."""
    among = [o for o in observations if o.kind == "incident" and o.affect]
    hits = [o for o in among if o.affect == affect]
    return share("incident", {"affect": affect}, hits, among, floor=floors.INCIDENTS, **detail)


def funnel(arcs: Sequence[Arc]) -> list[Claim]:
    """For each component the share of incidents that reached it, among those in which it can be told."""
    return [_reached(arcs, k) for k in range(1, len(COMPONENTS) + 1)]


def _reached(arcs: Sequence[Arc], k: int) -> Claim:
    told = [arc for arc in arcs if arc.known >= k]
    hits = [arc.incident for arc in told if arc.level >= k]
    among = [arc.incident for arc in told]
    waiting = sum(arc.pending for arc in arcs) if k == len(COMPONENTS) else 0
    left_out = {"unknown": len(arcs) - len(told) - waiting, "pending": waiting}
    of = {"component": COMPONENTS[k - 1]}
    return share("funnel", of, hits, among, floor=floors.ARCS, of_events=list(ids(among)), **left_out)


def support(observations: Sequence[Observation]) -> Claim:
    """Of everybody's incidents: the funnel at support, which needs no waiting and so nobody's attendance."""
    return _reached(arcs_of(observations, Course((), ())), COMPONENTS.index("support") + 1)


def bottleneck(arcs: Sequence[Arc]) -> Claim:
    """The component at which most of the stopped arcs stopped; undefined when two share the first place."""
    stopped = [arc for arc in arcs if arc.stopped_at]
    counts = Counter(arc.stopped_at for arc in stopped)
    detail = {"stopped_at": {name: counts[name] for name in COMPONENTS if name in counts}}
    among = [arc.incident for arc in stopped]
    missing = too_few_events(floors.ARCS, len(stopped)) or _tie(counts)
    if missing:
        of = {"component": None}
        return Claim("bottleneck", of, None, len(among), events=ids(among), missing=missing, detail=detail)
    name = max(counts, key=counts.get)
    hits = [arc.incident for arc in stopped if arc.stopped_at == name]
    return share("bottleneck", {"component": name}, hits, among, floor=floors.ARCS, **detail)


def _tie(counts: Counter) -> Missing | None:
    most = max(counts.values())
    return Missing(reason="tie") if list(counts.values()).count(most) > 1 else None


def disconfirmation_of(o: Observation) -> float | None:
    """D = (expected − happened) / 10, from −1 to 1: above 0 the fear was not confirmed, below 0 it was surpassed."""
    if o.feared_expected is None or o.feared_happened is None:
        return None
    return (o.feared_expected - o.feared_happened) / 10


def fears_of(observations: Sequence[Observation]) -> list[Observation]:
    return [o for o in observations if disconfirmation_of(o) is not None]


def disconfirmation(fears: Sequence[Observation]) -> Claim:
    """Mean D over what was feared and then seen; `observed` counts the fears that came true less than expected."""
    differences = [disconfirmation_of(o) for o in fears]
    missing = too_few_events(floors.FEARS, len(fears))
    figures = {} if missing else mean_within(differences, least=-1, most=1, rounding=ROUNDING)._asdict()
    return Claim(
        kind="disconfirmation",
        of={"outcome": None},
        claimed=None,
        n=len(fears),
        observed=sum(d > 0 for d in differences),
        **figures,
        events=ids(fears),
        missing=missing,
        detail=_ratings(fears),
    )


def _ratings(fears: Sequence[Observation]) -> dict | None:
    """Mean ratings (0–10), and how often each outcome was feared."""
    if not fears:
        return None
    outcomes = Counter(o.feared_outcome for o in fears if o.feared_outcome)
    return {
        "mean_expected": fmean(o.feared_expected for o in fears),
        "mean_happened": fmean(o.feared_happened for o in fears),
        "outcomes": dict(sorted(outcomes.items())),
    }


def rupture(fears: Sequence[Observation]) -> Claim:
    """What was feared came worse than expected (D < 0). Each of these needs a follow-up, however few they are."""
    hits = [o for o in fears if disconfirmation_of(o) < 0]
    waiting = list(ids(o for o in hits if not o.followed_up))
    return share("rupture", {"outcome": None}, hits, fears, floor=floors.FEARS, without_follow_up=waiting)
