"""Time until first seen, and recurrence: the published figures, SciPy's own, and what holds for any."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import CensoredData, ecdf

from observations.analysis.survival import kaplan_meier, mean_cumulative_count, median_of

DURATIONS, SEEN = (2, 3, 3, 5, 8, 8, 12, 12), (1, 1, 0, 1, 1, 0, 1, 0)
lives = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30)


def test_the_check_values_of_the_curve_and_its_median():
    curve = kaplan_meier(DURATIONS, SEEN)
    assert [(point.time, round(point.estimate, 6)) for point in curve] == [
        (2, 0.875), (3, 0.75), (5, 0.6), (8, 0.45), (12, 0.225)
    ]  # fmt: skip
    assert median_of(curve) == (8, 3, None)


@given(lives)
def test_curve_and_greenwood_intervals_are_those_of_scipy(found):
    durations, seen = (np.array(column) for column in zip(*found, strict=True))
    curve = [point for point in kaplan_meier(durations, seen) if point.high is not None]
    theirs = ecdf(CensoredData.right_censored(durations, ~seen)).sf
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
        ends = theirs.confidence_interval(method="linear")
    for point in curve:
        expected = [float(function.evaluate(point.time)) for function in (theirs, ends.low, ends.high)]
        assert point[1:] == pytest.approx(expected, abs=1e-9)


def test_where_everything_was_seen_the_end_of_the_curve_has_no_upper_bound():
    [last] = kaplan_meier([4], [True])
    assert last == (4, 0.0, 0.0, None)


def test_nothing_seen_has_no_curve_and_no_median():
    assert kaplan_meier([3, 4], [False, False]) == [] and kaplan_meier([], []) == []
    assert median_of([]) == (None, None, None)


def test_without_censoring_the_mean_count_is_the_average_of_the_units():
    points = mean_cumulative_count([[1, 2, 2], [2], []], [3, 3, 3])
    assert [point.time for point in points] == [1, 2]
    assert [point.estimate for point in points] == pytest.approx([1 / 3, 4 / 3])


def test_without_censoring_its_error_is_that_of_a_mean_on_the_scale_of_logarithms():
    totals = [3, 1, 0, 5]
    last = mean_cumulative_count([[1] * total for total in totals], [1] * 4)[-1]
    error = np.std(totals, ddof=1) / np.sqrt(len(totals)) / np.mean(totals)
    assert np.log(last.high / last.estimate) == pytest.approx(stats.t(3).ppf(0.975) * error, abs=1e-6)
    assert last.low * last.high == pytest.approx(last.estimate**2)


def test_one_unit_alone_leaves_open_how_many_it_may_be():
    assert mean_cumulative_count([[1, 2]], [3]) == [(1, 1, 0, None), (2, 2, 0, None)]


def test_a_unit_that_has_left_counts_no_more():
    [first, second] = mean_cumulative_count([[1], [1, 4], []], [2, 5, 5])
    assert (first.estimate, second.estimate) == pytest.approx((2 / 3, 2 / 3 + 1 / 2))


@given(st.lists(st.lists(st.integers(1, 9), max_size=5), min_size=1, max_size=8))
def test_the_mean_count_never_falls_and_lies_in_its_interval(times):
    points = mean_cumulative_count(times, [9] * len(times))
    estimates = [point.estimate for point in points]
    assert estimates == sorted(estimates)
    assert all(0 <= point.low <= point.estimate <= (point.high or np.inf) for point in points)


def test_no_recurrence_has_no_points():
    assert mean_cumulative_count([[], []], [3, 3]) == []
