"""The direction of a member's coded behaviours: figures worked out elsewhere, and what holds whatever is coded."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import circmean, circvar

from observations.analysis import floors
from observations.analysis.style import ANGLES, FIT, OCTANTS, STEP, WIDEST, direction_within, profile, style

from .made import event, records

CHECK = (0, 4, 6, 3, 1, 0, 0, 0)
tallies = st.lists(st.integers(0, 30), min_size=8, max_size=8).filter(any)


def coded(*counts, **noted):
    """So many events of each octant, in the order of OCTANTS."""
    return [event(octant=octant, **noted) for octant, n in zip(OCTANTS, counts, strict=True) for _ in range(n)]


def angles_of(counts):
    return np.radians(np.repeat([ANGLES[octant] for octant in OCTANTS], counts))


def apart(one, other):
    return abs((one - other + 180) % 360 - 180)


def test_the_check_values_of_the_formulas():
    found = profile(CHECK)
    assert (found.elevation, found.x, found.y) == pytest.approx((1.75, -2.7374, -0.0732), abs=5e-5)
    assert (found.amplitude, found.fit, found.consistency) == pytest.approx((2.7384, 0.7999, 0.7824), abs=5e-5)
    assert found.direction == pytest.approx(181.53, abs=0.005)


@pytest.mark.parametrize("octant", OCTANTS)
def test_events_of_one_octant_point_to_its_angle(octant):
    counts = [8 if name == octant else 0 for name in OCTANTS]
    found = profile(counts)
    assert apart(found.direction, ANGLES[octant]) < 1e-9 and found.consistency == pytest.approx(1)
    assert style(coded(*counts)).of == {"octant": None}, "one octant alone is no cosine: its neighbours are empty"


@given(tallies)
def test_direction_and_consistency_are_those_of_scipy(counts):
    found, angles = profile(counts), angles_of(counts)
    assert found.consistency == pytest.approx(1 - circvar(angles), abs=1e-9)
    if found.consistency > 1e-6:
        assert apart(found.direction, np.degrees(circmean(angles))) < 1e-4


@given(tallies.filter(lambda counts: len(set(counts)) > 1))
def test_the_fit_is_that_of_the_cosine_curve_through_the_scores(counts):
    theta = np.radians([ANGLES[octant] for octant in OCTANTS])
    design = np.column_stack([np.ones(8), np.cos(theta), np.sin(theta)])
    solution, [left], *_ = np.linalg.lstsq(design, np.array(counts, dtype=float), rcond=None)
    found = profile(counts)
    assert (found.elevation, found.x, found.y) == pytest.approx(tuple(solution), abs=1e-9)
    assert found.fit == pytest.approx(1 - left / np.var(counts) / 8, abs=1e-9)


@given(tallies, st.integers(1, 7))
def test_turning_the_circle_turns_the_direction_and_nothing_else(counts, steps):
    here, there = profile(counts), profile(counts[-steps:] + counts[:-steps])
    assert (here.amplitude, here.consistency) == pytest.approx((there.amplitude, there.consistency), abs=1e-9)
    if here.direction is not None:
        assert apart(there.direction, here.direction + 45 * steps) < 1e-6


def test_opposites_cancel_exactly_and_leave_no_direction():
    found = profile([7, 0, 0, 0, 7, 0, 0, 0])
    assert (found.amplitude, found.direction, found.fit) == (0, None, 0)
    assert profile([2] * 8).fit is None and profile([3, 3, 5, 1, 3, 3, 5, 1]).direction is None


def test_nothing_has_no_direction_no_fit_and_no_consistency():
    found = profile([0] * 8)
    assert (found.direction, found.fit, found.consistency, found.elevation) == (None, None, None, 0)


def test_a_clear_profile_names_its_octant_and_counts_it():
    claim = style(coded(0, 1, 4, 9, 6, 1, 0, 0))
    assert claim.of == {"octant": "FG"} and claim.claimed is None and claim.missing is None
    assert (claim.n, claim.observed, len(claim.events)) == (21, 9, 21)
    assert claim.detail["octants"] == dict(zip(OCTANTS, (0, 1, 4, 9, 6, 1, 0, 0), strict=True))
    assert claim.detail["fit"] >= FIT and claim.high - claim.low <= WIDEST


def test_too_few_coded_events_are_told_with_what_is_needed():
    claim = style([*coded(0, 0, 0, 4, 3, 0, 0, 0), event(affect="negative")])
    assert claim.missing == {"reason": "too-few-events", "needed": 8, "have": 7}
    assert (claim.claimed, claim.n, claim.estimate, claim.of) == (False, 7, None, {"octant": None})
    assert claim.detail["octants"]["FG"] == 4


def test_events_that_cancel_each_other_say_so():
    claim = style(coded(5, 0, 0, 0, 5, 0, 0, 0))
    assert claim.missing == {"reason": "no-direction"} and claim.claimed is False


def test_a_bad_fit_gives_a_direction_and_names_no_octant():
    claim = style(coded(0, 0, 30, 0, 30, 0, 0, 0))
    assert claim.estimate == pytest.approx(225) and claim.detail["fit"] < FIT
    assert claim.of == {"octant": None} and claim.observed is None


def test_a_good_fit_of_scattered_events_is_too_unsure_to_name_an_octant():
    claim = style(coded(4, 3, 2, 1, 1, 1, 2, 3))
    assert claim.detail["fit"] >= FIT and claim.high - claim.low > WIDEST
    assert claim.of == {"octant": None}


def test_the_interval_goes_over_the_zero_of_the_circle():
    claim = style(coded(0, 0, 0, 0, 2, 9, 12, 9))
    assert claim.of == {"octant": "LM"}
    assert claim.low < claim.estimate <= claim.high and (claim.low < 0 or claim.high > 360)


def test_eight_events_in_one_octant_do_not_make_a_direction_certain():
    claim = style(coded(0, 0, 8, 0, 0, 0, 0, 0))
    assert (claim.low, claim.high) == pytest.approx((180 - 9.0, 180 + 9.0), abs=0.1)


def test_the_interval_is_as_wide_as_that_of_all_ways_to_draw():
    """Two octants at a right angle, eight events: k of them beyond is binomial, and 6 of 8 more there than here is what
    95 of 100 draws do not exceed. The events lean by √8 · sin of the turn over one error, so its sine is 6 / 8."""
    low, high = direction_within([0, 0, 4, 0, 4, 0, 0, 0], 225)
    assert (225 - low, high - 225) == pytest.approx((np.degrees(np.arcsin(6 / 8)),) * 2, abs=STEP)


def test_one_that_lies_elsewhere_among_many_alike_leaves_the_direction_clear():
    """Draws without it have no spread of their own; taken as certain they would open the whole circle."""
    found = profile([0, 0, 10, 0, 0, 0, 0, 1])
    low, high = direction_within([0, 0, 10, 0, 0, 0, 0, 1], found.direction)
    assert 160 < low < 170 and 180 < high < 190


def test_events_that_lean_nowhere_leave_the_whole_circle_open():
    assert direction_within([0, 0, 1, 0, 0, 0, 1, 0], 0) == (-180, 180)


@given(tallies, tallies)
def test_the_interval_stays_within_half_a_circle_on_both_sides(counts, others):
    found = profile(counts)
    if found.direction is not None:
        low, high = direction_within(counts, found.direction)
        assert found.direction - 180 <= low < found.direction < high <= found.direction + 180


def weights(direction, strength):
    theta = np.radians([ANGLES[octant] for octant in OCTANTS])
    found = np.exp(strength * np.cos(theta - np.radians(direction)))
    return found / found.sum()


def drawn(n, chances, times):
    return np.random.default_rng(1).multinomial(n, chances, size=times).tolist()


def share_covered(n, times=300):
    chances = weights(100, 1.5)
    truth = profile(chances.tolist()).direction
    found = [(counts, profile(counts).direction) for counts in drawn(n, chances, times)]
    within = [(direction_within(counts, d), d + (truth - d + 180) % 360 - 180) for counts, d in found if d is not None]
    return sum(low <= true <= high for (low, high), true in within) / times


def test_the_interval_holds_the_true_direction_as_often_as_it_says():
    assert min(share_covered(n) for n in (floors.CODED, 12, 40)) > 0.92


def half_circles(n, times=200):
    """The share of intervals wider than half a circle, for a clear style."""
    found = [(counts, profile(counts).direction) for counts in drawn(n, weights(100, 1.5), times)]
    widths = [high - low for low, high in (direction_within(counts, d) for counts, d in found if d is not None)]
    return sum(width >= 180 for width in widths) / len(widths)


def test_below_the_floor_a_clear_style_often_has_hardly_a_direction():
    assert half_circles(4) > 0.3 and half_circles(floors.CODED) < 0.25


@pytest.mark.parametrize("n", [8, 12, 40])
def test_events_scattered_by_chance_seldom_name_an_octant(n):
    named = [style(coded(*counts)).of["octant"] for counts in drawn(n, [1 / 8] * 8, 200)]
    assert sum(octant is not None for octant in named) / 200 <= 0.05


def test_strength_does_not_weigh():
    weak, strong = (style(coded(0, 1, 4, 9, 6, 1, 0, 0, strength=strength)) for strength in (1, 5))
    assert weak.detail == strong.detail and weak.estimate == strong.estimate


@given(records(), st.randoms())
def test_the_order_of_the_records_changes_nothing_and_it_is_plain_json(observations, random):
    claim = style(observations)
    assert style(random.sample(observations, len(observations))) == claim
    assert json.loads(json.dumps(claim.as_json(), allow_nan=False)) == claim.as_json()
