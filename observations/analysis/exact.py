"""An exact test that never looks across a session's border.

With each session's margins as they are, chance fills a cell of that session by the hypergeometric distribution, and the
sessions do it independently of each other; the distribution of their sum is the convolution of theirs. No simulation,
no seed, and neither a climate nor an activity that differs from session to session can pass for a pattern.
"""

import numpy as np
from scipy.special import gammaln

TOGETHER = 16  # sessions whose chances are worked out in one go


def at_least(rows: np.ndarray, columns: np.ndarray, totals: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """For each cell the chance of `observed` or more, summed over the sessions.

    `rows` and `columns` are whole numbers of the shape (sessions, cells), `totals` one for each session. Counts are
    followed only as far as they matter: at place d stands the chance that d more are wanted, and reached is reached.
    All is sums of products, so that small chances keep their digits.
    """
    totals = np.broadcast_to(totals[:, None], rows.shape)
    least, most = np.maximum(rows + columns - totals, 0), np.minimum(rows, columns)
    wanted = np.maximum(observed - least.sum(axis=0), 0)
    chances = np.zeros((wanted.max(initial=0) + 1, len(wanted)))
    chances[wanted, np.arange(len(wanted))] = 1
    logs = _log_factorials(totals)
    for sessions in _some_at_a_time(np.flatnonzero((most > least).any(axis=1))):
        margins = [margin[sessions] for margin in (rows, columns, totals, least, most)]
        widths = (margins[4] - margins[3]).max(axis=1) + 1
        for came, width in zip(_hypergeometric(logs, *margins, widths.max()), widths, strict=True):
            chances = _less_wanted(chances, came[:width])
    return np.minimum(chances[0], 1)


def least(rows: np.ndarray, columns: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """For each cell the smallest p that its margins allow: the chance of the largest count, in every session."""
    totals = np.broadcast_to(totals[:, None], rows.shape)
    logs = _log_factorials(totals)
    return np.exp(_log_chance(logs, rows, columns, totals, np.minimum(rows, columns)).sum(axis=0))


def _some_at_a_time(sessions: np.ndarray) -> list[np.ndarray]:
    """All at once would be quickest, and take memory by the longest of them."""
    return np.split(sessions, range(TOGETHER, len(sessions), TOGETHER)) if len(sessions) else []


def _hypergeometric(logs, rows, columns, totals, least, most, width: int) -> np.ndarray:
    """(sessions, width, cells): the chances of `least`, `least` + 1 and so on in each session, zero above `most`."""
    rows, columns, totals, least, most = (margin[:, None] for margin in (rows, columns, totals, least, most))
    count = least + np.arange(width)[:, None]
    k = np.minimum(count, most)
    return np.where(count <= most, np.exp(_log_chance(logs, rows, columns, totals, k)), 0)


def _log_chance(logs, row, column, total, k) -> np.ndarray:
    return _choose(logs, row, k) + _choose(logs, total - row, column - k) - _choose(logs, total, column)


def _choose(logs: np.ndarray, n: np.ndarray, k: np.ndarray) -> np.ndarray:
    return logs[n] - logs[k] - logs[n - k]


def _log_factorials(totals: np.ndarray) -> np.ndarray:
    return gammaln(np.arange(totals.max(initial=0) + 1) + 1)


def _less_wanted(chances: np.ndarray, came: np.ndarray) -> np.ndarray:
    """The chances after a session in which `came[j]` is the chance that j came."""
    left = chances * came[0]
    for j in range(1, len(came)):
        left[: max(len(left) - j, 0)] += chances[j:] * came[j]
        left[0] += chances[:j].sum(axis=0) * came[j]
    return left
