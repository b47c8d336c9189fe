"""Least squares for a table of who rates whom of which cells may be missing: X_ij = mean + a_i + b_j + g_ij.

Of a whole table its effects are those that Warner, Kenny and Stoto (1979) give, and its moments their D and E.
"""

from typing import NamedTuple

import numpy as np

LEAST_FREEDOM = 2  # as many as four people leave who have all rated each other


class Fit(NamedTuple):
    """What the cells say: the actors' and the partners' effects, each with its sampling variance.

    NaN for an actor who rated nobody, and for a partner whom nobody rated. `single` is the variance of the
    relationships, `mutual` the covariance of i's with j and j's with i, both as moments: with cells missing they may
    fall outside what they estimate, and then the errors take the nearest that can be.
    """

    mean: float
    actors: np.ndarray
    partners: np.ndarray
    actor_errors: np.ndarray
    partner_errors: np.ndarray
    single: float
    mutual: float
    freedom: float


class _Cells(NamedTuple):
    """`back` is for each cell the place of the same two the other way round, -1 where that is missing."""

    design: np.ndarray
    solving: np.ndarray
    back: np.ndarray

    def turned(self, lines: np.ndarray) -> np.ndarray:
        """The lines of the cells, each with that of its counterpart instead; 0 where there is none."""
        there = self.back >= 0
        return np.where(there if lines.ndim == 1 else there[:, None], lines[self.back], 0.0)


def there(ratings: np.ndarray) -> np.ndarray:
    """Which cells have a rating; the diagonal is never looked at."""
    return np.isfinite(ratings) & ~np.eye(len(ratings), dtype=bool)


def fit(ratings: np.ndarray) -> Fit | None:
    """None where the cells do not tie all effects together or leave too little to tell chance from."""
    cells = _cells(there(ratings))
    if cells is None:
        return None
    values = ratings[there(ratings)]
    effects = cells.solving @ values
    single, mutual, freedom = _chance(cells, values - cells.design @ effects)
    if freedom < LEAST_FREEDOM:
        return None
    errors = _errors(cells, max(single, 0.0), mutual)
    known = np.where(cells.design.any(axis=0), (effects, errors), np.nan)
    (actors, partners), (actor_errors, partner_errors) = (np.split(line[1:], 2) for line in known)
    return Fit(float(effects[0]), actors, partners, actor_errors, partner_errors, single, mutual, freedom)


def leftover(ratings: np.ndarray) -> np.ndarray | None:
    """Of the cells row by row, what makes of their values what the mean and the effects leave of them."""
    cells = _cells(there(ratings))
    return None if cells is None else np.eye(len(cells.back)) - cells.design @ cells.solving


def _cells(present: np.ndarray) -> _Cells | None:
    """The effects of either kind sum to 0; those of who has no cell are held at 0."""
    (rows, columns), n = np.nonzero(present), len(present)
    design = np.hstack([np.ones((len(rows), 1)), np.eye(n)[rows], np.eye(n)[columns]])
    sums = np.zeros((2, 1 + 2 * n))
    sums[0, 1 : 1 + n] = sums[1, 1 + n :] = 1
    normal = design.T @ design + sums.T @ sums + np.diag(~design.any(axis=0))
    if np.linalg.matrix_rank(normal, hermitian=True) < len(normal):
        return None
    number = np.full((n, n), -1)
    number[rows, columns] = np.arange(len(rows))
    return _Cells(design, np.linalg.solve(normal, design.T), number[columns, rows])


def _chance(cells: _Cells, rest: np.ndarray) -> tuple[float, float, float]:
    """Variance and covariance of the relationships from what the effects leave over, by their two moments.

    With M what takes the effects out and P what turns each cell, r'r has the mean σ²_g tr(M) + σ_gg tr(MP), and r'Pr
    the mean σ²_g tr(MP) + σ_gg tr(MPMP). The degrees of freedom are those of the symmetric part.
    """
    inner, paired = cells.solving @ cells.turned(cells.design), cells.back >= 0
    left = len(rest) - np.linalg.matrix_rank(cells.design)
    crossed = -float(np.trace(inner))
    outer = cells.solving @ (cells.design * paired[:, None])
    twice = float(paired.sum() - 2 * np.trace(outer) + (inner * inner.T).sum())
    moments = np.array([rest @ rest, rest @ cells.turned(rest)])
    single, mutual = np.linalg.pinv(np.array([[left, crossed], [crossed, twice]]), rcond=1e-9) @ moments
    return float(single), float(mutual), (left + crossed) / 2


def _errors(cells: _Cells, single: float, mutual: float) -> np.ndarray:
    apart = (cells.solving**2).sum(axis=1)
    together = (cells.solving * cells.turned(cells.solving.T).T).sum(axis=1)
    return np.maximum(apart * single + together * min(max(mutual, -single), single), 0.0)
