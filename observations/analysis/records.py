"""What the analysis reads: one record an event, and the sessions around them. The caller fills them from anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

# The five components of the corrective emotional experience, in the order in which an arc goes through them.
COMPONENTS = ("risk", "support", "reality-testing", "recognition", "facilitation")


class Response(NamedTuple):
    """What somebody did in answer. `strength` is 1–5; `anticipated`: the actor expected it, and it is no
    answer: a caller leaves it out."""

    by: str
    kind: str
    strength: int | None = None
    anticipated: bool | None = None


class Felt(NamedTuple):
    """What the event evoked in a member. `strength` is 1–5."""

    by: str
    feeling: str
    strength: int | None = None


class Stance(NamedTuple):
    """Whether somebody, in their own view, confirms or disputes how the actor sees it; `rating` (0–10): how far it is
    so.
    """

    by: str
    stance: str  # confirms | disputes
    rating: int | None = None


class Observation(NamedTuple):
    """One event as one recorder saw it. None always means "not noted", and is never counted against anybody.

    `session` is the session's number in its group, `at` seconds from its start. `strength` is 1–5;
    `feared_expected` and `feared_happened` are 0–10. `components` gives for each of COMPONENTS its state (`observed`,
    `not-observed`, `unknown`) and the number of the session in which it was seen; what is left out is unknown.
    `followed_up` is true once something was done about the event. `toward` are people, none for the whole group.
    `distorted`: the actor's view was noted as one to be validated; `revised`: they saw it otherwise afterwards;
    `held` and `held_after` are 0–10, how far the first view was so for them, then and afterwards.
    `felt` is of members only: what counselors felt is not everybody's to read. `answered` is the octant with which
    another member turned to the actor next (see `answers`). Of a blind double coding pass one record.
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
    followed_up: bool = False
    origin: str | None = None  # spontaneous | evoked
    trigger: str | None = None
    behaviour: str | None = None  # a code of the practice's own list
    octant: str | None = None  # PA BC DE FG HI JK LM NO
    adaptive: bool | None = None
    need: str | None = None
    novel: bool | None = None
    transference: str | None = None  # as whom somebody was seen
    insight_domain: str | None = None
    insight_process: str | None = None
    outside: str | None = None  # the relationship outside that it mirrors
    distorted: bool = False
    revised: bool = False
    held: int | None = None
    held_after: int | None = None
    components: Mapping[str, tuple[str, int | None]] = MappingProxyType({})
    toward: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()
    recognised_by: tuple[str, ...] = ()
    validations: tuple[Stance, ...] = ()
    responses: tuple[Response, ...] = ()
    felt: tuple[Felt, ...] = ()
    answered: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The numbers of the sessions held so far, and of those that one member attended, both in order."""

    sessions: tuple[int, ...]
    attended: tuple[int, ...]


_WHEN = attrgetter("session", "at", "id")


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """By time, then by id: the same records in any order give the same list, and so the same result to the byte."""
    return sorted(observations, key=_WHEN)


def ids(observations: Iterable[Observation]) -> tuple[str, ...]:
    return tuple(sorted([o.id for o in observations]))


def columns(observations: Sequence[Observation]) -> Observation:
    """The same records on their side: under each name what stands there in every one of them, in their order."""
    return (
        Observation(*zip(*observations, strict=True)) if observations else Observation(*[()] * len(Observation._fields))
    )
