"""Chains: which trigger goes with which behaviour, which behaviour with which response, and what comes next."""

from collections.abc import Iterator, Sequence

import numpy as np

from observations.analysis import exact, floors
from observations.analysis.claim import Claim, Missing
from observations.analysis.crossing import Crossing, between, within
from observations.analysis.discovery import RATE
from observations.analysis.lag import adjusted_residuals, yules_q
from observations.analysis.records import Observation
from observations.analysis.shares import too_few_events

WITHIN = (("trigger", "octant"), ("trigger", "behaviour"), ("octant", "response"))


def chains(own: Sequence[Observation]) -> list[Claim]:
    """`own` events of one member in the order of time; a claim for each two codes that can be tested."""
    crossings = [*(within(own, *names) for names in WITHIN), between(own, "octant")]
    return [claim for crossing in crossings for claim in _claims(crossing)]


def _claims(crossing: Crossing) -> list[Claim]:
    missing = too_few_events(floors.CHAIN_EVENTS, len(crossing.units))
    tested = [] if missing else list(_tested(crossing))
    return tested or [_untested(crossing, missing or Missing(reason="no-contrast"))]


def _untested(crossing: Crossing, missing: Missing) -> Claim:
    return Claim("chain", _of(crossing, None, None), False, len(crossing.units), missing=missing)


def _of(crossing: Crossing, given: str | None, target: str | None) -> dict:
    first, second = crossing.names
    return {"given": [first, given], "target": [second, target], "level": crossing.level}


def _tested(crossing: Crossing) -> Iterator[Claim]:
    """Cells in which chance puts at least one event, and in which the margins leave room for a p that can be claimed.

    Both depend on the margins alone, which the test holds fixed, so choosing by them makes no discovery easier.
    """
    rows, columns, totals = _margins(crossing)
    chance = (rows * columns / totals[:, None]).sum(axis=0)
    [cells] = np.nonzero(chance >= floors.CHAIN_EXPECTED)
    rows, columns, observed = rows[:, cells], columns[:, cells], crossing.table.reshape(-1)[cells].astype(int)
    if not len(cells):
        return
    least, p = exact.least(rows, columns, totals), exact.at_least(rows, columns, totals, observed)
    residuals = adjusted_residuals(crossing.table, crossing.first.sum(axis=0), crossing.then.sum(axis=0)).reshape(-1)
    for number in np.flatnonzero(least <= RATE):
        cell = divmod(int(cells[number]), len(crossing.codes[1]))
        yield _claim(crossing, cell, float(chance[cells[number]]), float(p[number]), float(residuals[cells[number]]))


def _margins(crossing: Crossing) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each session (rows) and cell of the table (columns), as whole numbers.

    In a session in shuffled order, "a, then b" is as frequent as a cell with the margins n_a and n_b is full, and
    "a, then a" as one with n_a and n_a − 1, to the exact distribution (docs/analysis.md).
    """
    rows, columns, totals = (margin.astype(int) for margin in crossing.margins)
    givens, targets = rows.shape[1], columns.shape[1]
    columns = np.tile(columns, givens)
    if crossing.itself:
        columns = np.maximum(columns - np.eye(givens, dtype=int).reshape(-1), 0)
    return np.repeat(rows, targets, axis=1), columns, totals


def _claim(crossing: Crossing, cell: tuple[int, int], chance: float, p: float, residual: float) -> Claim:
    given, target = crossing.first[:, cell[0]] > 0, crossing.then[:, cell[1]] > 0
    both, n, hits = int((given & target).sum()), int(given.sum()), int(target.sum())
    units = len(crossing.units)
    q = yules_q(both, n - both, hits - both, units - n - hits + both)
    return Claim(
        kind="chain",
        of=_of(crossing, crossing.codes[0][cell[0]], crossing.codes[1][cell[1]]),
        claimed=False,
        n=n,
        observed=both,
        expected=chance,
        **(q._asdict() if q else {}),
        p=p,
        events=_events(crossing, given & target),
        missing=None if q else Missing(reason="no-contrast"),
        detail={"z": None if np.isnan(residual) else residual, **_shares(both, n, hits - both, units - n)},
    )


def _events(crossing: Crossing, units: np.ndarray) -> tuple[str, ...]:
    return tuple(sorted({id for unit in np.flatnonzero(units) for id in crossing.units[unit].events}))


def _shares(both: int, n: int, others: int, rest: int) -> dict:
    """How often the target came with the given, and how often otherwise; null where that was never."""
    otherwise = {"n": rest, "observed": others, "share": others / rest if rest else None}
    return {"share": both / n if n else None, "otherwise": otherwise}
