"""Ties of a pair, of a member, of a group: how strong, how steady, how mutual, and what changed."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.intervals import difference
from observations.analysis.records import Course, Response
from observations.analysis.tie import first_half, group_ties, own_tie, pairs_of

from .made import PEOPLE, course, event, only

PAIR = ["dahlia", "melati"]
BOTH = {name: course(12) for name in PAIR}


def turn(session, actor="melati", toward="dahlia", **noted):
    return event(session, actor=actor, toward=tuple(toward.split()), **noted)


def of_pair(observations, measure, courses=BOTH):
    return only(group_ties(observations, courses), "tie", members=PAIR, measure=measure)


def test_the_difference_of_two_shares_has_the_interval_of_newcombe():
    """His example (1998, table II a): 56 of 70 against 48 of 80."""
    assert difference((56, 70), (48, 80)) == pytest.approx((0.2, 0.0524, 0.3339), abs=0.00005)


def test_intensity_is_the_mean_strength_of_what_the_two_did_toward_each_other():
    strengths = [1, 2, 3, 4, 5]
    turned = [turn(1, strength=n) for n in strengths[:3]] + [turn(2, "dahlia", "melati", strength=n) for n in (4, 5)]
    found = of_pair([*turned, turn(2), turn(3, toward="kenanga", strength=5)], "intensity")
    assert (found.n, found.estimate, found.claimed) == (5, 3, None)
    assert (found.low, found.high) == pytest.approx((1.037, 4.963), abs=0.0005)
    assert found.events == tuple(sorted(o.id for o in turned))


def test_equal_strengths_do_not_make_an_intensity_certain():
    found = of_pair([turn(1, strength=3) for _ in range(5)], "intensity")
    assert (found.low, found.high) == pytest.approx((3 - 0.358, 3 + 0.358), abs=0.001)


def test_persistence_is_the_share_of_the_sessions_both_attended_in_which_they_met():
    courses = {"melati": course(12, range(1, 11)), "dahlia": course(12, range(3, 13))}
    turned = [turn(3), turn(3, "dahlia", "melati"), turn(5), turn(11)]
    found = of_pair(turned, "persistence", courses)
    assert (found.observed, found.n, found.estimate) == (2, 8, 0.25)
    assert (found.low, found.high) == pytest.approx((0.0715, 0.5907), abs=0.0005)
    assert found.events == tuple(o.id for o in turned[:3])


def test_reciprocity_is_the_share_of_their_sessions_in_which_each_turned_to_the_other():
    turned = [turn(n) for n in range(1, 7)] + [turn(n, "dahlia", "melati") for n in (2, 4, 4)]
    found = of_pair(turned, "reciprocity")
    assert (found.observed, found.n) == (2, 6)
    assert found.events == tuple(sorted(o.id for o in turned if o.session in (2, 4)))


def test_change_is_the_second_half_against_the_first():
    found = of_pair([turn(n) for n in (1, 7, 8, 9, 10, 11)], "change")
    assert found.detail == {"first": [1, 6], "second": [5, 6]}
    assert (found.estimate, found.low, found.high) == pytest.approx(difference((5, 6), (1, 6)))
    assert found.low > 0


def test_the_session_in_the_middle_belongs_to_the_second_half():
    assert first_half([5, 1, 2, 9, 4]) == {1, 2}


def test_below_the_floors_there_are_counts_and_what_is_missing():
    few = {name: course(12, range(1, 5)) for name in PAIR}
    found = [
        of_pair([turn(1, strength=2)], name, few) for name in ("intensity", "persistence", "reciprocity", "change")
    ]
    assert [claim.estimate for claim in found] == [None] * 4
    assert [claim.missing for claim in found] == [
        {"reason": "too-few-events", "needed": 5, "have": 1},
        {"reason": "too-few-sessions", "needed": 5, "have": 4},
        {"reason": "too-few-sessions", "needed": 5, "have": 1},
        {"reason": "too-few-sessions", "needed": 5, "have": 0},
    ]
    assert [claim.observed for claim in found[1:]] == [1, 0, 1]


def test_a_member_and_the_group_have_all_their_ties_together():
    courses = {name: course(6) for name in ("anggrek", *PAIR)}
    turned = [turn(1, toward="anggrek dahlia", strength=4), turn(2, strength=2), turn(2, "dahlia", "melati")]
    claims = group_ties(turned, courses)
    steady = {tuple(c.of["members"]): (c.observed, c.n) for c in claims if c.of["measure"] == "persistence"}
    assert steady == {
        (): (3, 18),
        ("anggrek",): (1, 12), ("dahlia",): (2, 12), ("melati",): (3, 12),
        ("anggrek", "dahlia"): (0, 6), ("anggrek", "melati"): (1, 6), ("dahlia", "melati"): (2, 6),
    }  # fmt: skip
    everybody = only(claims, "tie", members=[], measure="intensity")
    assert (everybody.n, len(everybody.events)) == (2, 2)  # toward two people it is still one event


def test_of_events_of_one_session_only_those_of_the_mutual_pair_stand_behind_reciprocity():
    courses = {name: course(6) for name in ("anggrek", *PAIR)}
    mutual = [turn(2), turn(2, "dahlia", "melati")]
    found = only(group_ties([*mutual, turn(2, toward="anggrek")], courses), "tie", members=[], measure="reciprocity")
    assert (found.observed, found.n, found.events) == (1, 2, tuple(o.id for o in mutual))


def test_who_is_not_among_the_members_has_no_tie_and_is_named_nowhere():
    turned = [turn(1, toward="kenanga"), turn(1, "kenanga", "melati"), turn(2, toward="dahlia kenanga")]
    claims = group_ties(turned, BOTH)
    assert not [claim for claim in claims if "kenanga" in claim.of["members"]]
    assert of_pair(turned, "persistence").observed == 1


def test_neither_what_went_to_the_group_nor_a_response_nor_oneself_is_a_tie():
    none = [
        event(actor="melati"),
        turn(1, toward="melati"),
        event(actor="melati", responses=(Response("dahlia", "supports"),)),
    ]
    assert of_pair(none, "persistence").observed == 0


def of_own(own, measure):
    return only(own_tie(own), "tie", measure=measure)


def test_a_members_own_events_tell_how_often_and_how_strongly_they_turn_to_somebody():
    own = [turn(n, strength=3) for n in (1, 1, 2, 8, 9)] + [event(n, strength=5) for n in (1, 3, 10, 11)]
    steady, strong = of_own(own, "persistence"), of_own(own, "intensity")
    assert (steady.observed, steady.n, strong.n, strong.estimate) == (4, 7, 5, 3)
    assert of_own(own, "change").detail == {"first": [2, 3], "second": [2, 4]}


def test_a_member_is_answered_where_somebody_addressed_responded():
    by = {name: (Response(name, "supports"),) for name in ("dahlia", "kenanga")}
    own = [turn(1, responses=by["dahlia"]) for _ in range(3)] + [turn(1, responses=by["kenanga"]) for _ in range(2)]
    found = of_own([*own, turn(1), event(1, responses=by["dahlia"])], "reciprocity")
    assert (found.observed, found.n, found.estimate) == (3, 5, 0.6)
    assert found.events == tuple(o.id for o in own[:3])


EVERYBODY = ("melati", *PEOPLE)
everybody = st.fixed_dictionaries({name: st.sets(st.integers(1, 12)) for name in EVERYBODY}).map(
    lambda found: {name: course(12, sorted(numbers)) for name, numbers in found.items()}
)
turned = st.lists(
    st.builds(
        turn,
        st.integers(1, 12),
        st.sampled_from(EVERYBODY),
        st.sampled_from(EVERYBODY),
        strength=st.none() | st.integers(1, 5),
    ),
    max_size=40,
)


@given(turned, everybody)
def test_counts_hold_each_other_and_every_interval_its_estimate(observations, courses):
    for claim in group_ties(observations, courses):
        assert claim.observed is None or claim.observed <= claim.n
        assert (claim.estimate is None) == (claim.missing is not None)
        assert claim.missing or claim.low <= claim.estimate <= claim.high


@given(turned, everybody, st.sampled_from(list(permutations(EVERYBODY))))
def test_other_names_give_the_same_figures_under_the_other_names(observations, courses, others):
    name = dict(zip(EVERYBODY, others, strict=True))
    renamed = [o._replace(actor=name[o.actor], toward=tuple(name[to] for to in o.toward)) for o in observations]
    figures = {
        (frozenset(name[person] for person in claim.of["members"]), claim.of["measure"]): replace(claim, of={})
        for claim in group_ties(observations, courses)
    }
    after = group_ties(renamed, {name[person]: course for person, course in courses.items()})
    assert {(frozenset(c.of["members"]), c.of["measure"]): replace(c, of={}) for c in after} == figures


def test_every_pair_is_there_once_though_nobody_ever_met():
    assert list(pairs_of([], {name: Course((), ()) for name in "cab"})) == [("a", "b"), ("a", "c"), ("b", "c")]
