"""Change: maladaptive and adaptive behaviour in the first half of the sessions attended and in the second."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from math import comb

import numpy as np

from observations.analysis import floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.intervals import rate_ratio
from observations.analysis.records import Course, Observation, ids
from observations.analysis.shares import too_few_events, too_few_sessions

# Every division of the sessions into halves where there are at most so many (up to 14 sessions), else so many drawn.
EVERY, DRAWN, SEED = 5_000, 19_999, 20_260_107


def changes(own: Sequence[Observation], course: Course) -> list[Claim]:
    """A claim each for maladaptive and adaptive behaviour. Who did something in a session was there."""
    coded = [o for o in own if o.adaptive is not None]
    attended = sorted({*course.attended, *(o.session for o in coded)})
    missing = too_few_sessions(floors.CHANGE_SESSIONS, len(attended)) or too_few_events(floors.EVENTS, len(coded))
    p = None if missing else _p(coded, attended)
    if p is None:
        missing = missing or Missing(reason="no-contrast")
    return [_change(coded, attended, adaptive, p, missing) for adaptive in (False, True)]


def _change(coded: Sequence[Observation], attended: Sequence[int], adaptive: bool, p, missing) -> Claim:
    hits = [o for o in coded if o.adaptive is adaptive]
    first, second = (_half(coded, hits, sessions) for sessions in halves(attended))
    ratio = None
    if not missing:
        ratio = rate_ratio((first["observed"], first["sessions"]), (second["observed"], second["sessions"]))
        missing = None if ratio else Missing(reason="none-before")
    return Claim(
        kind="change",
        of={"adaptive": adaptive},
        claimed=False,
        n=len(coded),
        observed=len(hits),
        **(ratio._asdict() if ratio else {}),
        p=p,
        events=ids(hits),
        missing=missing,
        detail={"first": first, "second": second},
    )


def halves(attended: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Of an odd number the one in the middle belongs to the second half."""
    middle = len(attended) // 2
    return attended[:middle], attended[middle:]


def _half(coded: Sequence[Observation], hits: Sequence[Observation], sessions: Sequence[int]) -> dict:
    """Counts of events within `sessions`; the rate is `observed` over `sessions`."""
    within = set(sessions)
    counts = {name: sum(o.session in within for o in events) for name, events in (("coded", coded), ("observed", hits))}
    return {"sessions": len(sessions), **counts}


def _p(coded: Sequence[Observation], attended: Sequence[int]) -> float | None:
    """The share of maladaptive among coded events, second half less first, against other divisions of whole sessions.

    None where a half has no coded event. A session is moved as a whole, so that its climate is one and not many; each
    difference is taken over its own standard error (Janssen 1997), without which halves of unequal activity, which
    are less sure than the mixed ones they are held against, would pass for a change too often.
    """
    place = {session: number for number, session in enumerate(attended)}
    events, maladaptive = np.zeros((2, len(attended)))
    for o in coded:
        events[place[o.session]] += 1
        maladaptive[place[o.session]] += not o.adaptive
    middle = len(attended) // 2
    if not events[:middle].any() or not events[middle:].any():
        return None
    surplus = maladaptive * events.sum() - events * maladaptive.sum()
    differences = _differences(events, surplus, _divisions(len(attended)).astype(float))
    return float((differences >= differences[0] * (1 - 1e-9)).mean())


def _differences(events: np.ndarray, surplus: np.ndarray, first: np.ndarray) -> np.ndarray:
    """For each division the difference of the shares, without its sign, over its standard error.

    `surplus` is what a session has beyond the share of all, times the number of all events: a whole number, as all that
    is summed here, so that no rounding makes two equal divisions different. A half without events is as far from the
    other as can be.
    """
    n, beyond, spread = (first @ np.column_stack((events, surplus, surplus**2))).T
    m, other_spread = events.sum() - n, (surplus**2).sum() - spread
    both = (n > 0) & (m > 0)
    n, m = np.where(both, n, 1), np.where(both, m, 1)
    difference = np.abs(beyond) * (1 / n + 1 / m)
    error = np.sqrt(spread / n**2 + other_spread / m**2)
    found = np.divide(difference, error, out=np.zeros(len(n)), where=error > 0)
    return np.where(both, found, np.inf)


@lru_cache(maxsize=32)  # of 200 sessions, 4 MB each
def _divisions(sessions: int) -> np.ndarray:
    """(divisions × sessions): which sessions are in the first half; the observed division stands first."""
    half = sessions // 2
    if comb(sessions, half) <= EVERY:
        chosen = np.array(list(combinations(range(sessions), half)))
    else:
        numbers = np.random.default_rng(SEED).random((DRAWN + 1, sessions))
        numbers[0] = np.arange(sessions)
        chosen = np.argsort(numbers, axis=1)[:, :half]
    first = np.zeros((len(chosen), sessions), dtype=bool)
    np.put_along_axis(first, chosen, True, axis=1)
    return first
