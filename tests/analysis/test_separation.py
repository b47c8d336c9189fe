"""What a member does after separations, against what the member does otherwise."""

import pytest
from hypothesis import given
from scipy.stats import hypergeom

from observations.analysis.intervals import difference
from observations.analysis.member import member_claims
from observations.analysis.records import in_order
from observations.analysis.separation import separation

from .made import course, events, only, records


def made(after, otherwise, session=1):
    """Each (maladaptive, adaptive)."""
    return [
        event
        for trigger, counts in (("separation", after), ("praise", otherwise))
        for adaptive, number in zip((False, True), counts, strict=True)
        for event in events(number, session=session, trigger=trigger, adaptive=adaptive)
    ]


def test_worked_by_hand():
    own = made((7, 1), (3, 19))
    claim = separation(own)
    assert (claim.n, claim.observed, claim.expected) == (8, 7, pytest.approx(8 * 10 / 30))
    assert claim.detail["otherwise"] == {"n": 22, "observed": 3}
    assert claim.estimate == pytest.approx(7 / 8 - 3 / 22)
    assert claim.p == pytest.approx(2 * hypergeom.sf(6, 30, 8, 10))
    assert claim.events == tuple(sorted(event.id for event in own[:7]))
    assert only(member_claims(own, course()), "separation").claimed


def test_less_often_is_as_much_of_a_finding():
    assert separation(made((1, 7), (19, 3))).p == pytest.approx(separation(made((7, 1), (3, 19))).p)


def test_a_session_of_nothing_but_separations_says_nothing_about_them():
    """The group's last session was hard for everybody; within it there is nothing to compare."""
    own = [*made((9, 0), (0, 0)), *made((0, 0), (0, 9), session=2)]
    assert separation(own).p == 1 and separation(own).estimate == 1


@pytest.mark.parametrize(
    ("after", "otherwise", "have"), [((2, 2), (9, 9), 4), ((9, 9), (1, 2), 3), ((0, 0), (9, 9), 0)]
)
def test_both_sides_must_be_there(after, otherwise, have):
    claim = separation(made(after, otherwise))
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": have}
    assert (claim.claimed, claim.p, claim.estimate) == (False, None, None)


def test_what_set_it_off_must_be_known():
    assert separation([*made((5, 0), (5, 5)), *events(9, adaptive=False)]).detail["otherwise"]["n"] == 10


def test_newcombes_own_example():
    """Newcombe (1998), method 10: 56 of 70 and 48 of 80 differ by 0.2 (0.0524 to 0.3339)."""
    assert difference((56, 70), (48, 80)) == pytest.approx((0.2, 0.0524, 0.3339), abs=0.00005)


@given(records(most=60))
def test_it_adds_up_whatever_the_records(observations):
    claim = separation(in_order(observations))
    assert claim.observed == len(claim.events) <= claim.n
    if claim.p is not None:
        assert 0 < claim.p <= 1 and -1 <= claim.low <= claim.estimate <= claim.high <= 1
        assert claim.expected <= claim.n
