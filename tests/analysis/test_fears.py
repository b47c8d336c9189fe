"""What was feared against what happened, and the ruptures that ask for a follow-up."""

import pytest
from hypothesis import given

from observations.analysis.arc import ROUNDING, disconfirmation, disconfirmation_of, fears_of, rupture

from .made import feared, rated, records


@pytest.mark.parametrize(("expected", "happened", "difference"), [(8, 1, 0.7), (10, 0, 1), (0, 10, -1), (4, 4, 0)])
def test_the_difference_runs_from_worse_than_feared_to_nothing_of_it(expected, happened, difference):
    assert disconfirmation_of(feared(expected, happened)) == pytest.approx(difference)


@pytest.mark.parametrize(("expected", "happened"), [(None, 3), (7, None), (None, None)])
def test_a_fear_with_one_rating_only_has_no_difference(expected, happened):
    assert fears_of([feared(expected, happened)]) == []


def test_five_fears_by_hand():
    claim = disconfirmation([feared(8, 1), feared(8, 1), feared(8, 1), feared(8, 1), feared(8, 9)])
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.54, 0.095769, 0.984231), abs=1e-6)
    assert (claim.n, claim.observed) == (5, 4)
    assert claim.detail["mean_expected"] == 8
    assert claim.detail["mean_happened"] == pytest.approx(2.6)


def test_the_outcomes_feared_are_counted():
    fears = [feared(8, 1, feared_outcome="ridicule"), feared(8, 1, feared_outcome="attack"), feared(8, 1)]
    claim = disconfirmation([*fears, feared(5, 5, feared_outcome="ridicule")])
    assert claim.detail["outcomes"] == {"attack": 1, "ridicule": 2}


def test_four_fears_are_not_enough_for_a_mean_and_it_says_so():
    claim = disconfirmation([feared(8, 1)] * 4)
    assert (claim.estimate, claim.low, claim.high) == (None, None, None)
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": 4}


def test_five_equal_ratings_do_not_make_the_mean_certain():
    claim = disconfirmation([feared(8, 1) for _ in range(5)])
    half = 2.776445 * ROUNDING / 5**0.5
    assert (claim.low, claim.high) == pytest.approx((0.7 - half, 0.7 + half), abs=1e-6)


def test_what_came_exactly_as_feared_is_neither_relief_nor_rupture():
    fears = [feared(5, 5), feared(8, 1), feared(1, 8)]
    assert (disconfirmation(fears).observed, rupture(fears).observed) == (1, 1)


def test_without_fears_there_is_nothing_to_average():
    claim = disconfirmation([])
    assert (claim.n, claim.observed, claim.detail) == (0, 0, None)
    assert claim.missing["have"] == 0


def test_a_rupture_is_what_came_worse_than_feared_and_no_less():
    worse, exactly, milder = feared(3, 8), feared(5, 5), feared(8, 3)
    claim = rupture([worse, exactly, milder])
    assert claim.events == (worse.id,)
    assert (claim.observed, claim.n) == (1, 3)


def test_one_rupture_is_named_even_when_a_share_would_say_too_much():
    claim = rupture([feared(3, 8)])
    assert (claim.observed, claim.estimate) == (1, None)
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": 1}


def test_ruptures_without_a_follow_up_are_listed_and_followed_up_ones_are_not():
    waiting, done = feared(3, 8), feared(2, 9, followed_up=True)
    claim = rupture([done, waiting])
    assert claim.events == tuple(sorted([done.id, waiting.id]))
    assert claim.detail == {"without_follow_up": [waiting.id]}


@given(rated())
def test_the_mean_lies_in_its_interval_and_both_on_the_scale(observations):
    claim = disconfirmation(observations)
    assert -1 <= claim.low <= claim.estimate <= claim.high <= 1
    assert claim.low < claim.high


@given(rated())
def test_the_mean_is_the_difference_of_the_mean_ratings(observations):
    claim = disconfirmation(observations)
    means = claim.detail["mean_expected"] - claim.detail["mean_happened"]
    assert claim.estimate == pytest.approx(means / 10, abs=1e-12)


@given(records())
def test_ruptures_and_relief_are_never_the_same_events(observations):
    fears = fears_of(observations)
    assert rupture(fears).observed + disconfirmation(fears).observed <= len(fears)
