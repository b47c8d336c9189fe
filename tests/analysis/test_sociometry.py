"""Polls: a published example worked out, real rankings, and what holds for any ballots."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.sociometry import concordance, standing, whole

FRATERNITY = Path(__file__).parent / "data" / "fraternity.txt"
CHOSEN = {"A": "BC", "B": "AC", "C": "AB", "D": "AC", "E": "AD", "F": "AE"}
REJECTED = {"A": "F", "B": "F", "C": "F", "D": "E", "E": "F", "F": "D"}
SIX = {voter: dict.fromkeys(CHOSEN[voter], 1.0) | dict.fromkeys(REJECTED[voter], -1.0) for voter in CHOSEN}


def ranked(*orders):
    """Of each voter the others, the most liked first."""
    return {order[0]: {name: float(rank) for rank, name in enumerate(order[1:], 1)} for order in orders}


def fraternity():
    rows = [line.split() for line in FRATERNITY.read_text().splitlines() if not line.startswith("#")]
    names = [f"A{number:02}" for number in range(1, len(rows) + 1)]
    return {
        rater: {name: float(rank) for name, rank in zip(names, row, strict=True) if rank != "-"}
        for rater, row in zip(names, rows, strict=True)
    }


def test_the_standing_of_six_who_chose_two_and_rejected_one():
    found = standing(SIX, CHOSEN, {})
    assert {name: one.status for name, one in found.items()} == pytest.approx(
        {"A": 1.0, "B": 0.4, "C": 0.6, "D": 0.2, "E": 0.2, "F": 0}
    )
    assert {name: (one.received, one.made) for name, one in found.items()} == {
        "A": (5, 2), "B": (2, 2), "C": (3, 2), "D": (1, 2), "E": (1, 2), "F": (0, 2)
    }  # fmt: skip
    assert [found[name].rejection for name in "DEF"] == pytest.approx([0.2, 0.2, 0.8])


def test_chance_stands_beside_who_is_chosen_most_and_who_not_at_all():
    found = standing(SIX, CHOSEN, {})
    assert found["A"].p_at_least == pytest.approx(0.0102, abs=0.00005) and found["A"].p_at_most == 1
    assert found["F"].p_at_most == pytest.approx(0.0778, abs=0.00005) and found["F"].p_at_least == 1


def test_the_group_of_six():
    assert whole(SIX) == pytest.approx((0.2, 0.5, 6 / 18))


def test_who_did_not_vote_leaves_what_is_counted_over():
    """F was away: nobody's status suffers by the vote that F did not give, and F's own is of the five who voted."""
    five = {voter: said for voter, said in SIX.items() if voter != "F"}
    found = standing(five, CHOSEN, {})
    assert (found["A"].received, found["A"].status) == (4, 1.0)
    assert (found["F"].received, found["F"].made, found["F"].rejection) == (0, 0, 0.8)
    assert whole(five).cohesion == pytest.approx(3 / 10) and whole(five).tension == pytest.approx(1 / 11)


def test_chances_follow_how_many_each_of_the_others_chose():
    """B chose both others, C one of two: A is chosen by both with a chance of one half, by neither with none."""
    found = standing({"B": {"A": 1, "C": 1}, "C": {"A": 1}}, "ABC", {})["A"]
    assert (found.received, found.p_at_least, found.p_at_most) == (2, pytest.approx(0.5), pytest.approx(1))
    assert standing({"B": {"A": 1, "C": 1}, "C": {"B": 1}}, "ABC", {})["A"].p_at_most == pytest.approx(0.5)


def test_how_well_somebody_foresaw_by_whom_they_are_chosen():
    """F expected A and E, of whom neither chose F; A expected B, and somebody who did not vote."""
    found = standing(SIX, [*CHOSEN, "G"], {"F": ["A", "E"], "A": ["B", "G"]})
    assert (found["F"].foreseen, found["A"].foreseen, found["B"].foreseen) == (0, 1, None)


def test_what_would_be_divided_by_nothing_is_undefined():
    alone = standing({"A": {}}, "A", {})["A"]
    assert (alone.status, alone.rejection, alone.p_at_least, alone.p_at_most) == (None, None, None, None)
    assert whole({"A": {}}) == (None, None, None) and whole({}) == (None, None, None)
    assert whole({"A": {}, "B": {}}) == (0, None, None)


def test_real_rankings_of_seventeen_agree_by_half():
    found = concordance(fraternity())
    assert found.w == pytest.approx(0.498, abs=0.0005) and found.p == 0.0001
    assert (found.order[0], found.order[-1], len(found.order)) == ("A17", "A10", 17)


def test_one_order_of_all_is_a_whole_agreement():
    found = concordance(ranked("ABCDE", "BACDE", "CABDE", "DABCE", "EABCD"))
    assert found.w == pytest.approx(1) and "".join(found.order) == "ABCDE"


def test_the_chance_is_that_of_ranks_dealt_anew():
    """Three who rank two each have 8 ways; in two of them somebody is first with both others, and somebody last."""
    ways = [ranked("A" + a, "B" + b, "C" + c) for a in ("BC", "CB") for b in ("AC", "CA") for c in ("AB", "BA")]
    found = [concordance(way) for way in ways]
    assert sum(one is None for one in found) == 2  # everybody is once first and once last
    assert {round(one.w, 9) for one in found if one} == {1.0}
    assert found[0].p == pytest.approx(6 / 8, abs=0.02)


@pytest.mark.parametrize(
    "ballots",
    [
        {},
        ranked("AB", "BA"),
        ranked("ABC", "BAC", "CA"),
        ranked("ABC", "BCA", "CAB"),
        {voter: dict.fromkeys(set("ABC") - {voter}, 1.0) for voter in "ABC"},
    ],
    ids=["nobody", "two", "one left somebody out", "everybody once first and once last", "everybody alike"],
)
def test_where_nothing_can_agree_there_is_no_figure(ballots):
    assert concordance(ballots) is None


def test_who_did_not_vote_is_ranked_by_nobody():
    without = ranked("ABCD", "BACD", "CABD")  # D was away
    assert concordance(without).order == ("A", "B", "C")


def ballots():
    names = st.sampled_from("ABCDEFG")
    return st.dictionaries(names, st.dictionaries(names, st.sampled_from([1.0, -1.0])), max_size=7).map(
        lambda said: {voter: {who: value for who, value in of.items() if who != voter} for voter, of in said.items()}
    )


@given(ballots(), st.permutations("ABCDEFG"))
def test_other_names_permute_the_standing_and_change_nothing_of_the_group(said, order):
    new = dict(zip("ABCDEFG", order, strict=True))
    renamed = {new[voter]: {new[who]: value for who, value in of.items()} for voter, of in said.items()}
    before, after = standing(said, "ABCDEFG", {}), standing(renamed, "ABCDEFG", {})
    assert {new[name]: one[:4] for name, one in before.items()} == {name: one[:4] for name, one in after.items()}
    assert whole(renamed) == whole(said)


@given(ballots())
def test_no_share_leaves_0_to_1_and_both_tails_hold_what_happened(said):
    for one in standing(said, "ABCDEFG", {}).values():
        assert all(0 <= share <= 1 for share in (one.status, one.rejection) if share is not None)
        assert one.p_at_least is None or one.p_at_least + one.p_at_most >= 1 - 1e-9
    assert all(0 <= share <= 1 for share in whole(said) if share is not None)


def test_the_order_of_the_ballots_changes_nothing():
    orders = [concordance(ranked(*way)) for way in permutations(["ABCD", "BACD", "CBAD", "DABC"])]
    assert len(set(orders)) == 1
