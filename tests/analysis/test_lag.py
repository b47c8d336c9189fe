"""Lag-sequential analysis against the figures of the page that describes it, and against SciPy."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import expected_freq, odds_ratio

from observations.analysis.lag import adjusted_residuals, expected, lag_table, yules_q

# Successive codes of one session, with the published residuals.
PUBLISHED, CODES = "NSNSPRNSPRSPNSNPRSNSPPRNSSPR", "NPRS"
N, P, R, S = range(4)


def margins(table):
    return table.sum(axis=1), table.sum(axis=0)


def fourfold(table, row, column):
    both, rows, columns = table[row, column], *margins(table)
    return both, rows[row] - both, columns[column] - both, table.sum() - rows[row] - columns[column] + both


def test_the_published_string_gives_the_published_residuals_and_q():
    table = lag_table([PUBLISHED], CODES)
    residuals = adjusted_residuals(table, *margins(table))
    assert table.sum() == len(PUBLISHED) - 1 and table[N, S] == 6
    assert residuals[N, S] == pytest.approx(3.4158, abs=0.00005)
    assert residuals[P, R] == pytest.approx(4.1872, abs=0.00005)
    assert yules_q(*fourfold(table, N, S)).estimate == pytest.approx(0.9429, abs=0.00005)


def test_nothing_is_counted_across_a_border():
    assert lag_table(["NS", "PR"], CODES).tolist() == [[0, 0, 0, 1], [0, 0, 1, 0], [0] * 4, [0] * 4]
    assert lag_table(["N", "", "S"], CODES).sum() == 0


def test_a_longer_lag_counts_what_comes_so_much_later():
    assert lag_table(["NSPR"], CODES, lag=2).tolist() == lag_table(["NP", "SR"], CODES).tolist()


@given(st.lists(st.text("NPRS", min_size=2, max_size=12), min_size=1, max_size=8))
def test_expected_counts_are_those_of_scipy(sequences):
    table = lag_table(sequences, CODES)
    assert expected(*margins(table)) == pytest.approx(expected_freq(table))


WITHOUT_REPEATS = ~np.eye(4, dtype=bool)


@given(st.lists(st.text("NPRS", min_size=4, max_size=30), min_size=1, max_size=6))
def test_where_codes_cannot_repeat_chance_keeps_the_margins_and_leaves_the_diagonal_empty(sequences):
    table = lag_table(["".join(a for a, b in zip(s, s[1:] + " ", strict=True) if a != b) for s in sequences], CODES)
    chance = expected(*margins(table), WITHOUT_REPEATS)
    assert np.diag(chance).tolist() == [0] * 4
    assert chance.sum(axis=1) == pytest.approx(table.sum(axis=1), abs=1e-3)
    assert chance.sum(axis=0) == pytest.approx(table.sum(axis=0), abs=1e-3)


def test_a_table_that_is_what_chance_gives_without_repeats_is_its_own_expectation():
    """a·b without the diagonal, for a = 1 2 3 4 and b = 2 1 4 3."""
    table = np.outer([1, 2, 3, 4], [2, 1, 4, 3]) * WITHOUT_REPEATS
    assert expected(*margins(table), WITHOUT_REPEATS) == pytest.approx(table, abs=1e-6)
    assert np.abs(expected(*margins(table)) - table).max() > 1
    residuals = adjusted_residuals(table, *margins(table), WITHOUT_REPEATS)
    assert residuals[WITHOUT_REPEATS] == pytest.approx(np.zeros(12), abs=1e-6)
    assert np.isnan(np.diag(residuals)).all()


def test_a_code_that_always_or_never_comes_has_no_residual():
    residuals = adjusted_residuals(np.array([[3, 0], [5, 0]]), np.array([3, 5]), np.array([8, 0]))
    assert all(isnan(one) for one in residuals.reshape(-1))


@pytest.mark.parametrize("cells", [(0, 0, 3, 4), (3, 4, 0, 0), (0, 3, 0, 4), (3, 0, 4, 0), (0, 0, 0, 0)])
def test_with_an_empty_margin_there_is_no_q(cells):
    assert yules_q(*cells) is None


@pytest.mark.parametrize(
    ("cells", "q"), [((5, 0, 3, 4), 1), ((0, 5, 4, 3), -1), ((2, 4, 3, 6), 0), ((3, 1, 1, 3), 0.8)]
)
def test_q_worked_by_hand(cells, q):
    assert yules_q(*cells).estimate == pytest.approx(q)


def test_where_a_cell_is_empty_the_interval_is_open_to_that_side():
    assert yules_q(5, 0, 3, 4).high == 1 and yules_q(5, 0, 3, 4).low < 0.9
    assert yules_q(0, 5, 4, 3).low == -1 and yules_q(0, 5, 4, 3).high > -0.9


def test_with_many_events_the_interval_is_that_of_the_odds_ratio():
    odds = odds_ratio([[600, 400], [300, 700]], kind="sample").confidence_interval()
    assert yules_q(600, 400, 300, 700)[1:] == pytest.approx([(end - 1) / (end + 1) for end in odds], abs=0.001)


cells = st.integers(0, 60)


@given(cells, cells, cells, cells)
def test_the_interval_holds_q_and_turns_with_the_table(both, given_, target, neither):
    q, turned = yules_q(both, given_, target, neither), yules_q(given_, both, neither, target)
    if q:
        assert -1 <= q.low <= q.estimate <= q.high <= 1
        assert tuple(turned) == pytest.approx((-q.estimate, -q.high, -q.low))
