"""The horizontal axis of every picture over time: the sessions of the group."""

from collections.abc import Iterable
from dataclasses import dataclass

NUMBER = 26  # room that a session's number takes


@dataclass(frozen=True, slots=True)
class Tick:
    """One session. Where sessions stand close, only some are `labelled` with their number."""

    session: int
    x: int
    labelled: bool


def ticks_of(sessions: Iterable[int], left: int, right: int) -> tuple[Tick, ...]:
    """Sessions at their place in the course: a number that is left out leaves a gap."""
    numbers = sorted(set(sessions))
    step = (right - left) / max(numbers[-1] - numbers[0], 1)
    every = -(-NUMBER // step)
    return tuple(Tick(n, left + round(step * (n - numbers[0])), (n - numbers[0]) % every == 0) for n in numbers)
