"""Strong feeling with and without reflection, and the look at the process after a feeling."""

import pytest
from hypothesis import given

from observations.analysis.reflection import process, reflections

from .made import event, events, only, records

UNREFLECTED = {"affect": "negative", "strength": 5, "reflection": "none"}
REFLECTED = {"affect": "positive", "strength": 4, "reflection": "described"}


def test_strong_feelings_are_shared_out_between_reflected_and_not():
    claims = reflections([*events(6, **REFLECTED), *events(3, **UNREFLECTED)])
    with_it, without = only(claims, "reflection", reflected=True), only(claims, "reflection", reflected=False)
    assert (with_it.observed, with_it.n, without.observed, without.n) == (6, 9, 3, 9)
    assert (without.estimate, without.low, without.high) == pytest.approx((0.333, 0.121, 0.646), abs=0.0005)


def test_each_share_opens_its_own_events():
    kept, lost = events(4, **REFLECTED), events(4, **UNREFLECTED)
    claims = reflections([*lost, *kept])
    assert only(claims, "reflection", reflected=True).events == tuple(o.id for o in kept)
    assert only(claims, "reflection", reflected=False).events == tuple(o.id for o in lost)


def test_the_two_by_two_counts_mild_feelings_beside_strong_ones():
    mild = {"affect": "positive", "strength": 3}
    observations = [*events(2, **REFLECTED), event(**UNREFLECTED), event(**mild, reflection="explained")]
    claims = reflections([*observations, *events(3, **mild, reflection="none")])
    assert claims[0].detail["two_by_two"] == {
        "strong": {"reflected": 2, "not_reflected": 1},
        "mild": {"reflected": 1, "not_reflected": 3},
    }


@pytest.mark.parametrize("kind", ["described", "explained", "carried-over"])
def test_every_kind_of_reflection_counts(kind):
    assert reflections([event(**{**REFLECTED, "reflection": kind})])[0].observed == 1


@pytest.mark.parametrize(("strength", "strong"), [(3, 0), (4, 1), (5, 1)])
def test_strong_begins_at_four_of_five(strength, strong):
    assert reflections([event(**{**REFLECTED, "strength": strength})])[0].n == strong


@pytest.mark.parametrize("left_out", ["affect", "strength", "reflection"])
def test_what_was_not_noted_keeps_the_event_out_of_the_table(left_out):
    claims = reflections([event(**{**UNREFLECTED, left_out: None})])
    assert [claim.n for claim in claims] == [0, 0]
    assert sum(claims[0].detail["two_by_two"]["mild"].values()) == 0


def test_four_strong_feelings_are_not_enough_and_one_more_is():
    assert reflections(events(4, **REFLECTED))[0].missing == {"reason": "too-few-events", "needed": 5, "have": 4}
    assert reflections(events(5, **REFLECTED))[0].missing is None


@given(records())
def test_the_table_has_every_strong_feeling_once(observations):
    with_it, without = reflections(observations)
    table = with_it.detail["two_by_two"]["strong"]
    assert table == {"reflected": with_it.observed, "not_reflected": without.observed}
    assert with_it.n == without.n == with_it.observed + without.observed


def test_a_look_at_the_process_is_counted_after_feelings_only():
    looked, not_looked = {"process_looked_at": True}, {"process_looked_at": False}
    feelings = [*events(5, affect="positive", **looked), *events(4, affect="negative", **not_looked)]
    claim = process([*feelings, *events(3, **looked)])
    assert (claim.observed, claim.n) == (5, 9)
    assert claim.events == tuple(o.id for o in feelings[:5])


def test_a_feeling_after_which_nobody_noted_the_process_counts_neither_way():
    claim = process([*events(8, affect="negative", process_looked_at=False), *events(5, affect="negative")])
    assert (claim.observed, claim.n, claim.estimate) == (0, 8, 0)


def test_too_few_feelings_leave_the_look_at_the_process_undefined():
    assert process([]).missing == {"reason": "too-few-events", "needed": 8, "have": 0}
