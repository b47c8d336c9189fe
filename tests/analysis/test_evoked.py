"""What a member's events evoke in the others: shared by several, or one person's alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis import floors
from observations.analysis.evoked import effects, feelings, felt_lines
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


ROUND = ("-45675", "2-1324", "54-326", "454-25", "1443-3", "57539-")


def round_robin(rows=ROUND, people="ABCDEF"):
    """Who rates whom, as felt at one event of the person who is rated."""
    by_rater = dict(zip(people, rows, strict=True))
    return [
        event(actor=actor, felt=tuple(Felt(by, "warm", int(row[at])) for by, row in by_rater.items() if by != actor))
        for at, actor in enumerate(people)
    ]


def test_what_each_evokes_in_everybody_is_the_partner_effect_of_the_round_robin():
    claims = [claim for claim in effects(round_robin(), "ABCDEF") if claim.of["effect"] == "partner"]
    known = [-0.458, 0.375, -0.333, -0.542, 0.083, 0.875]
    assert [claim.of["member"] for claim in claims] == list("ABCDEF")
    assert [claim.estimate for claim in claims] == pytest.approx(known, abs=0.0005)
    assert all(claim.low < claim.estimate < claim.high and claim.claimed is None for claim in claims)
    assert claims[0].detail["people"] == 6 and claims[0].detail["srm"]["negative"] == ["partner"]
    assert claims[0].n == 5 and len(claims[0].events) == 1


def test_how_strongly_each_feels_anything_is_the_actor_effect():
    claims = [claim for claim in effects(round_robin(), "ABCDEF") if claim.of["effect"] == "actor"]
    known = [1.208, -1.625, -0.167, -0.208, -1.083, 1.875]
    assert [claim.estimate for claim in claims] == pytest.approx(known, abs=0.0005)
    assert all(claim.low < claim.estimate < claim.high and claim.claimed is None for claim in claims)
    assert (claims[0].n, len(claims[0].events)) == (5, 5)


def test_several_feelings_of_one_for_another_are_taken_at_their_mean():
    again = [event(actor="B", felt=(Felt("A", "sad", 3), Felt("A", "warm", 5), Felt("A", "bored")))]
    known = [claim.estimate for claim in effects(round_robin(), "ABCDEF")]
    assert [claim.estimate for claim in effects(round_robin() + again, "ABCDEF")] == pytest.approx(known)


def test_at_whose_events_nobody_noted_anything_has_no_partner_effect_the_others_have_theirs():
    claims = effects(round_robin()[:5], "ABCDEF")
    assert [claim.of["member"] for claim in claims if claim.missing] == ["F"]
    assert claims[5].missing == {"reason": "missing-cells", "needed": 1, "have": 0} and claims[5].estimate is None
    assert all(claim.low < claim.estimate < claim.high for claim in claims if not claim.missing)
    assert (claims[0].detail["cells"], claims[0].detail["of_cells"]) == (25, 30)


def test_where_few_noted_anything_about_each_other_it_is_not_said():
    [claim] = effects(round_robin()[:2], "ABCDEF")
    assert claim.missing == {"reason": "missing-cells", "needed": 15, "have": 10} and claim.estimate is None


def test_who_is_not_among_the_people_neither_rates_nor_is_rated():
    [claim] = effects(round_robin(), "ABC")
    assert claim.missing == {"reason": "too-few-people", "needed": 4, "have": 3} and claim.n == 6


def test_who_has_no_part_in_it_does_not_make_it_incomplete():
    assert len(effects(round_robin(), "ABCDEFG")) == 12
