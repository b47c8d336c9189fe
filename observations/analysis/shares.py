"""A share as a claim: the form that most descriptions have."""

from collections.abc import Mapping, Sequence

from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import wilson
from observations.analysis.records import Observation, ids


def too_few_events(needed: int, have: int) -> Missing | None:
    return Missing(reason="too-few-events", needed=needed, have=have) if have < needed else None


def too_few_sessions(needed: int, have: int) -> Missing | None:
    return Missing(reason="too-few-sessions", needed=needed, have=have) if have < needed else None


def share(
    kind: str, of: Mapping, hits: Sequence[Observation], among: Sequence[Observation], *, floor: int, **detail
) -> Claim:
    """`hits` among `among`: the counts always, the share and its interval from `floor` events on."""
    missing = too_few_events(floor, len(among))
    figures = {} if missing else wilson(len(hits), len(among))._asdict()
    return Claim(
        kind=kind,
        of=of,
        claimed=None,
        n=len(among),
        observed=len(hits),
        **figures,
        events=ids(hits),
        missing=missing,
        detail=detail or None,
    )
