"""What a member's events evoke in the others: shared by several, or one person's alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis import floors
from observations.analysis.evoked import feelings, felt_lines
from observations.analysis.records import Felt

from .made import PEOPLE, event, only, records


def felt(*lines, **noted):
    """`lines` as "dahlia irritated 3"."""
    parts = [line.split() for line in lines]
    told = [Felt(by, feeling, int(rest[0]) if rest else None) for by, feeling, *rest in parts]
    return event(felt=tuple(told), **noted)


def irritating():
    return [
        *(felt("dahlia irritated 4", "kenanga irritated 2") for _ in range(2)),
        felt("anggrek irritated", "dahlia warm 3"),
        *(felt("mawar warm 3", "dahlia sad") for _ in range(4)),
        felt(),
    ]


def test_each_feeling_has_its_share_of_all_noted_feelings_with_its_interval():
    irritated = only(feelings(irritating()), "evoked", feeling="irritated")
    assert (irritated.observed, irritated.n, irritated.claimed) == (5, 14, None)
    assert (irritated.estimate, irritated.low, irritated.high) == pytest.approx((0.357, 0.163, 0.612), abs=0.0005)


def test_it_says_by_how_many_of_how_many_people_in_how_many_events():
    claims = feelings(irritating())
    assert only(claims, "evoked", feeling="irritated").detail == {
        "people": 3, "of_people": 4, "in_events": 3, "of_events": 7, "strength": 3.0
    }  # fmt: skip
    alone = only(claims, "evoked", feeling="sad").detail
    assert (alone["people"], alone["in_events"], alone["strength"]) == (1, 4, None)


def test_it_stands_on_the_events_each_named_once():
    two, none = felt("dahlia bored", "kenanga bored"), felt("dahlia warm")
    assert only(feelings([two, none]), "evoked", feeling="bored").events == (two.id,)


def test_below_the_floor_there_are_counts_and_what_is_missing():
    [few] = feelings([felt("dahlia bored") for _ in range(floors.FELT - 1)])
    assert (few.observed, few.n, few.estimate) == (7, 7, None)
    assert few.missing == {"reason": "too-few-events", "needed": 8, "have": 7}


def test_where_nobody_felt_anything_one_claim_says_so():
    [none] = feelings([event(), event()])
    assert (none.of, none.n, none.observed, none.events) == ({"feeling": None}, 0, 0, ())
    assert none.missing == {"reason": "too-few-events", "needed": 8, "have": 0}


def test_what_the_actor_felt_is_not_evoked_in_others():
    assert felt_lines([felt("melati proud", actor="melati")]) == []


@given(records(least=1))
def test_the_feelings_share_out_all_lines(observations):
    claims = feelings(observations)
    assert sum(claim.observed for claim in claims) == claims[0].n == len(felt_lines(observations))
    for claim in claims:
        detail = claim.detail
        assert detail["people"] <= detail["of_people"] and detail["in_events"] == len(claim.events)
        assert detail["in_events"] <= detail["of_events"] and detail["people"] <= claim.observed
        assert claim.missing or 0 <= claim.low <= claim.estimate == claim.observed / claim.n <= claim.high <= 1


@given(records(), st.permutations(PEOPLE))
def test_other_names_of_those_who_feel_change_nothing(observations, others):
    """The actor is none of them."""
    name = dict(zip(PEOPLE, others, strict=True))
    renamed = [o._replace(felt=tuple(line._replace(by=name[line.by]) for line in o.felt)) for o in observations]
    assert feelings(renamed) == feelings(observations)
