"""What the analysis reads: one record an event, and the sessions around them. The caller fills them from anywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# The five components of the corrective emotional experience, in the order in which an arc goes through them.
COMPONENTS = ("risk", "support", "reality-testing", "recognition", "facilitation")


@dataclass(frozen=True, slots=True)
class Observation:
    """One event as one recorder saw it. None always means "not noted", and is never counted against anybody.

    `session` is the session's number in its group, `at` seconds from its start. `strength` is 1–5;
    `feared_expected` and `feared_happened` are 0–10. `components` gives for each of COMPONENTS its state (`observed`,
    `not-observed`, `unknown`) and the number of the session in which it was seen; what is left out is unknown.
    `followed_up` is true once something was done about the event. Of a blind double coding pass one record only.
    """

    id: str
    session: int
    at: float
    kind: str  # incident | interaction
    actor: str
    affect: str | None = None  # negative | positive
    strength: int | None = None
    focus: str | None = None  # here-and-now | past | outside
    reflection: str | None = None  # none | described | explained | carried-over
    process_looked_at: bool | None = None
    feared_outcome: str | None = None
    feared_expected: int | None = None
    feared_happened: int | None = None
    components: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    followed_up: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The numbers of the sessions held so far, and of those that one member attended."""

    sessions: tuple[int, ...]
    attended: tuple[int, ...]


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """By time, then by id: the same records in any order give the same list, and so the same result to the byte."""
    return sorted(observations, key=lambda o: (o.session, o.at, o.id))


def ids(observations: Iterable[Observation]) -> tuple[str, ...]:
    return tuple(sorted(o.id for o in observations))
