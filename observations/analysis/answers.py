"""Who answered whom: the next coded event of the session in which another member turns to somebody by name."""

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Turn(NamedTuple):
    """An event as far as it is a turn in a session, in the order in which turns follow each other.

    `toward` are people, none for the whole group; `octant` is None where none was noted.
    """

    session: int
    at: float
    id: str
    actor: str
    octant: str | None
    toward: tuple[str, ...]


def answers(turns: Iterable[Turn], among: Collection[str]) -> dict[str, str]:
    """By the id of an event that was answered the octant of its answer; only those in `among` answer.

    The answer is the first coded event of the same session, before the actor's own next event, with which somebody
    else turns to the actor in person. What goes to the whole group answers nobody. So an event has at most one
    answer; one that is directed at two people may answer both.
    """
    found, waiting = {}, {}
    for turn in sorted(turns):
        if turn.octant and turn.actor in among:
            for person in set(turn.toward) - {turn.actor}:
                session, event = waiting.pop(person, (None, ""))
                if session == turn.session:
                    found[event] = turn.octant
        waiting[turn.actor] = turn.session, turn.id
    return found
