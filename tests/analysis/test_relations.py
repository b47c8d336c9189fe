"""What a member evokes in everybody, how strongly each feels anything, and what is one pair's alone."""

import numpy as np
import pytest

from observations.analysis import floors
from observations.analysis.records import Felt
from observations.analysis.relations import effects

from .made import event

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
    known = [claim.estimate for claim in own(effects(round_robin(), "ABCDEF"))]
    assert [claim.estimate for claim in own(effects(round_robin() + again, "ABCDEF"))] == pytest.approx(known)


def test_at_whose_events_nobody_noted_anything_has_no_partner_effect_the_others_have_theirs():
    claims = own(effects(round_robin()[:5], "ABCDEF"))
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
    assert len(own(effects(round_robin(), "ABCDEFG"))) == 12


def own(claims):
    return [claim for claim in claims if claim.of["effect"] != "relationship"]


def between(claims):
    return {(c.of["by"], c.of["member"]): c for c in claims if c.of["effect"] == "relationship"}


def others(people, at):
    return [(row, by) for row, by in enumerate(people) if row != at]


def often(table, times, people="ABCDEF"):
    """So many events of each, at which everybody felt as strongly as the table says, a row for who feels."""
    return [
        event(actor=actor, felt=tuple(Felt(by, "warm", int(table[row, at])) for row, by in others(people, at)))
        for at, actor in enumerate(people)
        for _ in range(times)
    ]


def test_what_is_one_pairs_alone_is_told_where_it_was_noted_again():
    """Everybody feels everything at 2, and A what B does at 5, three times over."""
    table = np.full((6, 6), 2)
    table[0, 1] = 5
    claims = between(effects(often(table, 3), "ABCDEF"))
    special = claims["A", "B"]
    assert len(claims) == 30 and special.claimed and special.q < 0.001 and special.low > 1
    assert special.estimate == max(claim.estimate for claim in claims.values())
    assert (special.n, len(special.events), special.detail["strength"]) == (3, 3, 5)
    assert special.expected == pytest.approx(5 - special.estimate)


def test_feelings_noted_once_by_each_do_not_tell_what_is_a_pairs_alone():
    [claim] = between(effects(often(np.full((6, 6), 3), 1), "ABCDEF")).values()
    assert claim.missing == {"reason": "too-few-events", "needed": floors.REPEATED, "have": 0}
    assert claim.n == 30 and claim.estimate is None and claim.claimed is None


def test_feelings_that_are_always_the_same_are_not_taken_for_exact():
    """Strengths are whole: alike may be a third apart."""
    told = between(effects(often(np.full((6, 6), 3), 3), "ABCDEF"))["A", "B"]
    assert told.estimate == pytest.approx(0) and told.high - told.low > 0.3 and not told.claimed


def test_of_who_felt_something_about_one_alone_nobody_can_say_whether_it_is_theirs_or_the_pairs():
    table = np.random.default_rng(1).integers(1, 6, (6, 6))
    events = [
        o._replace(felt=tuple(felt for felt in o.felt if felt.by != "F" or o.actor == "A")) for o in often(table, 2)
    ]
    alone = between(effects(events, "ABCDEF"))["F", "A"]
    assert alone.missing == {"reason": "no-contrast"} and alone.claimed is alone.p is None and alone.n == 2


def drawn(random, people="ABCDEFG", special=0.0):
    """Effects of all three kinds, each feeling in whole points of five, at one to four events of each."""
    n = len(people)
    actors, partners, pairs = random.normal(0, 0.5, n), random.normal(0, 0.5, n), random.normal(0, special, (n, n))
    means = 3 + actors[:, None] + partners + pairs

    def felt(row, at):
        return int(np.clip(np.rint(random.normal(means[row, at], 0.6)), 1, 5))

    return [
        event(actor=actor, felt=tuple(Felt(by, "warm", felt(row, at)) for row, by in others(people, at)))
        for at, actor in enumerate(people)
        for _ in range(int(random.integers(1, 5)))
    ]


def test_where_no_pair_is_special_hardly_any_group_has_one_claimed():
    """Of 200 groups of 7; Benjamini and Hochberg let one in twenty through."""
    random = np.random.default_rng(20261126)
    found = [between(effects(drawn(random), "ABCDEFG")) for _ in range(200)]
    assert sum(any(claim.claimed for claim in claims.values()) for claims in found) <= 16


def test_where_pairs_are_special_some_are_found():
    random = np.random.default_rng(20261127)
    found = [between(effects(drawn(random, special=1), "ABCDEFG")) for _ in range(20)]
    assert sum(any(claim.claimed for claim in claims.values()) for claims in found) >= 15
