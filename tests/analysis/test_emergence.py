"""When behaviours were first seen, on the clock of the sessions that the member attended."""

import json

from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.emergence import emergence

from .made import course, courses, event, records


def of(claims, facet, code):
    [found] = [claim for claim in claims if claim.of["target"] == [facet, code]]
    return found


def test_the_clock_counts_the_sessions_attended_and_not_those_missed():
    claim = of(emergence([event(9, behaviour="mocks")], course(attended=[1, 2, 5, 9, 10])), "behaviour", "mocks")
    assert (claim.detail["first"], claim.detail["session"]) == (4, 9)
    assert (claim.n, claim.observed, claim.estimate) == (5, 1, 0.2)


def test_it_counts_sessions_and_not_how_often_within_one():
    seen = [event(2, behaviour="mocks"), event(2, behaviour="mocks"), event(4, behaviour="mocks")]
    claim = of(emergence(seen, course(6)), "behaviour", "mocks")
    assert (claim.observed, claim.n, claim.detail["times"], len(claim.events)) == (2, 6, 3, 3)


def test_who_acts_was_there_also_where_the_attendance_forgot_it():
    claim = of(emergence([event(1, behaviour="mocks")], course(attended=[2, 3])), "behaviour", "mocks")
    assert claim.detail["first"] == 1


def test_an_octant_stands_for_itself_where_no_behaviour_of_the_list_was_noted():
    claims = emergence([event(1, behaviour="mocks", octant="BC"), event(3, octant="LM")], course())
    assert [claim.of["target"] for claim in claims] == [["octant", None], ["behaviour", "mocks"], ["octant", "LM"]]


def test_they_stand_in_the_order_in_which_they_were_first_seen():
    found = emergence([event(5, behaviour="a"), event(2, behaviour="b"), event(2, behaviour="c")], course())
    assert [claim.of["target"][1] for claim in found] == [None, "b", "c", "a"]


def test_the_eight_octants_open_over_the_sessions():
    sessions = {"HI": [1, 1, 4], "FG": [1, 3], "DE": [6], "LM": [9, 10]}
    seen = [event(session, octant=octant) for octant, those in sessions.items() for session in those]
    claim = of(emergence(seen, course(11)), "octant", None)
    assert (claim.n, claim.observed, claim.estimate) == (8, 4, 0.5)
    assert [(point[0], point[1]) for point in claim.detail["unseen"]] == [(1, 0.75), (6, 0.625), (9, 0.5)]
    assert claim.detail["median"]["estimate"] == 9 and claim.detail["mean_count"][1] == 1


def test_fewer_than_half_seen_have_no_median():
    claim = of(emergence([event(octant="HI") for _ in range(8)], course()), "octant", None)
    assert claim.detail["median"] == {"estimate": None, "low": None, "high": None} and claim.missing is None


def test_below_the_floors_it_says_what_is_missing():
    early = emergence([event(1, octant="HI", behaviour="a")], course(4))
    assert all(claim.missing == {"reason": "too-few-sessions", "needed": 5, "have": 4} for claim in early)
    few = of(emergence([event(1, octant="HI")], course()), "octant", None)
    assert few.missing == {"reason": "too-few-events", "needed": 8, "have": 1}


@given(records(), courses(), st.randoms())
def test_the_order_of_the_records_changes_nothing_and_it_is_plain_json(observations, attended, random):
    claims = emergence(observations, attended)
    assert emergence(random.sample(observations, len(observations)), attended) == claims
    for claim in claims:
        assert json.loads(json.dumps(claim.as_json(), allow_nan=False)) == claim.as_json()
