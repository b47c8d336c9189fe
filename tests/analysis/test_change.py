"""Change between the halves of a membership: rates, their ratio, and divisions of whole sessions."""

from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from observations.analysis import change, floors
from observations.analysis.change import changes
from observations.analysis.intervals import rate_ratio
from observations.analysis.member import member_claims

from .made import course, courses, events, only, records


def sessions(*counts):
    """For each session (maladaptive, adaptive)."""
    own = []
    for number, (bad, good) in enumerate(counts, 1):
        own += [*events(bad, session=number, adaptive=False), *events(good, session=number, adaptive=True)]
    return own


def maladaptive(counts, held=None):
    return only(changes(sessions(*counts), course(held or len(counts))), "change", adaptive=False)


BETTER = [(4, 0), (3, 1), (4, 1), (3, 0), (1, 3), (0, 4), (1, 3), (1, 5)]


def test_rates_of_both_halves_and_their_ratio_with_the_exact_interval():
    """14 in four sessions, then 3 in four: of 17 the second half's share, as odds."""
    claim, share = maladaptive(BETTER), binomtest(3, 17).proportion_ci(method="exact")
    assert claim.detail == {
        "first": {"sessions": 4, "coded": 16, "observed": 14},
        "second": {"sessions": 4, "coded": 18, "observed": 3},
    }
    assert (claim.n, claim.observed, len(claim.events)) == (34, 17, 17)
    assert claim.estimate == pytest.approx(3 / 14)
    assert (claim.low, claim.high) == pytest.approx((share.low / (1 - share.low), share.high / (1 - share.high)))


def test_halves_of_unequal_length_are_compared_by_the_session():
    """Of nine sessions the fifth belongs to the second half: 4 in four against 10 in five are 1 and 2 a session."""
    claim = maladaptive([(1, 1)] * 4 + [(2, 1)] * 5)
    assert (claim.detail["first"]["sessions"], claim.detail["second"]["sessions"]) == (4, 5)
    assert claim.estimate == pytest.approx(2)


def studentized(counts, first):
    """As the docstring has it, division by division."""
    share = sum(bad for bad, _ in counts) / sum(map(sum, counts))
    n = [sum(sum(counts[s]) for s in range(len(counts)) if (s in first) is half) for half in (True, False)]
    if not all(n):
        return float("inf")
    surplus = [bad - share * (bad + good) for bad, good in counts]
    error = sqrt(sum((surplus[s] / n[s not in first]) ** 2 for s in range(len(counts))))
    return abs(sum(surplus[s] for s in first)) * (1 / n[0] + 1 / n[1]) / error if error else 0


@pytest.mark.parametrize(
    "counts", [BETTER, BETTER[::-1], [(1, 2), (0, 0), (3, 1), (0, 5), (2, 2), (4, 0), (1, 1), (3, 0), (2, 1)]]
)
def test_p_is_that_of_every_division_of_whole_sessions(counts):
    observed = studentized(counts, range(len(counts) // 2))
    others = [studentized(counts, first) for first in combinations(range(len(counts)), len(counts) // 2)]
    expected = sum(other >= observed - 1e-9 for other in others) / len(others)
    assert maladaptive(counts).p == pytest.approx(expected)


def test_the_clearest_change_of_eight_sessions_and_its_opposite_are_two_of_seventy():
    assert maladaptive([(3, 0)] * 4 + [(0, 3)] * 4).p == pytest.approx(2 / 70)


def test_with_many_sessions_divisions_are_drawn_and_the_observed_one_is_among_them():
    claim = maladaptive([(3, 0)] * 15 + [(0, 3)] * 15)
    assert claim.p == 1 / (change.DRAWN + 1)
    claims = member_claims(sessions(*[(3, 0)] * 15, *[(0, 3)] * 15), course(30))
    assert only(claims, "change", adaptive=False).claimed


def test_activity_that_grows_is_no_change_of_the_share():
    claim = maladaptive([(1, 1)] * 6 + [(6, 6)] * 6)
    assert claim.estimate == pytest.approx(6) and claim.low > 1
    assert claim.p == 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=8), st.randoms())
def test_halves_with_the_same_share_are_nearer_to_each_other_than_none(half, chance):
    """Sums of thirds and sevenths must not leave a difference that is none, and be held against others like it."""
    other = chance.sample(half, len(half))
    assert maladaptive([*half, *other]).p in (1, None)


def test_both_claims_stand_on_one_test():
    bad, good = changes(sessions(*BETTER), course(8))
    assert bad.p == good.p and (bad.of, good.of) == ({"adaptive": False}, {"adaptive": True})


def test_sessions_without_a_coded_event_count_as_attended():
    sparse = maladaptive([*BETTER, (0, 0), (0, 0), (0, 0), (0, 0)])
    assert [sparse.detail[half]["sessions"] for half in ("first", "second")] == [6, 6]


def test_what_is_missing_is_told_sessions_first():
    assert maladaptive([(4, 4)] * 7).missing == {"reason": "too-few-sessions", "needed": 8, "have": 7}
    assert maladaptive([(1, 0)] * 7, held=9).missing == {"reason": "too-few-events", "needed": 8, "have": 7}
    assert maladaptive([(3, 3)] * 4, held=8).missing == {"reason": "no-contrast"}


def test_none_before_leaves_the_ratio_undefined_and_the_test_stands():
    claim = maladaptive([(0, 3)] * 4 + [(3, 0)] * 4)
    assert claim.missing == {"reason": "none-before"} and claim.estimate is None
    assert claim.p == pytest.approx(2 / 70)


def test_none_after_is_a_ratio_of_none():
    assert rate_ratio((6, 4), (0, 4))[:2] == (0, 0)
    assert rate_ratio((0, 4), (6, 4)) is None


def test_eight_sessions_are_the_first_that_carry_a_test():
    seven = len(list(combinations(range(floors.CHANGE_SESSIONS - 1), 3)))
    assert 2 / seven > 0.05 and 2 / 70 <= 0.05


@given(records(), courses())
def test_it_adds_up_whatever_the_records(observations, attended):
    bad, good = changes(observations, attended)
    assert bad.n == good.n == bad.observed + good.observed
    for claim in (bad, good):
        halves = claim.detail["first"], claim.detail["second"]
        assert sum(half["observed"] for half in halves) == claim.observed == len(claim.events)
        assert sum(half["coded"] for half in halves) == claim.n
        assert claim.p is None or 0 < claim.p <= 1
