"""What the pictures of a member draw, session by session or event by event, where no claim carries it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from observations.analysis.arc import fears_of
from observations.analysis.change import halves
from observations.analysis.complement import is_close
from observations.analysis.needs import is_met
from observations.analysis.records import Course, Observation, in_order

LATEST = 40  # sessions, and fears: years of records must not make a page heavier
WIDEST = 10  # links of a table, the most frequent ones: more would be lines that nobody can tell apart


def pictured(observations: Sequence[Observation], course: Course) -> dict:
    """Plain data of one member's events, for JSON. It names nobody; `earlier` counts what is too long ago."""
    own = in_order(observations)
    attended = sorted({*course.attended, *(o.session for o in own)})
    latest = set(attended[-LATEST:])
    drawn = [o for o in own if o.session in latest]
    return {
        "fears": _latest([[o.session, o.feared_expected, o.feared_happened] for o in fears_of(own)]),
        "course": _course(own, attended),
        "needs": _needs(drawn),
        "insights": _counted((o.session, o.insight_domain) for o in drawn if o.insight_domain),
        "chains": _chains(own),
        "answers": _answers(own),
    }


def _latest(lines: list[list]) -> dict:
    return {"lines": lines[-LATEST:], "earlier": len(lines[:-LATEST])}


def _course(own: Sequence[Observation], attended: Sequence[int]) -> dict:
    """For each session attended how many events were maladaptive, adaptive, and toward somebody in person.

    `second` is the session with which the second half begins.
    """
    counts = [
        Counter(o.session for o in own if o.adaptive is False),
        Counter(o.session for o in own if o.adaptive),
        Counter(o.session for o in own if o.toward),
    ]
    found = _latest([[session, *(count[session] for count in counts)] for session in attended])
    second = halves(attended)[1]
    return found | {"second": second[0] if second else None}


def _needs(drawn: Sequence[Observation]) -> list[list]:
    """Of each session and need how often it was met, not met, and not known to be either."""
    shown = [(o.session, o.need, is_met(o)) for o in drawn if o.need]
    counts = Counter(shown)
    those = sorted({(session, need) for session, need, _ in shown})
    return [[*one, *(counts[*one, met] for met in (True, False, None))] for one in those]


def _counted(codes: Iterable[tuple]) -> list[list]:
    return [[*one, count] for one, count in sorted(Counter(codes).items())]


def _chains(own: Sequence[Observation]) -> dict:
    """From what set it off to what was shown, and from there to what the others did; of one kind once an event."""
    shown = [o for o in own if o.octant]
    return {
        "trigger": _links((o.trigger, o.octant) for o in shown if o.trigger),
        "response": _links((o.octant, kind) for o in shown for kind in {answer.kind for answer in o.responses}),
    }


def _links(pairs: Iterable[tuple[str, str]]) -> list[list]:
    return sorted(_counted(pairs), key=lambda link: -link[2])[:WIDEST]


def _answers(own: Sequence[Observation]) -> list[list]:
    """Of each octant that others answered how often, and how many of the answers were close to its complement."""
    answered = [(o.octant, is_close(o)) for o in own if o.octant and o.answered]
    all_of, close = Counter(octant for octant, _ in answered), Counter(octant for octant, near in answered if near)
    return [[octant, n, close[octant]] for octant, n in sorted(all_of.items())]
