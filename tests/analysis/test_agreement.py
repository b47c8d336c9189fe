"""Two records of one session: published figures, and what holds for any two."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.agreement import alpha, f1, kappa, kappa_of, matched
from observations.analysis.intervals import Z

# What four coders gave to twelve units (Krippendorff 2011); a point is a gap.
KRIPPENDORFF = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(*coders):
    columns = zip(*coders, strict=True)
    return [{coder: int(value) for coder, value in enumerate(column) if value != "."} for column in columns]


def pairs(**times):
    """`ab=3`: three events to which the first gave a and the second b."""
    return [tuple(both) for both, number in times.items() for _ in range(number)]


def test_events_within_the_tolerance_are_one():
    one, other = [155.105, 169.855, 264.855], [156.405, 170.852, 264.606]
    assert matched(one, other) == [(0, 0), (1, 1), (2, 2)] and f1(3, 3, 3) == 1
    assert matched(one, other, tolerance=0.5) == [(2, 2)] and f1(1, 3, 3) == pytest.approx(1 / 3)


def test_as_many_match_as_can_though_the_nearest_would_leave_one_over():
    """10 is nearer to 11 than 12 is to it; but then 12 would have nobody, and 9 neither."""
    assert matched([10, 12], [9, 11]) == [(0, 0), (1, 1)]
    assert matched([10], [11.5, 9.5]) == [(0, 1)]


def test_what_is_too_far_matches_nothing():
    assert matched([0], [2.001]) == [] and matched([0], [2]) == [(0, 0)] and matched([], [1]) == []
    assert f1(0, 0, 0) is None and f1(0, 0, 4) == 0


def test_the_kappa_of_a_known_table_with_its_error():
    found = kappa_of(np.array([[20, 5], [10, 15]]))
    assert found.estimate == pytest.approx(0.4)
    assert (found.high - found.estimate) / Z == pytest.approx(0.1270, abs=0.00005)
    assert found.estimate - found.low == pytest.approx(found.high - found.estimate)


def test_kappa_reads_what_both_gave_to_each_event():
    found = kappa(pairs(aa=20, ab=5, ba=10, bb=15))
    assert (found.n, found.missing) == (50, None) and found.kappa == pytest.approx(0.4)


def test_where_all_agree_there_is_still_a_doubt():
    found = kappa(pairs(aa=3, bb=3))
    assert (found.kappa, found.high) == (1, 1)
    assert found.low == pytest.approx((6 / (6 + Z * Z) - 0.5) / 0.5)


def test_where_both_gave_one_code_alone_there_is_no_kappa():
    assert kappa(pairs(aa=9)) == (9, None, None, None, {"reason": "no-variation"})


def test_below_the_floor_it_is_undefined_and_says_what_is_missing():
    assert kappa(pairs(aa=2, bb=2)) == (4, None, None, None, {"reason": "too-few-events", "needed": 5, "have": 4})


def test_the_alphas_of_krippendorffs_data():
    data = units(*KRIPPENDORFF)
    assert alpha(data) == pytest.approx(0.743, abs=0.0005)
    assert alpha(data, ordinal=True) == pytest.approx(0.815, abs=0.0005)


def test_a_unit_with_one_value_says_nothing():
    data = units("1122", "112.")
    assert alpha([*data, {0: 7}]) == alpha(data) == 1


def test_without_two_values_there_is_no_alpha():
    assert alpha(units("111", "111")) is None and alpha([{0: 1}, {0: 2}]) is None and alpha([]) is None


codes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=5, max_size=40)
times = st.lists(st.floats(0, 60), max_size=12)


@given(codes, st.randoms())
def test_kappa_knows_no_order_no_names_and_no_first(both, random):
    again = [(second.upper(), first.upper()) for first, second in random.sample(both, len(both))]
    one, other = kappa(both), kappa(again)
    assert one.missing == other.missing
    assert [one.kappa, one.low, one.high] == [
        value if value is None else pytest.approx(value, abs=1e-9) for value in (other.kappa, other.low, other.high)
    ]


@given(codes)
def test_the_interval_holds_the_estimate_and_stays_within_what_is_possible(both):
    found = kappa(both)
    assert found.kappa is None or -1 <= found.low <= found.kappa <= found.high <= 1


@given(codes)
def test_alpha_of_two_codes_without_gaps_is_near_kappa_and_never_above_1(both):
    found = alpha([dict(enumerate(pair)) for pair in both])
    assert found is None or found <= 1
    assert (found == 1) == (found is not None and all(first == second for first, second in both))


@given(times, times)
def test_each_event_is_matched_once_and_within_the_tolerance(one, other):
    found = matched(one, other)
    assert len({first for first, _ in found}) == len({second for _, second in found}) == len(found)
    assert all(abs(one[first] - other[second]) <= 2 for first, second in found)
    assert len(matched(other, one)) == len(found)
