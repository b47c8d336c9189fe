"""Records of simulated members: every event drawn independently of every other, or with one thing planted in it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from observations.analysis.records import Course, Felt, Observation, Response
from observations.analysis.style import ANGLES

TRIGGERS = (
    "criticism", "praise", "demand", "silence", "disclosure", "separation", "newcomer", "rivalry", "limit", "exercise",
    "other",
)  # fmt: skip
BEHAVIOURS = {
    "gives-in": "HI", "falls-silent": "FG", "answers-back": "BC", "takes-over": "PA", "goes-cold": "DE", "mocks": "BC",
    "comforts": "LM", "pleases": "JK", "gives-advice": "NO", "opens-up": "NO", "says-what-bothers": "PA",
    "asks-for-help": "JK",
}  # fmt: skip
RESPONSES = (
    "supports", "validates", "disputes", "confronts", "gives-feedback", "attacks", "bursts-out", "intimidated", "bored",
    "withdraws", "silent", "identifies", "comforts", "other",
)  # fmt: skip
FEELINGS = (
    "angry", "bored", "intimidated", "protective", "warm", "helpless", "irritated", "anxious", "sad", "proud",
    "drained",
)  # fmt: skip
NAMES = tuple(BEHAVIOURS)
COMPLEMENTS = {one: other for one, a in ANGLES.items() for other, b in ANGLES.items() if (a + b) % 360 == 0}


class Habits(NamedTuple):
    """How often a member has which code, and with each behaviour how often it is maladaptive."""

    triggers: np.ndarray
    behaviours: np.ndarray
    responses: np.ndarray
    maladaptive: np.ndarray


Record = tuple[list[Observation], Course]


def members(rng: np.random.Generator, number: int, *, unsteady: bool = False) -> Iterator[Record]:
    """So many members of groups of 4 to 14 with 5 to 60 sessions, in which nothing is there to be found.

    `unsteady`: each member's activity drifts over time up to tenfold, and each session has a climate that all share.
    """
    while number > 0:
        group = list(_group(rng, unsteady))[:number]
        number -= len(group)
        yield from group


def _group(rng: np.random.Generator, unsteady: bool) -> Iterator[Record]:
    people, held = rng.integers(4, 15), rng.integers(5, 61)
    climates = [_climate(rng, unsteady) for _ in range(held)]
    for _ in range(people):
        habits, attended = _habits(rng), np.flatnonzero(rng.random(held) < 0.9)
        drift = rng.uniform(-1, 1) * np.log(10) * unsteady
        activity = min(rng.lognormal(0.3, 0.8), 8) * np.exp(drift * (np.arange(held) / held - 0.5))
        own = [o for s in attended for o in _session(rng, s + 1, activity[s], habits, climates[s])]
        yield own, Course(tuple(range(1, held + 1)), tuple(int(session) + 1 for session in attended))


def _habits(rng: np.random.Generator) -> Habits:
    """Skewed: a few codes make up most of what a member does."""
    skewed = (rng.dirichlet(np.full(len(codes), 0.7)) for codes in (TRIGGERS, NAMES, RESPONSES))
    return Habits(*skewed, rng.beta(1, 1, len(NAMES)))


def _climate(rng: np.random.Generator, unsteady: bool) -> Habits:
    """How much more frequent than usual each code is in a session, up to several times."""
    spread = 0.8 * unsteady
    return Habits(*(np.exp(rng.normal(0, spread, len(codes))) for codes in (TRIGGERS, NAMES, RESPONSES, NAMES)))


def _session(rng, number: int, activity: float, habits: Habits, climate: Habits) -> list[Observation]:
    n = rng.poisson(activity)
    tuned = [usual * more / (usual @ more) for usual, more in zip(habits[:3], climate[:3], strict=True)]
    triggers, behaviours = rng.choice(len(TRIGGERS), n, p=tuned[0]), rng.choice(len(NAMES), n, p=tuned[1])
    odds = habits.maladaptive / (1 - habits.maladaptive) * climate.maladaptive[0]
    maladaptive = rng.random(n) < (odds / (1 + odds))[behaviours]
    answers = [rng.choice(len(RESPONSES), k, p=tuned[2]) for k in rng.integers(0, 4, n)]
    own = _events(np.full(n, number), triggers, behaviours, maladaptive, answers)
    return _answered(own, rng.choice(len(NAMES), n, p=tuned[1]), rng.random(n) < 0.6)


def _answered(own: list[Observation], others: np.ndarray, known: np.ndarray) -> list[Observation]:
    """Of three events in five it is known with what somebody answered."""
    octants = [BEHAVIOURS[NAMES[behaviour]] for behaviour in others]
    return [o._replace(answered=octant) if told else o for o, octant, told in zip(own, octants, known, strict=True)]


def _events(sessions: np.ndarray, *codes) -> list[Observation]:
    drawn = zip(sessions, *codes, strict=True)
    return [_event(session, at, *coded) for at, (session, *coded) in enumerate(drawn)]


def _event(session: int, at: int, trigger: int, behaviour: int, maladaptive: bool, answers=()) -> Observation:
    return Observation(
        id=f"{session:03}-{at:03}",
        session=int(session),
        at=float(at),
        kind="interaction",
        actor="m1",
        trigger=TRIGGERS[trigger],
        behaviour=NAMES[behaviour],
        octant=BEHAVIOURS[NAMES[behaviour]],
        adaptive=not maladaptive,
        responses=tuple(Response(f"m{place + 2}", RESPONSES[kind]) for place, kind in enumerate(answers)),
    )


# A usual member: one event in five is set off by criticism, and an eighth of what the member does is giving in.
USUAL = Habits(
    np.array([0.2, 0.15, 0.12, 0.12, 0.1, 0.06, 0.05, 0.06, 0.06, 0.05, 0.03]),
    np.array([0.125, 0.12, 0.1, 0.1, 0.08, 0.05, 0.1, 0.08, 0.08, 0.075, 0.05, 0.04]),
    np.array([0.2, 0.1, 0.08, 0.08, 0.1, 0.05, 0.03, 0.04, 0.05, 0.06, 0.08, 0.06, 0.05, 0.02]),
    np.full(len(NAMES), 0.4),
)


def with_chain(rng: np.random.Generator, events: int, share: float, *, a_session: int = 5) -> Record:
    """A usual member who after criticism gives in with this probability."""
    sessions = np.arange(events) // a_session + 1
    triggers = rng.choice(len(TRIGGERS), events, p=USUAL.triggers)
    behaviours = rng.choice(len(NAMES), events, p=USUAL.behaviours)
    behaviours[(triggers == 0) & (rng.random(events) < (share - 0.125) / 0.875)] = 0
    return _record(_events(sessions, triggers, behaviours, rng.random(events) < 0.4, _answers(rng, events)))


def with_change(rng: np.random.Generator, sessions: int, first: float, second: float, *, a_session: int = 4) -> Record:
    """A usual member whose share of maladaptive behaviour is `first` and from the middle on `second`."""
    number = np.repeat(np.arange(sessions), a_session)
    triggers = rng.choice(len(TRIGGERS), len(number), p=USUAL.triggers)
    behaviours = rng.choice(len(NAMES), len(number), p=USUAL.behaviours)
    maladaptive = rng.random(len(number)) < np.where(number < sessions // 2, first, second)
    return _record(_events(number + 1, triggers, behaviours, maladaptive, _answers(rng, len(number))))


def with_answers(rng: np.random.Generator, events: int, share: float, *, a_session: int = 5) -> Record:
    """A usual member whose events all are answered, with this probability with the complement of what was done."""
    own, course = with_chain(rng, events, 0.125, a_session=a_session)
    fits = rng.random(events) < share
    anything = rng.choice(list(ANGLES), events)
    found = [COMPLEMENTS[o.octant] if fit else str(octant) for o, fit, octant in zip(own, fits, anything, strict=True)]
    return [o._replace(answered=octant) for o, octant in zip(own, found, strict=True)], course


def with_style(rng: np.random.Generator, events: int, octant: str, clearness: float) -> list[Observation]:
    """Events scattered around an octant: `clearness` is the κ of a von Mises distribution over the eight."""
    odds = np.exp(clearness * np.cos(np.radians([angle - ANGLES[octant] for angle in ANGLES.values()])))
    shown = rng.choice(list(ANGLES), events, p=odds / odds.sum())
    return [_plain(at, octant=str(octant)) for at, octant in enumerate(shown)]


def with_feeling(rng: np.random.Generator, notes: int, feeling: str, share: float) -> list[Observation]:
    """One note an event, of seven members; `feeling` with this probability, otherwise any of the others alike."""
    others = [other for other in FEELINGS if other != feeling]
    noted = np.where(rng.random(notes) < share, feeling, rng.choice(others, notes))
    lines = zip(rng.integers(2, 9, notes), noted, strict=True)
    return [_plain(at, felt=(Felt(f"m{who}", str(name)),)) for at, (who, name) in enumerate(lines)]


def _plain(at: int, **facets) -> Observation:
    return Observation(id=f"{at:03}", session=1, at=float(at), kind="interaction", actor="m1", **facets)


def _answers(rng: np.random.Generator, events: int) -> list[np.ndarray]:
    return [rng.choice(len(RESPONSES), k, p=USUAL.responses) for k in rng.integers(0, 4, events)]


def _record(own: list[Observation]) -> Record:
    held = tuple(range(1, own[-1].session + 1))
    return own, Course(held, held)
