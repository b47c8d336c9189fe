"""Givens × targets of one member's events, pooled over the sessions and session by session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from observations.analysis.lag import lag_table
from observations.analysis.records import Observation


class Unit(NamedTuple):
    """An event, or two successive ones: what was given, and what came with it or after it."""

    session: int
    given: str
    targets: tuple[str, ...]
    events: tuple[str, ...]


class Margins(NamedTuple):
    """What a test holds fixed, (sessions × codes): how many have each given, each target, and of how many."""

    rows: np.ndarray
    columns: np.ndarray
    totals: np.ndarray


@dataclass(frozen=True, slots=True)
class Crossing:
    """`table` counts the units that have both a given and a target, `counts` those that have each of them.

    `margins` are those of the events, which between successive ones are not those of the table: the last of a session
    has no next. `itself`: givens and targets are the same codes, so that the given is not there to follow itself.
    """

    names: tuple[str, str]
    level: str
    codes: tuple[list[str], list[str]]
    units: Sequence[Unit]
    table: np.ndarray
    counts: tuple[np.ndarray, np.ndarray]
    margins: Margins
    itself: bool = False

    def events(self) -> Mapping[tuple[str, str], set[str]]:
        """By given and target the ids of the events that have both; without those that never came together."""
        found = defaultdict(set)
        for unit in self.units:
            for target in unit.targets:
                found[unit.given, target].update(unit.events)
        return found


def within(own: Sequence[Observation], given: str, target: str) -> Crossing:
    """Both codes of the same event. Several responses of one kind to one event count once."""
    read = [(o, getattr(o, given), _targets(o, target)) for o in own if getattr(o, given)]
    units = [Unit(o.session, code, targets, (o.id,)) for o, code, targets in read if targets]
    codes = _known((unit.given,) for unit in units), _known(unit.targets for unit in units)
    first, then = _marks([(unit.given,) for unit in units], codes[0]), _marks([u.targets for u in units], codes[1])
    of_session = _of_sessions([unit.session for unit in units])
    margins = Margins(of_session @ first, of_session @ then, of_session.sum(axis=1))
    counts = first.sum(axis=0), then.sum(axis=0)
    return Crossing((given, target), "within", codes, units, first.T @ then, counts, margins)


def between(own: Sequence[Observation], name: str) -> Crossing:
    """A code and the next one in the same session; events in which it was not noted are passed over."""
    coded = [o for o in own if getattr(o, name)]
    by_session = [list(events) for _, events in groupby(coded, key=lambda o: o.session)]
    units = [
        Unit(one.session, getattr(one, name), (getattr(then, name),), (one.id, then.id))
        for events in by_session
        for one, then in pairwise(events)
    ]
    codes = _known((getattr(o, name),) for o in coded)
    of_session = _of_sessions([o.session for o in coded])
    held = of_session @ _marks([(getattr(o, name),) for o in coded], codes)
    table = lag_table([[getattr(o, name) for o in events] for events in by_session], codes)
    counts, margins = (table.sum(axis=1), table.sum(axis=0)), Margins(held, held, of_session.sum(axis=1))
    return Crossing((name, name), "between", (codes, codes), units, table, counts, margins, itself=True)


def _targets(o: Observation, name: str) -> tuple[str, ...]:
    if name == "response":
        return tuple({response.kind for response in o.responses})
    code = getattr(o, name)
    return (code,) if code else ()


def _known(codes: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({code for several in codes for code in several})


def _marks(units: Sequence[tuple], codes: Sequence) -> np.ndarray:
    """(units × codes): 1.0 where the unit has the code. Whole numbers, in floats because these multiply fast."""
    place = {code: number for number, code in enumerate(codes)}
    marks = np.zeros((len(units), len(codes)))
    unit = np.repeat(np.arange(len(units)), [len(several) for several in units])
    marks[unit, [place[code] for several in units for code in several]] = 1
    return marks


def _of_sessions(numbers: Sequence[int]) -> np.ndarray:
    """(sessions × units), in the order of the sessions."""
    return _marks([(number,) for number in numbers], sorted(set(numbers))).T
