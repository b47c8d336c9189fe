"""The people of the demo practice: each with a style of their own, so that a visitor sees something to recognise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """How one member is in the room.

    `usual` and `new` are (behaviour, octant): what they always do, and what they learn. `depth` is how many of the five
    components their incidents come to, `learns` the session from which the new behaviour shows.
    """

    alias: str
    problem: str
    goal: str
    usual: tuple[str, str]
    new: tuple[str, str]
    set_off_by: tuple[str, ...]
    fear: str
    evokes: tuple[str, ...]
    felt: tuple[str, ...]
    depth: int
    learns: int
    need: str
    outside: str | None
    lines: tuple[str, ...]
    misses: tuple[int, ...] = ()
    joined_in: int = 1
    left_after: int | None = None
    doubts: float = 0.15  # how often an incident shows a view of others that is worth their word


@dataclass(frozen=True, slots=True)
class Practice:
    ref: str
    name: str
    kind: str
    timezone: str
    weekday: int  # Monday is 0
    hour: int
    counselors: tuple[tuple[str, str], ...]  # ref, alias
    roles: tuple[Role, ...]
    view: str
    revised: str
    follow_ups: tuple[str, ...]
    seed: int
