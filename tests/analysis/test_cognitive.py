"""What members came to understand, and how their memberships ended, side by side."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from observations.analysis import floors
from observations.analysis.claim import Claim
from observations.analysis.cognitive import Ended, by_outcome, cognitive, of_outcome
from observations.analysis.intervals import median_within
from observations.analysis.member import member_claims

from .made import course, courses, event, events, only, records


def figures(own, attended=12):
    return cognitive(member_claims(own, course(attended)))


def felt(reflected, not_reflected):
    facts = {"affect": "negative", "strength": 4}
    return [*events(reflected, reflection="explained", **facts), *events(not_reflected, reflection="none", **facts)]


def ended(outcome, share, name="m", insights=0):
    """A membership with ten strong feelings, so many of them reflected on, and twelve sessions attended."""
    own = [*felt(share, 10 - share), *events(insights, insight_domain="self")]
    return Ended(name, outcome, figures(own))


def test_the_two_figures_are_those_of_the_members_own_claims():
    found = figures([*felt(4, 2), *events(3, insight_domain="self"), event(insight_process="explanation")])
    reflection, insight = found["reflection"], found["insight"]
    assert (reflection.observed, reflection.n, round(reflection.estimate, 3)) == (4, 6, 0.667)
    assert (insight.observed, insight.n, round(insight.estimate, 3)) == (4, 12, 0.333)
    assert len(reflection.events) == len(insight.events) == 4


def test_no_insight_in_enough_sessions_is_a_figure_and_few_sessions_are_none():
    assert (figures([], 5)["insight"].estimate, figures([], 5)["insight"].missing) == (0.0, None)
    few = figures(events(9, insight_domain="self"), 4)["insight"]
    assert (few.estimate, few.observed) == (None, 9)
    assert few.missing == {"reason": "too-few-sessions", "needed": floors.RATE_SESSIONS, "have": 4}


@given(records(), courses())
def test_stored_claims_give_the_same_figures_as_fresh_ones(own, attended):
    claims = member_claims(own, attended)
    stored = [Claim.from_json(json.loads(json.dumps(claim.as_json()))) for claim in claims]
    assert cognitive(stored) == cognitive(claims)


def test_a_claim_that_is_not_there_leaves_its_measure_out():
    claims = member_claims(felt(4, 2), course())
    assert list(cognitive(claim for claim in claims if claim.kind != "reflection")) == ["insight"]


def test_the_outcome_stands_beside_a_members_figures():
    claims = of_outcome(Ended("m1", "partly", figures(felt(5, 1))))
    assert [claim.of["outcome"] for claim in claims] == ["partly", "partly"]
    assert only(claims, "reflection", reflected=True).observed == 5


def test_over_six_memberships_the_median_has_the_smallest_and_the_largest_as_its_interval():
    found = by_outcome([ended("successful", share, f"m{share}") for share in (9, 4, 6, 7, 3, 8)])
    claim = only(found, "reflection", outcome="successful")
    assert (claim.n, claim.observed, round(claim.estimate, 3), claim.low, claim.high) == (6, 6, 0.65, 0.3, 0.9)
    assert round(claim.detail["mean"], 3) == 0.617 and claim.detail["memberships"] == [
        "m3",
        "m4",
        "m6",
        "m7",
        "m8",
        "m9",
    ]
    assert only(found, "insight", outcome="successful").estimate == 0.0


def test_five_memberships_are_too_few_and_it_says_how_many_are_missing():
    claim = only(by_outcome([ended("partly", 5)] * 5), "reflection")
    assert claim.missing == {"reason": "too-few-people", "needed": 6, "have": 5}
    assert {claim.estimate, claim.low, claim.detail["mean"], claim.detail["most"]} == {None}


def test_a_membership_without_a_figure_counts_among_the_memberships_only():
    memberships = [ended("partly", 5, "known"), Ended("short", "partly", figures(felt(2, 1)))]
    claim = only(by_outcome(memberships), "reflection")
    assert (claim.n, claim.observed, claim.detail["memberships"]) == (2, 1, ["known"])


def test_each_outcome_has_its_own_line_and_those_without_one_come_last():
    found = by_outcome([ended(None, 5), ended("partly", 5), ended("broke-off", 5), ended("partly", 6)])
    assert [c.of["outcome"] for c in found if c.kind == "insight"] == ["broke-off", "partly", None]
    assert by_outcome([]) == []


@given(
    st.lists(st.tuples(st.sampled_from(["partly", "own words", None]), st.integers(0, 10)), max_size=20), st.randoms()
)
def test_the_order_of_the_memberships_changes_nothing(drawn, random):
    memberships = [ended(outcome, share, f"m{at}") for at, (outcome, share) in enumerate(drawn)]
    shuffled = random.sample(memberships, len(memberships))
    assert by_outcome(shuffled) == by_outcome(memberships)


@pytest.mark.parametrize(("n", "k"), [(6, 1), (8, 1), (9, 2), (12, 3), (20, 6), (100, 40)])
def test_the_interval_of_a_median_is_that_of_the_tables(n, k):
    """Between the k-th smallest and the k-th largest (Conover 1999, table A3; the binomial distribution)."""
    found = median_within(range(1, n + 1))
    assert (found.low, found.high) == (k, n + 1 - k)
    assert 2 * stats.binom.cdf(k - 1, n, 0.5) <= 0.05 < 2 * stats.binom.cdf(k, n, 0.5)


def test_fewer_than_six_values_have_no_such_interval():
    assert [n for n in range(10) if median_within(range(n)) is None] == [0, 1, 2, 3, 4, 5]
    assert floors.MEMBERSHIPS == 6
