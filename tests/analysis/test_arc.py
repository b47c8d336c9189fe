"""The funnel of the five components, where it narrows, and what is not known yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.arc import arc_of, arcs_of, bottleneck, funnel
from observations.analysis.records import COMPONENTS

from .made import course, courses, event, incident, incidents, records

complete_states = st.text("yn", min_size=5, max_size=5)
any_states = st.text("yn?", min_size=5, max_size=5)


def funnel_of(*states, held=12):
    return funnel(arcs_of(incidents(*states), course(held)))


def counts(claims):
    return [(claim.observed, claim.n) for claim in claims]


@pytest.mark.parametrize(
    ("states", "level", "stopped_at"),
    [
        ("yyyyy", 5, None),
        ("yyyyn", 4, "facilitation"),
        ("yynyy", 2, "reality-testing"),
        ("ynnnn", 1, "support"),
        ("nyyyy", 0, "risk"),
        ("yy?yy", 2, None),
        ("y????", 1, None),
        ("?????", 0, None),
    ],
)
def test_an_arc_goes_as_far_as_its_components_were_all_observed(states, level, stopped_at):
    arc = arc_of(incident(states), course())
    assert (arc.level, arc.stopped_at) == (level, stopped_at)


def test_a_component_nobody_wrote_down_is_unknown():
    arc = arc_of(event(kind="incident", components={"risk": ("observed", 1)}), course())
    assert arc.states == (True, None, None, None, None)


def test_the_funnel_counts_how_many_incidents_reached_each_component():
    nine = ["yyyyy", "yyyyn", "yyyyn", "yynnn", "yynnn", "yynnn", "yynnn", "yynnn", "ynnnn"]
    assert counts(funnel_of(*nine)) == [(9, 9), (8, 9), (3, 9), (3, 9), (1, 9)]


def test_four_of_nine_has_the_published_interval():
    claim = funnel_of(*["yyynn"] * 4, *["yynnn"] * 5)[2]
    assert claim.of == {"component": "reality-testing"}
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.444, 0.189, 0.733), abs=0.0005)


def test_the_funnel_follows_the_order_of_the_components():
    assert [claim.of["component"] for claim in funnel_of("yyyyy")] == list(COMPONENTS)


def test_an_unknown_component_takes_the_incident_out_of_the_share_instead_of_counting_against_it():
    assert counts(funnel_of("yyyyy", "yy?yy", "y?nnn"))[:4] == [(3, 3), (2, 2), (1, 1), (1, 1)]


def test_below_five_incidents_the_share_is_undefined_and_the_counts_stand():
    claim = funnel_of(*["yynnn"] * 4)[1]
    assert (claim.observed, claim.n) == (4, 4)
    assert (claim.estimate, claim.low, claim.high) == (None, None, None)
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": 4}


def test_a_share_opens_the_incidents_that_reached_it_and_names_those_it_was_counted_over():
    reached, stopped = incidents("yy???", "yy???"), incidents("yn???")
    unknown = incidents("y????")
    claim = funnel(arcs_of([*unknown, *stopped, *reached], course()))[1]
    assert claim.events == tuple(sorted(o.id for o in reached))
    assert claim.detail["of_events"] == sorted(o.id for o in reached + stopped)
    assert claim.detail["unknown"] == 1


def test_the_last_component_is_pending_until_two_attended_sessions_have_passed():
    states = {held: arc_of(incident("yyyyn", session=3), course(held)) for held in (3, 4, 5)}
    assert {held: (arc.pending, arc.states[-1]) for held, arc in states.items()} == {
        3: (True, None),
        4: (True, None),
        5: (False, False),
    }


def test_sessions_the_member_missed_do_not_count_as_passed():
    assert arc_of(incident("yyyyn", session=3), course(9, attended=[1, 2, 3, 8])).pending
    assert not arc_of(incident("yyyyn", session=3), course(9, attended=[1, 2, 3, 8, 9])).pending


def test_the_last_component_seen_early_counts_at_once():
    arc = arc_of(incident("yyyyy", session=3), course(3))
    assert (arc.pending, arc.level) == (False, 5)


def test_pending_incidents_are_left_out_of_the_last_share_only_and_are_counted_apart():
    claims = funnel_of(*["yyyyn"] * 6, held=2)
    assert counts(claims) == [(6, 6), (6, 6), (6, 6), (6, 6), (0, 0)]
    assert claims[-1].detail == {"of_events": [], "unknown": 0, "pending": 6}
    assert claims[0].detail["pending"] == 0


def test_only_the_last_component_is_waited_for():
    assert arc_of(incident("yyynn"), course(1)).stopped_at == "recognition"


def test_interactions_have_no_arc():
    assert arcs_of([event(components={"risk": ("observed", 1)})], course()) == []


def test_an_arc_reaches_to_the_session_in_which_a_component_was_last_seen():
    way = incident("yyn??", session=2)
    later = {**way.components, "support": ("observed", 4), "reality-testing": ("not-observed", 9)}
    assert arc_of(event(2, kind="incident", components=later), course()).until == 4
    assert arc_of(way, course()).until == 2


def test_for_the_picture_a_level_about_which_nothing_is_known_is_undefined():
    assert arc_of(incident("?y???"), course()).as_json()["level"] is None
    assert arc_of(incident("n????"), course()).as_json()["level"] == 0


def test_the_bottleneck_is_the_most_frequent_first_missing_component():
    arcs = arcs_of(incidents(*["yyn??"] * 4, *["ynnnn"] * 2, "yyyyy", "y????"), course())
    claim = bottleneck(arcs)
    assert claim.of == {"component": "reality-testing"}
    assert (claim.observed, claim.n) == (4, 6)
    assert claim.detail == {"stopped_at": {"support": 2, "reality-testing": 4}}
    assert claim.events == tuple(sorted(arc.incident.id for arc in arcs[:4]))


def test_two_components_that_share_the_first_place_make_no_bottleneck():
    claim = bottleneck(arcs_of(incidents(*["yn???"] * 3, *["yyn??"] * 3), course()))
    assert (claim.of, claim.observed, claim.estimate) == ({"component": None}, None, None)
    assert claim.missing == {"reason": "tie"}
    assert len(claim.events) == 6


def test_four_stopped_arcs_are_not_enough_for_a_bottleneck():
    claim = bottleneck(arcs_of(incidents(*["yn???"] * 4, *["yyyyy"] * 9), course()))
    assert (claim.of, claim.n) == ({"component": None}, 4)
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": 4}


def test_without_any_arc_everything_is_undefined_with_its_reason():
    for claim in [*funnel([]), bottleneck([])]:
        assert (claim.n, claim.estimate) == (0, None)
        assert claim.missing["have"] == 0


def test_a_pending_last_component_is_no_bottleneck():
    claim = bottleneck(arcs_of(incidents(*["yyyyn"] * 6), course(2)))
    assert claim.n == 0


@given(st.lists(complete_states, max_size=30))
def test_where_everything_is_known_the_funnel_only_narrows(states):
    claims = funnel_of(*states)
    observed = [claim.observed for claim in claims]
    assert observed == sorted(observed, reverse=True)
    assert {claim.n for claim in claims} == {len(states)}


@given(st.lists(complete_states, max_size=30))
def test_where_everything_is_known_stopped_and_complete_arcs_are_all_arcs(states):
    arcs = arcs_of(incidents(*states), course())
    assert bottleneck(arcs).n + funnel(arcs)[-1].observed == len(states)


@given(st.lists(any_states, max_size=12), st.integers(0, 8))
def test_incidents_about_which_nothing_is_known_change_no_share(states, more):
    before = funnel_of(*states)
    after = funnel_of(*states, *["?????"] * more)
    assert counts(before) == counts(after)
    assert [claim.estimate for claim in before] == [claim.estimate for claim in after]


@given(any_states, st.integers(0, 4))
def test_forgetting_a_component_never_adds_a_failure(states, place):
    """A failure is an incident that was counted and did not reach the component."""
    forgotten = states[:place] + "?" + states[place + 1 :]
    for before, after in zip(funnel_of(states), funnel_of(forgotten), strict=True):
        assert after.n - after.observed <= before.n - before.observed


@given(records(kind=st.just("incident")), courses())
def test_every_incident_is_counted_unknown_or_pending_at_each_component(observations, attended):
    arcs = arcs_of(observations, attended)
    for claim in funnel(arcs):
        assert claim.n + claim.detail["unknown"] + claim.detail["pending"] == len(arcs)


@given(records(kind=st.just("incident")), courses())
def test_a_level_is_backed_by_every_component_up_to_it(observations, attended):
    for arc in arcs_of(observations, attended):
        assert all(arc.states[: arc.level])
        assert arc.level == len(COMPONENTS) or not arc.states[arc.level]
