"""The exact test against SciPy where there is one session, and against every arrangement where there are several."""

from collections import Counter
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from observations.analysis import exact


def p_of(sessions, observed):
    """`sessions` as (row, column, total)."""
    rows, columns, totals = np.array(sessions).T
    return exact.at_least(rows[:, None], columns[:, None], totals, np.array([observed]))[0]


@st.composite
def margins(draw):
    total = draw(st.integers(1, 40))
    return draw(st.integers(0, total)), draw(st.integers(0, total)), total


@given(margins(), st.integers(0, 40))
def test_one_session_is_the_hypergeometric_distribution(session, observed):
    row, column, total = session
    observed = min(observed, row, column)
    assert p_of([session], observed) == pytest.approx(hypergeom.sf(observed - 1, total, row, column), rel=1e-9)


@given(st.lists(margins(), min_size=2, max_size=5), st.data())
def test_several_sessions_are_the_sum_of_theirs(sessions, data):
    chances = np.ones(1)
    for row, column, total in sessions:
        chances = np.convolve(chances, hypergeom.pmf(np.arange(min(row, column) + 1), total, row, column))
    observed = data.draw(st.integers(0, len(chances) - 1))
    assert p_of(sessions, observed) == pytest.approx(chances[observed:].sum(), rel=1e-9, abs=1e-300)


@given(st.lists(margins(), min_size=1, max_size=5))
def test_the_smallest_p_is_that_of_the_largest_count(sessions):
    rows, columns, totals = np.array(sessions).T
    largest = int(np.minimum(rows, columns).sum())
    least = exact.least(rows[:, None], columns[:, None], totals)[0]
    assert least == pytest.approx(p_of(sessions, largest), rel=1e-9)


def test_a_chance_far_below_rounding_keeps_its_digits():
    """Sixty sessions, each with a chance of 1 in 70 for four of four."""
    assert p_of([(4, 4, 8)] * 60, 240) == pytest.approx(70.0**-60, rel=1e-9)


def test_cells_are_worked_out_side_by_side_as_alone():
    rows, columns = np.array([[3, 5, 0], [2, 2, 4]]), np.array([[4, 1, 2], [2, 6, 3]])
    totals, observed = np.array([9, 8]), np.array([4, 1, 2])
    alone = [p_of(list(zip(rows[:, cell], columns[:, cell], totals, strict=True)), observed[cell]) for cell in range(3)]
    assert exact.at_least(rows, columns, totals, observed).tolist() == pytest.approx(alone)


@given(st.lists(margins(), min_size=20, max_size=50), st.data())
def test_how_many_sessions_are_worked_out_in_one_go_changes_no_digit(sessions, data):
    most = sum(min(row, column) for row, column, _ in sessions)
    observed = data.draw(st.integers(0, most))
    with pytest.MonkeyPatch.context() as one_by_one:
        one_by_one.setattr(exact, "TOGETHER", 1)
        alone = p_of(sessions, observed)
    assert p_of(sessions, observed) == alone


def test_no_session_has_no_surprise():
    none = np.zeros((0, 2), dtype=int)
    assert exact.at_least(none, none, np.zeros(0, dtype=int), np.zeros(2, dtype=int)).tolist() == [1, 1]


def shuffled(session, pair):
    """Over all orders of one session: how often which number of times the second code follows the first."""
    return Counter(list(zip(order, order[1:], strict=False)).count(pair) for order in permutations(session))


@pytest.mark.parametrize("pair", [("A", "B"), ("B", "A"), ("A", "A"), ("B", "B"), ("C", "A"), ("C", "C")])
@pytest.mark.parametrize("sessions", [["AABBC"], ["ABABAC", "CCA"], ["AABC", "BBA", "A", "CAA"]])
def test_successors_in_shuffled_sessions_have_just_this_distribution(sessions, pair):
    """The ground of the tests between events: a, then b has the margins n_a and n_b; a, then a has n_a and n_a − 1."""
    found = Counter()
    for counts in product(*(shuffled(session, pair).items() for session in sessions)):
        found[sum(count for count, _ in counts)] += int(np.prod([ways for _, ways in counts]))
    first, then = pair
    margins = [(s.count(first), max(s.count(then) - (first == then), 0), len(s)) for s in sessions]
    for observed in found:
        chance = sum(ways for count, ways in found.items() if count >= observed) / found.total()
        assert p_of(margins, observed) == pytest.approx(chance)
