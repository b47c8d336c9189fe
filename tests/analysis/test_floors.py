"""The reasons given for the floors are figures, so they are checked."""

from itertools import permutations

import numpy as np

from observations.analysis import floors
from observations.analysis.complement import fit_within
from observations.analysis.intervals import theil_sen, wilson


def widest(n):
    return max(share.high - share.low for share in (wilson(observed, n) for observed in range(n + 1)))


def test_with_five_incidents_none_and_all_lie_clear_of_one_half():
    assert round(wilson(0, floors.INCIDENTS).high, 2) == 0.43
    assert round(wilson(5, floors.INCIDENTS).low, 2) == 0.57


def test_with_five_the_interval_is_at_most_66_points_wide():
    assert round(widest(floors.ARCS), 2) <= 0.66


def test_with_eight_events_the_interval_is_narrower_than_60_points():
    assert widest(floors.EVENTS) < 0.6


def test_with_eight_answers_the_interval_of_their_fit_is_at_most_1_1_wide():
    """Some of them fit exactly, the others not at all: nothing is spread wider."""
    tables = [np.diag([fitting, 0, floors.ANSWERS - fitting, 0, 0, 0, 0, 0]) for fitting in range(floors.ANSWERS + 1)]
    assert max(high - low for low, high in map(fit_within, tables)) < 1.1


def chance_of_a_trend_without_one(sessions):
    """Over all orders of different shares: how often the interval misses "no change"."""
    slopes = [theil_sen(range(sessions), order) for order in permutations(range(sessions))]
    return sum(slope.low > 0 or slope.high < 0 for slope in slopes) / len(slopes)


def test_a_trend_needs_the_first_number_of_sessions_that_can_carry_95_percent():
    assert chance_of_a_trend_without_one(floors.TREND_SESSIONS - 1) > 0.05
    assert chance_of_a_trend_without_one(floors.TREND_SESSIONS) <= 0.05
