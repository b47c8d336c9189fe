"""The here-and-now share, for all sessions, for each, and from one to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.focus import by_session, here_and_now, trend

from .made import event, events, records

FOCUS = st.sampled_from(["here-and-now", "past", "outside"])


def session(number, here, elsewhere):
    """`here` events of a session in the here and now, `elsewhere` about life outside."""
    return [*events(here, session=number, focus="here-and-now"), *events(elsewhere, session=number, focus="outside")]


def rising():
    """Shares 0.2 0.4 0.4 0.6 0.8 in five sessions."""
    return [o for number, here in enumerate([1, 2, 2, 3, 4], 1) for o in session(number, here, 5 - here)]


def test_the_share_is_here_and_now_among_all_three():
    observations = [*events(4, focus="here-and-now"), *events(3, focus="past"), *events(2, focus="outside")]
    claim = here_and_now(observations, [1])
    assert (claim.observed, claim.n) == (4, 9)
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.444, 0.189, 0.733), abs=0.0005)
    assert claim.events == tuple(o.id for o in observations[:4])


def test_events_without_a_focus_are_not_counted():
    assert here_and_now([*session(1, 4, 4), *events(9)], [1]).n == 8


def test_seven_events_are_not_enough():
    claim = here_and_now(session(1, 4, 3), [1])
    assert (claim.observed, claim.estimate) == (4, None)
    assert claim.missing == {"reason": "too-few-events", "needed": 8, "have": 7}


def test_each_session_with_a_focus_has_its_share():
    claims = by_session([*session(4, 1, 2), *session(2, 3, 0), event(3)])
    assert [(c.of["session"], c.observed, c.n) for c in claims] == [(2, 3, 3), (4, 1, 3)]
    assert claims[0].high == 1


def test_two_events_give_a_session_counts_and_no_share():
    claim = by_session(session(1, 1, 1))[0]
    assert (claim.observed, claim.n, claim.estimate) == (1, 2, None)
    assert claim.missing == {"reason": "too-few-events", "needed": 3, "have": 2}


def test_the_series_repeats_the_sessions_figures_and_the_sessions_held():
    claim = here_and_now([*session(2, 3, 0), *session(4, 1, 1)], [4, 3, 2, 1])
    assert claim.detail["sessions"] == [1, 2, 3, 4]
    assert [(point["session"], point["n"], point["estimate"]) for point in claim.detail["series"]] == [
        (2, 3, 1.0),
        (4, 2, None),
    ]


def test_the_trend_by_hand():
    """Slopes: 0 .1 .1 .1333 .1333 .15 .2 .2 .2 .2, so the median is 0.1417."""
    claim = trend(rising())
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.1416667, 0.0, 0.2), abs=1e-6)
    assert (claim.n, claim.claimed, claim.missing) == (5, None, None)


def test_the_trend_stands_on_every_event_with_a_focus_in_its_sessions():
    counted = rising()
    claim = trend([*counted, *session(6, 2, 0), event(1)])
    assert claim.events == tuple(sorted(o.id for o in counted))
    assert claim.detail == {"sessions": [1, 2, 3, 4, 5]}


def test_sessions_with_two_events_do_not_carry_a_trend():
    claim = trend([*session(1, 2, 0), *(o for number in range(2, 6) for o in session(number, 1, 2))])
    assert (claim.n, claim.estimate) == (4, None)
    assert claim.missing == {"reason": "too-few-sessions", "needed": 5, "have": 4}


def test_the_same_share_in_every_session_tells_nothing_about_a_slope():
    claim = trend([o for number in range(1, 8) for o in session(number, 3, 0)])
    assert (claim.n, claim.estimate, claim.missing) == (7, None, {"reason": "no-variation"})


def test_a_session_left_out_is_a_longer_way_not_a_steeper_one():
    shifted = [session(number + (number > 2) * 5, here, 5 - here) for number, here in enumerate([0, 1, 2, 3, 4], 1)]
    assert trend([o for one in shifted for o in one]).estimate < 0.2


@given(records(least=20, most=60, session=st.integers(1, 7), focus=FOCUS))
def test_a_trend_holds_its_slope_and_is_given_only_where_shares_differ(observations):
    claim = trend(observations)
    shares = [c.estimate for c in by_session(observations) if c.n >= 3]
    assert (claim.missing is None) == (len(shares) >= 5 and len(set(shares)) > 1)
    if claim.missing is None:
        assert -1 <= claim.low <= claim.estimate <= claim.high <= 1


@given(records())
def test_the_sessions_together_are_the_whole(observations):
    whole = here_and_now(observations, range(1, 13))
    parts = by_session(observations)
    assert sum(claim.n for claim in parts) == whole.n
    assert sorted(event for claim in parts for event in claim.events) == list(whole.events)
