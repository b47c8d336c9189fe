"""Here and now: its share among all events with a focus, session by session, and its trend."""

from collections.abc import Sequence
from itertools import groupby

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import theil_sen
from observations.analysis.records import Observation, ids
from observations.analysis.shares import share

HERE = "here-and-now"


def focused(observations: Sequence[Observation]) -> list[Observation]:
    return [o for o in observations if o.focus is not None]


def here_and_now(observations: Sequence[Observation], sessions: Sequence[int]) -> Claim:
    """The share over everything; `series` has the same figures for each session, for the picture."""
    series = [_point(claim) for claim in by_session(observations)]
    held = sorted(sessions)
    return _share(focused(observations), floors.EVENTS, {"focus": HERE}, series=series, sessions=held)


def by_session(observations: Sequence[Observation]) -> list[Claim]:
    """The share in each session that has an event with a focus, in the order of the sessions."""
    among = sorted(focused(observations), key=lambda o: o.session)
    sessions = groupby(among, key=lambda o: o.session)
    return [
        _share(list(events), floors.SESSION_EVENTS, {"focus": HERE, "session": number}) for number, events in sessions
    ]


def _share(among: Sequence[Observation], floor: int, of: dict, **detail) -> Claim:
    return share("focus", of, [o for o in among if o.focus == HERE], among, floor=floor, **detail)


def _point(claim: Claim) -> dict:
    names = ("n", "observed", "estimate", "low", "high")
    return {"session": claim.of["session"], **{name: getattr(claim, name) for name in names}}


def trend(observations: Sequence[Observation]) -> Claim:
    """Change of the share from session to session (Theil–Sen), over the sessions with enough events; n counts these."""
    points = [claim for claim in by_session(observations) if claim.estimate is not None]
    numbers, shares = [claim.of["session"] for claim in points], [claim.estimate for claim in points]
    missing = _missing(shares)
    slope, used = {} if missing else theil_sen(numbers, shares)._asdict(), set(numbers)
    return Claim(
        kind="focus-trend",
        of={"focus": HERE, "per": "session"},
        claimed=None,
        n=len(points),
        **slope,
        events=ids(o for o in focused(observations) if o.session in used),
        missing=missing,
        detail={"sessions": numbers},
    )


def _missing(shares: Sequence[float]) -> Missing | None:
    if len(shares) < floors.TREND_SESSIONS:
        return Missing(reason="too-few-sessions", needed=floors.TREND_SESSIONS, have=len(shares))
    return Missing(reason="no-variation") if len(set(shares)) == 1 else None
