"""Chains: which trigger goes with which behaviour, which behaviour with which response, and what comes next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from observations.analysis import exact, floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.crossing import Crossing, between, within
from observations.analysis.discovery import RATE
from observations.analysis.lag import adjusted_residuals, yules_q
from observations.analysis.records import Observation
from observations.analysis.shares import too_few_events

WITHIN = (("trigger", "octant"), ("trigger", "behaviour"), ("octant", "response"))


class Cells(NamedTuple):
    """What could be tested of a crossing: the numbers of its cells, their margins (sessions × cells), and for each the
    count that chance gives and the smallest p that the margins allow.
    """

    crossing: Crossing
    numbers: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    chance: np.ndarray
    least: np.ndarray

    def only(self, kept: np.ndarray) -> "Cells":
        crossing, numbers, rows, columns, chance, least = self
        return Cells(crossing, numbers[kept], rows[:, kept], columns[:, kept], chance[kept], least[kept])


def chains(own: Sequence[Observation]) -> list[Claim]:
    """`own` events of one member in the order of time; a claim for each two codes that can be tested."""
    crossings = [*(within(own, *names) for names in WITHIN), between(own, "octant")]
    possible = [_cells(crossing) for crossing in crossings]
    limit = _limit(np.concatenate([cells.least for cells in possible]))
    return [claim for cells in possible for claim in _claims(cells.only(cells.least <= limit))]


def _cells(crossing: Crossing) -> Cells:
    """Cells in which chance puts at least one event."""
    rows, columns = _margins(crossing)
    totals = crossing.margins.totals.astype(int)
    chance = (rows * columns / totals[:, None]).sum(axis=0)
    enough = len(crossing.units) >= floors.CHAIN_EVENTS
    [kept] = np.nonzero((chance >= floors.CHAIN_EXPECTED) & enough)
    rows, columns = rows[:, kept], columns[:, kept]
    return Cells(crossing, kept, rows, columns, chance[kept], exact.least(rows, columns, totals))


def _limit(least: np.ndarray) -> float:
    """The smallest p that a cell must allow to be worth a test, RATE / k.

    k is the smallest number such that at most k cells allow a p of RATE / k (Tarone 1990; Gilbert 2005). What is
    tested so depends on margins alone, which the tests hold fixed: it makes no discovery easier where nothing is, and
    spares what can be found from being weighed against what never could.
    """
    ordered = np.sort(least)
    k = 1
    while np.searchsorted(ordered, RATE / k, side="right") > k:
        k += 1
    return RATE / k


def _claims(cells: Cells) -> list[Claim]:
    missing = too_few_events(floors.CHAIN_EVENTS, len(cells.crossing.units))
    if missing or not len(cells.numbers):
        return [_untested(cells.crossing, missing or Missing(reason="no-contrast"))]
    return list(_tested(cells))


def _untested(crossing: Crossing, missing: Missing) -> Claim:
    return Claim("chain", _of(crossing, None, None), False, len(crossing.units), missing=missing)


def _of(crossing: Crossing, given: str | None, target: str | None) -> dict:
    first, second = crossing.names
    return {"given": [first, given], "target": [second, target], "level": crossing.level}


def _tested(cells: Cells) -> Iterator[Claim]:
    crossing = cells.crossing
    observed = crossing.table.reshape(-1)[cells.numbers].astype(int)
    p = exact.at_least(cells.rows, cells.columns, crossing.margins.totals.astype(int), observed)
    residuals, events = adjusted_residuals(crossing.table, *crossing.counts).reshape(-1), crossing.events()
    for number, chance, one in zip(cells.numbers, cells.chance, p, strict=True):
        place = divmod(int(number), len(crossing.codes[1]))
        yield _claim(crossing, place, float(chance), float(one), float(residuals[number]), events)


def _margins(crossing: Crossing) -> tuple[np.ndarray, np.ndarray]:
    """For each session (rows) and cell of the table (columns), as whole numbers.

    In a session in shuffled order, "a, then b" is as frequent as a cell with the margins n_a and n_b is full, and
    "a, then a" as one with n_a and n_a − 1, to the exact distribution (docs/analysis.md).
    """
    rows, columns, _ = (margin.astype(int) for margin in crossing.margins)
    givens, targets = rows.shape[1], columns.shape[1]
    columns = np.tile(columns, givens)
    if crossing.itself:
        columns = np.maximum(columns - np.eye(givens, dtype=int).reshape(-1), 0)
    return np.repeat(rows, targets, axis=1), columns


def _claim(crossing: Crossing, cell: tuple[int, int], chance: float, p: float, residual: float, events) -> Claim:
    given, target = (codes[place] for codes, place in zip(crossing.codes, cell, strict=True))
    n, hits = (int(counts[place]) for counts, place in zip(crossing.counts, cell, strict=True))
    both, units = int(crossing.table[cell]), len(crossing.units)
    q = yules_q(both, n - both, hits - both, units - n - hits + both)
    return Claim(
        kind="chain",
        of=_of(crossing, given, target),
        claimed=False,
        n=n,
        observed=both,
        expected=chance,
        **(q._asdict() if q else {}),
        p=p,
        events=tuple(sorted(events.get((given, target), ()))),
        missing=None if q else Missing(reason="no-contrast"),
        detail={"z": None if np.isnan(residual) else residual, **_shares(both, n, hits - both, units - n)},
    )


def _shares(both: int, n: int, others: int, rest: int) -> dict:
    """How often the target came with the given, and how often otherwise; null where that was never."""
    otherwise = {"n": rest, "observed": others, "share": others / rest if rest else None}
    return {"share": both / n if n else None, "otherwise": otherwise}
