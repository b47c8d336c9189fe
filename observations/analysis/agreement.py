"""Two records of one session: which events are the same, and how far their codes agree beyond chance."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from observations.analysis import floors
from observations.analysis.claim import Missing
from observations.analysis.intervals import Interval, Z, wilson

TOLERANCE = 2.0  # seconds; two people seldom press the same button sooner after one event
APART = 1e6  # costs more than any number of events that do match


def matched(first: Sequence[float], second: Sequence[float], tolerance: float = TOLERANCE) -> list[tuple[int, int]]:
    """Places in both of the events that are one: as many pairs as can be, and of these the least apart altogether."""
    apart = np.abs(np.subtract.outer(np.asarray(first, dtype=float), np.asarray(second, dtype=float)))
    if not apart.size:
        return []
    rows, columns = linear_sum_assignment(np.where(apart <= tolerance, apart, APART))
    near = apart[rows, columns] <= tolerance
    return list(zip(rows[near].tolist(), columns[near].tolist(), strict=True))


def f1(pairs: int, first: int, second: int) -> float | None:
    """2 · pairs over all events of both; None where neither has one."""
    return 2 * pairs / (first + second) if first + second else None


class Kappa(NamedTuple):
    """Cohen's κ with its interval over `n` events that both coded, or what is `missing`."""

    n: int
    kappa: float | None
    low: float | None
    high: float | None
    missing: Missing | None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Kappa:
    """κ = (p_o − p_e) / (1 − p_e), from the codes that the first and the second gave to each event.

    None below the floor, and where both always gave one and the same code: then nothing could disagree (p_e = 1).
    """
    n = len(pairs)
    if n < floors.MATCHED:
        return Kappa(n, None, None, None, Missing(reason="too-few-events", needed=floors.MATCHED, have=n))
    found = kappa_of(_table(pairs))
    if found is None:
        return Kappa(n, None, None, None, Missing(reason="no-variation"))
    return Kappa(n, *found, None)


def _table(pairs: Sequence[tuple[Hashable, Hashable]]) -> np.ndarray:
    codes = {code: place for place, code in enumerate(sorted({str(code) for pair in pairs for code in pair}))}
    table = np.zeros((len(codes), len(codes)))
    for (first, second), times in Counter(pairs).items():
        table[codes[str(first)], codes[str(second)]] += times
    return table


def kappa_of(table: np.ndarray) -> Interval | None:
    """Of a square table of counts; None where p_e = 1.

    The interval is κ ± z · SE with the standard error of Fleiss, Cohen and Everitt (1969). Where all agree that error
    is 0, though not all doubt: the lower end is then κ at the lower end of Wilson's interval of the share that agrees.
    """
    n, share = float(table.sum()), table / table.sum()
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    agreed, chance = float(np.trace(share)), float(rows @ columns)
    if 1 - chance < 1e-12:
        return None
    estimate = (agreed - chance) / (1 - chance)
    if agreed > 1 - 1e-12:
        return Interval(1.0, (wilson(int(n), int(n)).low - chance) / (1 - chance), 1.0)
    half = Z * _error(share, estimate, chance) / sqrt(n)
    return Interval(estimate, max(-1.0, estimate - half), min(1.0, estimate + half))


def _error(share: np.ndarray, estimate: float, chance: float) -> float:
    """The standard error times √n."""
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    both = rows + columns
    same = float(np.diag(share) @ (1 - both * (1 - estimate)) ** 2)
    squares = share * (columns[:, None] + rows[None, :]) ** 2
    other = (1 - estimate) ** 2 * float(squares.sum() - np.trace(squares))
    inner = same + other - (estimate - chance * (1 - estimate)) ** 2
    return sqrt(max(0.0, inner)) / (1 - chance)


def alpha(units: Sequence[Mapping[str, float]], *, ordinal: bool = False) -> float | None:
    """Krippendorff's α = 1 − D_o / D_e over units, each with the values that coders gave; a gap is simply not there.

    Values are whole numbers or codes of one kind that can be sorted. For `ordinal` ones two values are as far apart as
    there are values between them. None where no unit has two values, or all values are the same.
    """
    told = [list(unit.values()) for unit in units if len(unit) > 1]
    values = sorted({value for unit in told for value in unit})
    if len(values) < 2:
        return None
    together = _coincidences(told, values)
    apart = _ordinal(together.sum(axis=0)) if ordinal else 1.0 - np.eye(len(values))
    marginal = together.sum(axis=0)
    n = float(marginal.sum())
    expected = float((np.outer(marginal, marginal) * apart).sum()) / (n - 1)
    return 1 - float((together * apart).sum()) / expected


def _coincidences(units: Sequence[Sequence], values: Sequence) -> np.ndarray:
    """How often each two values came together in a unit, every unit weighing as its number of values."""
    place = {value: at for at, value in enumerate(values)}
    found = np.zeros((len(values), len(values)))
    for unit in units:
        counts = np.zeros(len(values))
        for value in unit:
            counts[place[value]] += 1
        found += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return found


def _ordinal(marginal: np.ndarray) -> np.ndarray:
    """Squared: the values from one to the other, the two ends half."""
    upto = np.cumsum(marginal) - marginal / 2
    return np.subtract.outer(upto, upto) ** 2
