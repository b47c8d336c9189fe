"""Check values worked out by hand, and SciPy as the second opinion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from observations.analysis.intervals import Z, mean_within, theil_sen, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("observed", "n", "estimate", "low", "high"),
    [
        (4, 9, 0.444, 0.189, 0.733),
        (3, 9, 0.333, 0.121, 0.646),
        (8, 9, 0.889, 0.565, 0.980),
        (1, 9, 0.111, 0.020, 0.435),
        (9, 9, 1.0, 0.701, 1.0),
        (0, 9, 0.0, 0.0, 0.299),
    ],
)
def test_wilson_gives_the_published_shares(observed, n, estimate, low, high):
    assert wilson(observed, n) == pytest.approx((estimate, low, high), abs=0.0005)


def test_a_share_of_nothing_is_undefined():
    assert wilson(0, 0) is None


def test_none_and_all_reach_the_ends_exactly():
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1


@given(counts)
def test_wilson_agrees_with_scipy_to_full_precision(pair):
    observed, n = pair
    other = stats.binomtest(observed, n).proportion_ci(confidence_level=0.95, method="wilson")
    assert wilson(observed, n)[1:] == pytest.approx((other.low, other.high), abs=1e-12)


@given(counts)
def test_each_end_is_the_share_at_which_the_observed_one_would_just_be_surprising(pair):
    """The definition behind the formula: (p − π)² = z² π (1 − π) / n at π = low and π = high."""
    observed, n = pair
    share = wilson(observed, n)
    for end in share[1:]:
        assert (share.estimate - end) ** 2 == pytest.approx(Z**2 * end * (1 - end) / n, abs=1e-12)


@given(counts)
def test_the_interval_holds_the_share_and_stays_between_none_and_all(pair):
    estimate, low, high = wilson(*pair)
    assert 0 <= low <= estimate <= high <= 1


@given(counts)
def test_counting_the_others_mirrors_the_interval(pair):
    observed, n = pair
    estimate, low, high = wilson(observed, n)
    assert wilson(n - observed, n) == pytest.approx((1 - estimate, 1 - high, 1 - low), abs=1e-12)


def test_the_mean_and_its_t_interval_by_hand():
    """Deviations 0.16 four times and 0.64 once: s² = 0.512/4; t(4) = 2.776445; 2.776445·√(0.128/5) = 0.444231."""
    mean = mean_within([0.7, 0.7, 0.7, 0.7, -0.1], least=-1, most=1, rounding=0.01)
    assert mean == pytest.approx((0.54, 0.095769, 0.984231), abs=1e-6)


def test_the_mean_interval_ends_where_the_scale_ends():
    """Deviations 0.18 four times and 0.72 once: s²/5 = 0.162/5 = 0.18²."""
    mean = mean_within([1, 1, 1, 1, 0.1], least=-1, most=1, rounding=0.01)
    assert mean.high == 1
    assert mean.low == pytest.approx(0.82 - 2.776445 * 0.18, abs=1e-6)


def test_equal_ratings_leave_the_uncertainty_of_their_rounding():
    mean = mean_within([0.7] * 4, least=-1, most=1, rounding=0.04)
    assert mean.high - mean.low == pytest.approx(2 * 3.182446 * 0.04 / 2, abs=1e-6)


@given(st.lists(st.integers(-10, 10).map(lambda d: d / 10), min_size=2, max_size=30))
def test_the_mean_interval_agrees_with_scipy_where_ratings_differ(values):
    mean = mean_within(values, least=-99, most=99, rounding=1e-9)
    if len(set(values)) == 1:
        assert mean.estimate == pytest.approx(values[0])
        return
    other = stats.t.interval(0.95, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    assert mean == pytest.approx((np.mean(values), *other), abs=1e-9)


def test_the_median_slope_by_hand():
    """Slopes 0 .1 .1 .1333 .1667 .175 .2 .2 .25 .3; S has variance (300−18)/18: the ends are the first and the last."""
    assert theil_sen([1, 2, 3, 4, 5], [0.2, 0.4, 0.4, 0.6, 0.9]) == pytest.approx((0.1708333, 0.0, 0.3), abs=1e-6)


def test_a_straight_line_is_its_own_slope():
    assert theil_sen([1, 2, 4, 5, 9], [0.1, 0.2, 0.4, 0.5, 0.9]) == pytest.approx((0.1, 0.1, 0.1))


@given(st.data())
def test_the_slope_agrees_with_scipy(data):
    x = sorted(data.draw(st.sets(st.integers(1, 200), min_size=3, max_size=25)))
    y = data.draw(st.lists(st.integers(0, 6).map(lambda k: k / 6), min_size=len(x), max_size=len(x)))
    other = stats.theilslopes(y, x, alpha=0.95)
    assert theil_sen(x, y) == pytest.approx((other.slope, other.low_slope, other.high_slope), abs=1e-12)


@given(st.lists(st.integers(0, 6).map(lambda k: k / 6), min_size=5, max_size=25))
def test_time_backwards_turns_the_slope_around(y):
    estimate, low, high = theil_sen(range(len(y)), y)
    assert low <= estimate <= high
    assert theil_sen(range(len(y)), y[::-1]) == pytest.approx((-estimate, -high, -low), abs=1e-12)


def test_five_sessions_without_a_trend_seldom_show_one():
    """Independent shares: the 95 % interval misses "no change" in at most one of twenty courses."""
    random = np.random.default_rng(20260107)
    missed = 0
    for _ in range(2000):
        slope = theil_sen(range(5), random.random(5))
        missed += not slope.low <= 0 <= slope.high
    assert missed <= 100
