"""Chains: what goes with what, what follows what, and what can be told of it."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from observations.analysis import floors
from observations.analysis.chains import _limit, chains
from observations.analysis.discovery import RATE, discovered
from observations.analysis.member import member_claims
from observations.analysis.records import Response, in_order

from .made import course, event, events, records


def chain(claims, given, target, level="within"):
    of = {"given": given.split(), "target": target.split(), "level": level}
    found = [claim for claim in claims if claim.kind == "chain" and claim.of == of]
    assert len(found) == 1, f"{len(found)} chains {of}"
    return found[0]


def pairs(*counted, session=1):
    """`counted` as (number, trigger, octant)."""
    return [event(session, trigger=trigger, octant=octant) for n, trigger, octant in counted for _ in range(n)]


GIVES_IN = pairs((7, "criticism", "HI"), (2, "criticism", "BC"), (4, "praise", "HI"), (37, "praise", "LM"))


def test_a_chain_worked_by_hand():
    """Seven of nine after criticism, four of forty-one otherwise: E 9·11/50, Q (7·37 − 2·4)/(7·37 + 2·4)."""
    claim = chain(chains(GIVES_IN), "trigger criticism", "octant HI")
    assert (claim.n, claim.observed, claim.expected) == (9, 7, pytest.approx(1.98))
    assert claim.estimate == pytest.approx(251 / 267)
    assert claim.p == pytest.approx(hypergeom.sf(6, 50, 9, 11))
    assert claim.detail["z"] == pytest.approx(5.02 / (1.98 * (1 - 9 / 50) * (1 - 11 / 50)) ** 0.5)
    assert claim.detail["share"] == pytest.approx(7 / 9)
    assert claim.detail["otherwise"] == {"n": 41, "observed": 4, "share": pytest.approx(4 / 41)}
    assert claim.events == tuple(sorted(o.id for o in GIVES_IN[:7]))


def test_it_is_claimed_for_the_member():
    assert chain(member_claims(GIVES_IN, course()), "trigger criticism", "octant HI").claimed


def test_what_no_count_could_make_a_pattern_is_not_tested():
    """Eleven of eleven after praise, which sets off 41 of 50, would still have a chance of 8 in 100."""
    assert hypergeom.sf(10, 50, 41, 11) > 0.05
    tested = {(claim.of["given"][1], claim.of["target"][1]) for claim in chains(GIVES_IN)}
    assert ("praise", "LM") in tested and ("praise", "HI") not in tested


def test_what_chance_puts_less_than_one_event_into_is_not_tested():
    rare = [*GIVES_IN, *pairs((2, "limit", "DE"))]
    told = {(c.of["given"][1], c.of["target"][1]) for c in chains(rare) if c.of["target"][0] == "octant" and c.p}
    assert ("limit", "DE") not in told and ("criticism", "HI") in told
    assert all(claim.expected >= floors.CHAIN_EXPECTED for claim in chains(rare) if claim.p is not None)


def test_a_climate_that_brings_both_codes_together_is_no_chain():
    """One session full of criticism and giving in, one full of praise and warmth; within each the two are apart."""
    first = pairs((8, "criticism", "HI"), (1, "criticism", "LM"), (1, "praise", "HI"))
    second = pairs((1, "criticism", "LM"), (1, "praise", "HI"), (8, "praise", "LM"), session=2)
    claim = chain(chains([*first, *second]), "trigger criticism", "octant HI")
    assert claim.detail["z"] > 2.5 and claim.low > 0
    assert claim.p > 0.5 and claim.expected == pytest.approx(81 / 10 + 1 / 10)


def test_the_next_event_is_one_of_the_same_session():
    """HI then LM in every session, never across: eight sessions of one pair and the rest in disorder."""
    own = [event(session, octant=octant) for session in range(1, 9) for octant in ("HI", "LM", "DE")]
    claim = chain(chains(own), "octant HI", "octant LM", "between")
    assert (claim.n, claim.observed, claim.expected) == (8, 8, pytest.approx(8 / 3))
    assert claim.p == pytest.approx((1 / 3) ** 8)
    assert set(claim.events) == {o.id for o in own if o.octant != "DE"}
    assert ("DE", "HI") not in {(c.of["given"][1], c.of["target"][1]) for c in chains(own) if c.observed}


def test_a_code_may_follow_itself():
    own = [event(1, octant=octant) for octant in [*["HI"] * 6, *["LM"] * 6, "DE"]]
    claim = chain(chains(own), "octant HI", "octant HI", "between")
    assert (claim.n, claim.observed, claim.expected) == (6, 5, pytest.approx(6 * 5 / 13))
    assert claim.p == pytest.approx(hypergeom.sf(4, 13, 6, 5))


@pytest.mark.parametrize(
    ("least", "tests"), [([], 1), ([0.04], 1), ([0.04, 0.03, 0.001], 2), ([0.02, 0.02, 0.02, 0.01], 3), ([1e-9] * 7, 7)]
)
def test_worth_a_test_is_what_could_stand_beside_the_others(least, tests):
    """Tarone's k: the first for which at most k cells allow a p of 0.05 / k."""
    assert _limit(np.array(least)) == RATE / tests


@given(st.lists(st.floats(0, 1), max_size=50))
def test_no_more_is_tested_than_the_smallest_p_was_divided_by(least):
    limit = _limit(np.array(least))
    assert sum(one <= limit for one in least) <= RATE / limit + 1e-9


def answered(octant, *kinds):
    return events(6, octant=octant, responses=tuple(Response(f"m{k}", kind) for k, kind in enumerate(kinds)))


def test_several_responses_of_one_kind_to_one_event_count_once():
    without = events(9, octant="BC")
    own = [*answered("BC", "attacks", "attacks", "silent"), *answered("LM", "supports", "silent"), *without]
    claim = chain(chains(own), "octant BC", "response attacks")
    assert (claim.n, claim.observed, claim.expected) == (6, 6, pytest.approx(3))
    assert claim.detail["otherwise"] == {"n": 6, "observed": 0, "share": 0}
    assert claim.p == pytest.approx(1 / 924)
    assert not [c for c in chains(own) if c.of["target"] == ["response", "silent"]]


def test_below_the_floor_each_table_says_what_is_missing():
    claims = chains(pairs((4, "criticism", "HI"), (3, "praise", "LM")))
    assert [claim.missing for claim in claims] == [
        {"reason": "too-few-events", "needed": 8, "have": have} for have in (7, 0, 0, 6)
    ]
    assert {(claim.claimed, claim.p, claim.estimate) for claim in claims} == {(False, None, None)}
    assert claims[0].of == {"given": ["trigger", None], "target": ["octant", None], "level": "within"}


def test_one_code_alone_has_nothing_to_be_compared_with():
    [claim] = [c for c in chains(pairs((20, "criticism", "HI"))) if c.of["given"][0] == "trigger" and c.n == 20]
    assert claim.missing == {"reason": "no-contrast"}


@given(records(least=8, most=60))
def test_every_chain_adds_up(observations):
    for claim in chains(in_order(observations)):
        if claim.p is None:
            continue
        otherwise, width = claim.detail["otherwise"], 1 if claim.of["level"] == "within" else 2
        assert 0 < claim.p <= 1 and claim.observed <= claim.n and otherwise["observed"] <= otherwise["n"]
        assert claim.observed <= len(claim.events) <= width * claim.observed
        assert (claim.estimate is None) == (claim.missing is not None)


@given(records(most=60), st.randoms())
def test_neither_the_order_of_the_records_nor_their_ids_change_a_figure(observations, chance):
    def figures(own):
        return json.dumps([replace(c, events=()).as_json() for c in discovered(chains(in_order(own)))])

    moments = {(o.session, o.at) for o in observations}
    apart = [o for o in observations if (o.session, o.at) in moments and not moments.remove((o.session, o.at))]
    other = [o._replace(id=f"x{number}") for number, o in enumerate(chance.sample(apart, len(apart)))]
    assert figures(other) == figures(apart)


def test_floors_are_where_their_reasons_say():
    seven, eight = hypergeom.sf(2, 7, 3, 3), hypergeom.sf(3, 8, 4, 4)
    assert (seven, eight) == (pytest.approx(1 / 35), pytest.approx(1 / 70))
    assert 2 * seven > 0.05 >= 3 * eight
