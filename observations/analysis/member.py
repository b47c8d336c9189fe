"""Everything that is said about one member, one group, one session, in the order in which it is shown."""

from collections.abc import Mapping, Sequence

from observations.analysis import (
    arc,
    emergence,
    evoked,
    focus,
    gaps,
    insights,
    microcosm,
    needs,
    reflection,
    relations,
    style,
    tie,
    validation,
)
from observations.analysis.chains import chains
from observations.analysis.change import changes
from observations.analysis.claim import Claim
from observations.analysis.complement import complementarity
from observations.analysis.coverage import coverage
from observations.analysis.discovery import discovered
from observations.analysis.records import Course, Observation, in_order
from observations.analysis.separation import separation
from observations.analysis.shift import shift

AFFECTS = ("negative", "positive")

# How many arcs are kept for the picture, the latest ones: years of records must not make a page heavier.
PICTURED = 40

NOBODY: Mapping[str, Course] = {}


def member_claims(observations: Sequence[Observation], course: Course) -> list[Claim]:
    """`observations` are those in which this member acts; a record of anybody else among them is refused."""
    own = in_order(observations)
    if len({o.actor for o in own}) > 1:
        raise ValueError("member_claims takes the events of one member, but these have several actors.")
    claims = [
        *_arcs(own, course),
        *_fears(own),
        *_feelings(own),
        focus.here_and_now(own, course.sessions),
        *focus.by_session(own),
        focus.trend(own),
        style.style(own),
        *emergence.emergence(own, course),
        *needs.needs(own),
        *insights.insights(own, course),
        *validation.validations(own),
        shift(own),
        *microcosm.microcosm(own),
        gaps.gaps(own),
        *evoked.feelings(own),
        *tie.own_tie(own),
        *changes(own, course),
        separation(own),
        complementarity(own),
        *chains(own),
    ]
    return discovered(claims)


def group_claims(
    observations: Sequence[Observation], sessions: Sequence[int], courses: Mapping[str, Course] = NOBODY
) -> list[Claim]:
    """`observations` of everybody in the group who has not refused; `sessions` the numbers of those held.

    `courses` are those of the members who have not refused: ties and coverage are of these alone.

    Arcs and fears belong to members: what is pending depends on who attended, and a mean over several members' fears
    would pass one member's five for five members' one. So a group has its ruptures, and of the arcs only whether it
    supports a risk, which is never pending.
    """
    everybody = in_order(observations)
    return [
        *_shared(everybody),
        arc.support(everybody),
        focus.here_and_now(everybody, sessions),
        focus.trend(everybody),
        *relations.effects(everybody, courses),
        *tie.group_ties(everybody, courses),
        *coverage(everybody, courses),
    ]


def session_claims(observations: Sequence[Observation]) -> list[Claim]:
    """`observations` of one session."""
    everybody = in_order(observations)
    return [*_shared(everybody), focus.here_and_now(everybody, {o.session for o in everybody})]


def _arcs(own: Sequence[Observation], course: Course) -> list[Claim]:
    arcs = arc.arcs_of(own, course)
    return [*(_incidents(own, affect, arcs, course) for affect in AFFECTS), *arc.funnel(arcs), arc.bottleneck(arcs)]


def _incidents(own: Sequence[Observation], affect: str, arcs: Sequence[arc.Arc], course: Course) -> Claim:
    latest = [a.as_json() for a in arcs[-PICTURED:] if a.incident.affect == affect]
    earlier = len(arcs[:-PICTURED])
    return arc.incidents(own, affect, arcs=latest, earlier=earlier, sessions=sorted(course.sessions))


def _fears(observations: Sequence[Observation]) -> list[Claim]:
    fears = arc.fears_of(observations)
    return [arc.disconfirmation(fears), arc.rupture(fears)]


def _shared(everybody: Sequence[Observation]) -> list[Claim]:
    incidents = [arc.incidents(everybody, affect) for affect in AFFECTS]
    return [*incidents, arc.rupture(arc.fears_of(everybody)), *_feelings(everybody)]


def _feelings(observations: Sequence[Observation]) -> list[Claim]:
    return [*reflection.reflections(observations), reflection.process(observations)]
