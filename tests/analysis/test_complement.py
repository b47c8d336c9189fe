"""How others answer a member: values worked out by hand, every mixing of small sessions, and what holds for any."""

import json
from itertools import permutations, product
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from observations.analysis import floors
from observations.analysis.complement import (
    CLOSE,
    DRAWS,
    FITS,
    ROUNDS,
    STEPS,
    complementarity,
    fit_within,
    is_close,
)
from observations.analysis.style import ANGLES

from .made import OCTANTS, event, records

HALF = sqrt(0.5)
COMPLEMENTS = {"PA": "HI", "BC": "FG", "DE": "DE", "FG": "BC", "HI": "PA", "JK": "NO", "LM": "LM", "NO": "JK"}


def answered(*pairs, session=1, **noted):
    return [event(session, octant=octant, answered=answer, **noted) for octant, answer in pairs]


def always_fitting(sessions=4):
    """Gives in, leads, withdraws and is warm once in each session, and is met with the complement each time."""
    pairs = [(octant, COMPLEMENTS[octant]) for octant in ("HI", "PA", "FG", "LM")]
    return [one for session in range(1, sessions + 1) for one in answered(*pairs, session=session)]


@pytest.mark.parametrize(
    ("octant", "answer", "fit", "close"),
    [
        ("DE", "FG", HALF, True),
        ("HI", "PA", 1, True),
        ("LM", "LM", 1, True),
        ("DE", "DE", 1, True),
        ("BC", "FG", 1, True),
        ("NO", "JK", 1, True),
        ("NO", "LM", HALF, True),
        ("LM", "PA", 0, False),
        ("NO", "NO", 0, False),
        ("FG", "NO", 0, False),
        ("PA", "PA", -1, False),
        ("LM", "DE", -1, False),
        ("BC", "PA", -HALF, False),
    ],
)
def test_an_answer_fits_by_how_near_it_is_to_the_complement(octant, answer, fit, close):
    assert FITS[STEPS[octant], STEPS[answer]] == pytest.approx(fit)
    [one] = answered((octant, answer))
    assert is_close(one) is close


def test_the_fit_is_the_cosine_of_both_angles_together():
    for one, other in product(OCTANTS, repeat=2):
        wanted = np.cos(np.radians(ANGLES[one] + ANGLES[other]))
        assert FITS[STEPS[one], STEPS[other]] == pytest.approx(wanted, abs=1e-12)
    assert CLOSE.sum() == 24, "of eight answers three are within 45°"


@pytest.mark.parametrize(("octant", "complement"), COMPLEMENTS.items())
def test_each_octant_has_one_complement_and_it_is_mutual(octant, complement):
    assert FITS[STEPS[octant]].argmax() == STEPS[complement] and COMPLEMENTS[complement] == octant


def test_a_member_who_always_gets_the_complement():
    claim = complementarity(always_fitting())
    assert (claim.of, claim.n, claim.observed, len(claim.events)) == ({"measure": "complementarity"}, 16, 16, 16)
    assert claim.estimate == claim.high == pytest.approx(1) and 0.6 < claim.low < 0.9
    assert claim.p < 0.001 and claim.missing is None and claim.claimed is False
    assert claim.expected == pytest.approx(4 * 6 / 4), "six of the sixteen pairs of a session are within 45°"


def test_the_figures_of_a_small_record_by_hand():
    """Two sessions alike. Fits: HI–PA 1, PA–HI 1, DE–FG √½, LM–DE −1. Warmth: DE–FG √½, LM–DE −1; the rest control."""
    pairs = [("HI", "PA"), ("PA", "HI"), ("DE", "FG"), ("LM", "DE")]
    claim = complementarity([*answered(*pairs), *answered(*pairs, session=2)])
    assert (claim.n, claim.observed) == (8, 6)
    assert claim.estimate == pytest.approx((1 + HALF) / 4)
    assert claim.detail["affiliation"] == pytest.approx((HALF - 1) / 4)
    assert claim.detail["control"] == pytest.approx(2 / 4)
    # Σcos θ · Σcos φ − Σsin θ · Σsin φ over four: own 0 and 0, so that mixed answers fit no better than nothing.
    assert claim.detail["chance"] == pytest.approx(0, abs=1e-12)


def test_what_mixed_answers_would_give_is_the_mean_over_every_mixing():
    pairs = [("HI", "PA"), ("HI", "NO"), ("LM", "LM"), ("NO", "DE")]
    claim = complementarity([*answered(*pairs), *answered(*pairs, session=2), *answered(*pairs, session=3)])
    fits = [[FITS[STEPS[a], STEPS[b]] for (a, _), b in zip(pairs, order, strict=True)] for order in orders(pairs)]
    assert claim.detail["chance"] == pytest.approx(np.mean(fits))
    assert claim.expected == pytest.approx(3 * np.mean([np.sum(np.array(fit) > 0.5) for fit in fits]))


def orders(pairs):
    return list(permutations([answer for _, answer in pairs]))


def every_p(*sessions):
    """Of all mixings of these sessions, the share that is as far from their mean as what was seen."""
    sums = [
        [sum(FITS[STEPS[a], STEPS[b]] for (a, _), b in zip(pairs, order, strict=True)) for order in orders(pairs)]
        for pairs in sessions
    ]
    total = np.array([sum(some) for some in product(*sums)])
    seen = sum(each[0] for each in sums)
    return float((abs(total - total.mean()) >= abs(seen - total.mean()) - 1e-9).mean())


def pairs_of(text):
    """Sessions between bars: "HI-PA LM-LM | DE-DE NO-JK"."""
    return [[tuple(pair.split("-")) for pair in session.split()] for session in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "HI-PA PA-HI LM-LM DE-DE | FG-BC NO-JK LM-DE LM-LM",
        "HI-HI PA-HI LM-LM | FG-BC NO-BC LM-DE HI-LM | LM-LM DE-DE",
        "HI-PA PA-HI DE-FG LM-DE NO-NO | PA-PA LM-LM HI-HI",
    ],
    ids=["fits", "in between", "neither"],
)
def test_the_test_comes_to_what_every_mixing_gives(text):
    sessions = pairs_of(text)
    own = [one for at, pairs in enumerate(sessions, 1) for one in answered(*pairs, session=at)]
    exact, found = every_p(*sessions), complementarity(own).p
    assert found == pytest.approx(exact, abs=5 * sqrt(exact / DRAWS))


def test_answers_against_the_complement_are_found_as_well():
    against = {"HI": "HI", "PA": "PA", "FG": "JK", "LM": "DE"}
    own = [one for session in range(1, 6) for one in answered(*against.items(), session=session)]
    claim = complementarity(own)
    assert claim.estimate < claim.detail["chance"] and claim.p < 0.01


def test_the_smallest_p_is_that_of_all_draws():
    assert complementarity(always_fitting(12)).p == 1 / (ROUNDS * DRAWS + 1)


def test_a_climate_of_the_whole_session_claims_nothing():
    """Warm sessions in which warmth is met with warmth, and cold ones: fitting throughout, and nothing varies."""
    warm, cold = ([answered(*[pair] * 4, session=at) for at in several] for pair, several in
                  ((("LM", "LM"), (1, 3)), (("DE", "DE"), (2, 4))))  # fmt: skip
    claim = complementarity(sum([*warm, *cold], []))
    assert claim.missing == {"reason": "no-contrast"}
    assert (claim.n, claim.observed, claim.p, claim.estimate) == (16, 16, None, None)


def test_sessions_that_can_stand_in_a_few_ways_only_tell_nothing():
    two = [one for session in range(1, 5) for one in answered(("HI", "PA"), ("LM", "LM"), session=session)]
    assert complementarity(two).missing == {"reason": "no-contrast"}, "of 16 ways none is as rare as one in twenty"
    more = [*two, *answered(("HI", "PA"), ("LM", "LM"), session=5)]
    assert complementarity(more).p == pytest.approx(1 / 16, rel=0.4), "32 ways, two of them as far as can be"


def test_a_session_in_which_nothing_varies_changes_no_p():
    same = answered(*[("LM", "LM")] * 5, session=9)
    assert complementarity([*always_fitting(), *same]).p == complementarity(always_fitting()).p


def test_below_the_floor_there_are_counts_and_what_is_missing():
    own = [*answered(*[("HI", "PA")] * (floors.ANSWERS - 1)), event(octant="HI"), event(answered="PA")]
    claim = complementarity(own)
    assert claim.missing == {"reason": "too-few-events", "needed": 8, "have": 7}
    assert (claim.n, claim.observed, claim.estimate, claim.detail) == (7, 7, None, None)


def turned(octant, steps):
    return next(name for name, angle in ANGLES.items() if angle == (ANGLES[octant] + 45 * steps) % 360)


def fitted(observations, steps=0):
    """The same with own behaviours turned one way and answers the other, which leaves every fit what it was."""
    turns = {"octant": steps, "answered": -steps}
    return [
        o._replace(**{name: getattr(o, name) and turned(getattr(o, name), by) for name, by in turns.items()})
        for o in observations
    ]


many = records(
    least=8, most=20, octant=st.sampled_from(OCTANTS), answered=st.sampled_from(OCTANTS), session=st.integers(1, 3)
)


@given(many, st.integers(1, 7))
def test_turning_both_against_each_other_changes_neither_fit_nor_chance(observations, steps):
    here, there = complementarity(observations), complementarity(fitted(observations, steps))
    assert here.observed == there.observed
    assert (here.estimate, here.expected, here.low) == pytest.approx((there.estimate, there.expected, there.low))


@given(many)
def test_turning_the_answers_by_half_a_circle_turns_the_sign(observations):
    opposite = [o._replace(answered=turned(o.answered, 4)) for o in observations]
    here, there = complementarity(observations), complementarity(opposite)
    assume(here.estimate is not None)
    assert (here.estimate, here.detail["chance"]) == pytest.approx((-there.estimate, -there.detail["chance"]))
    assert here.detail["affiliation"] == pytest.approx(-there.detail["affiliation"])


@given(many)
def test_the_parts_make_the_whole_and_everything_stays_within_what_is_possible(observations):
    claim = complementarity(observations)
    assume(claim.estimate is not None)
    assert claim.estimate == pytest.approx(claim.detail["affiliation"] + claim.detail["control"])
    assert -1 - 1e-9 <= claim.low <= claim.estimate <= claim.high <= 1 + 1e-9
    assert 0 < claim.p <= 1 and 0 <= claim.expected <= claim.n


@given(records(), st.randoms())
def test_the_order_of_the_records_changes_nothing_and_it_is_plain_json(observations, random):
    claim = complementarity(observations)
    assert complementarity(random.sample(observations, len(observations))) == claim
    assert json.loads(json.dumps(claim.as_json(), allow_nan=False)) == claim.as_json()


def test_the_interval_narrows_with_what_is_known():
    (low, high), (nearer, closer) = (fit_within(np.eye(8, dtype=int) * n) for n in (1, 10))
    assert closer - nearer < (high - low) / 2
