"""What a member discovered, how it came, and with whose help."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import rate
from observations.analysis.records import Course, Observation, ids
from observations.analysis.shares import share, too_few_events

FACETS = ("domain", "process")


def insights(observations: Sequence[Observation], course: Course) -> list[Claim]:
    """How many a session attended; then the share of each domain and of each process that there was."""
    found = [o for o in observations if o.insight_domain or o.insight_process]
    each = [claim for facet in FACETS for claim in _by(facet, found)]
    return [_all(found, len(course.attended)), *each]


def _all(found: Sequence[Observation], attended: int) -> Claim:
    missing = too_few_events(floors.INSIGHTS, len(found)) or _no_sessions(attended)
    return Claim(
        kind="insight",
        of={"domain": None},
        claimed=None,
        n=len(found),
        observed=len({o.session for o in found}),
        **({} if missing else rate(len(found), attended)._asdict()),
        events=ids(found),
        missing=missing,
        detail=_counts(found) | {"attended": attended},
    )


def _no_sessions(attended: int) -> Missing | None:
    return None if attended else Missing(reason="too-few-sessions", needed=1, have=0)


def _counts(found: Sequence[Observation]) -> dict:
    """`helpers` has for each person who helped in how many insights; nobody is named."""
    helpers = Counter(person for o in found for person in o.helped_by)
    return {
        "domains": _tally(o.insight_domain for o in found),
        "processes": _tally(o.insight_process for o in found),
        "sessions": [list(pair) for pair in sorted(Counter(o.session for o in found).items())],
        "helped": sum(bool(o.helped_by) for o in found),
        "helpers": sorted(helpers.values(), reverse=True),
    }


def _tally(codes) -> dict[str, int]:
    return dict(sorted(Counter(code for code in codes if code).items()))


def _by(facet: str, found: Sequence[Observation]) -> list[Claim]:
    by_code = defaultdict(list)
    for o in found:
        if code := getattr(o, f"insight_{facet}"):
            by_code[code].append(o)
    noted = [o for those in by_code.values() for o in those]
    return [share("insight", {facet: code}, by_code[code], noted, floor=floors.INSIGHTS) for code in sorted(by_code)]
