"""Lag-sequential analysis: which code follows which, and how far that is from chance (Bakeman and Gottman 1997)."""

from collections.abc import Iterable, Sequence
from math import log, sqrt, tanh

import numpy as np

from observations.analysis.intervals import Interval, Z

# Fitting margins around zeros that have to be: it goes on until the margins are met to this part of an event.
_CLOSE, _ROUNDS = 1e-9, 10_000


def lag_table(sequences: Iterable[Sequence[str]], codes: Sequence[str], lag: int = 1) -> np.ndarray:
    """Counts of given (rows) × target (columns), both in the order of `codes`; never from one sequence to the next."""
    place = {code: number for number, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)), dtype=np.int64)
    for sequence in sequences:
        for given, target in zip(sequence, sequence[lag:], strict=False):
            table[place[given], place[target]] += 1
    return table


def expected(rows: np.ndarray, columns: np.ndarray, possible: np.ndarray | None = None) -> np.ndarray:
    """What chance would give with these margins: row·column/N, N being the sum of the rows.

    Where some cells cannot be (`possible` is False there, for codes that cannot follow themselves), by iterative
    proportional fitting: rows and columns are scaled in turn until both margins are met.
    """
    if possible is None:
        return np.outer(rows, columns) / max(rows.sum(), 1)
    fitted = possible.astype(float)
    for _ in range(_ROUNDS):
        fitted *= _ratio(columns, fitted.sum(axis=0))
        fitted *= _ratio(rows, fitted.sum(axis=1))[:, None]
        if np.abs(fitted.sum(axis=0) - columns).max(initial=0) < _CLOSE:
            break
    return fitted


def _ratio(wanted: np.ndarray, have: np.ndarray) -> np.ndarray:
    return np.divide(wanted, have, out=np.zeros(len(have)), where=have > 0)


def adjusted_residuals(
    table: np.ndarray, rows: np.ndarray, columns: np.ndarray, possible: np.ndarray | None = None
) -> np.ndarray:
    """z = (F−E) / √(E (1−row/N)(1−column/N)), cell by cell; not a number where a margin holds nothing or everything."""
    chance, total = expected(rows, columns, possible), max(rows.sum(), 1)
    spread = chance * np.outer(1 - rows / total, 1 - columns / total)
    root = np.sqrt(spread, out=np.full(spread.shape, np.nan), where=spread > 0)
    return (table - chance) / root


def yules_q(both: int, given: int, target: int, neither: int) -> Interval | None:
    """Yule's Q of a fourfold table, −1 to 1, with its 95 % interval; None where a margin is empty.

    `given` counts the given without the target, `target` the target without the given. Q is tanh of half the log
    odds ratio, and so are the ends of its interval: Woolf's (1955), with half an event in each cell (Gart 1966), which
    keeps its word also in small tables. Where a cell is empty, nothing tells how strong it may be, and the interval
    ends at −1 or 1.
    """
    cells = (both, given, target, neither)
    if not (both + given and target + neither and both + target and given + neither):
        return None
    with_it, against_it = both * neither, given * target
    q = (with_it - against_it) / (with_it + against_it)
    a, b, c, d = (cell + 0.5 for cell in cells)
    middle, half = log(a * d / (b * c)), Z * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low = -1.0 if q == -1 else min(q, tanh((middle - half) / 2))
    high = 1.0 if q == 1 else max(q, tanh((middle + half) / 2))
    return Interval(q, low, high)
