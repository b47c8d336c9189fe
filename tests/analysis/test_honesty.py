"""Where nothing is there, next to nothing is claimed; what is there is found. `bench/honesty.py` does it at length."""

from functools import cache

import numpy as np
import pytest
from scipy.stats import binom

from bench.coverage import KINDS, covered
from bench.honesty import claimed_in, is_chain, is_change, is_fit, is_told_first, named
from bench.simulated import members, with_answers, with_chain, with_change, with_feeling, with_style
from observations.analysis.discovery import RATE
from observations.analysis.member import member_claims

SEED, MEMBERS, RUNS = 7, 150, 400

# With a true rate of 5 in 100, so many of the members are passed by chance once in a thousand times: 17 of 150.
MOST = int(binom.isf(0.001, MEMBERS, RATE))


@cache
def analysed(unsteady):
    return [member_claims(*record) for record in members(np.random.default_rng(SEED), MEMBERS, unsteady=unsteady)]


@pytest.mark.parametrize("unsteady", [False, True], ids=["steady", "activity drifts and sessions differ"])
def test_few_members_get_a_claim_where_there_is_nothing(unsteady):
    assert sum(any(claim.claimed for claim in claims) for claims in analysed(unsteady)) <= MOST


@pytest.mark.parametrize("unsteady", [False, True], ids=["steady", "activity drifts and sessions differ"])
def test_the_bound_would_notice_a_rate_that_is_not_held(unsteady):
    """Each test for itself at 5 %: what the false-discovery rate is there to prevent."""
    alone = [any(claim.p is not None and claim.p <= RATE for claim in claims) for claims in analysed(unsteady)]
    assert sum(alone) > MOST


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (lambda rng: with_chain(rng, 120, 0.7), is_chain),
        (lambda rng: with_change(rng, 24, 0.8, 0.2), is_change),
        (lambda rng: with_answers(rng, 60, 0.8), is_fit),
    ],
    ids=["chain", "change", "answers"],
)
def test_what_is_strong_is_found_in_nearly_every_member(planted, found):
    rng = np.random.default_rng(SEED)
    assert sum(map(found, claimed_in(planted(rng) for _ in range(20)))) >= 18


def test_a_style_that_scatters_around_an_octant_is_named_after_it_and_none_where_there_is_none():
    rng = np.random.default_rng(SEED)
    assert [named(with_style(rng, 160, "FG", 2)) for _ in range(20)].count("FG") >= 18
    assert [named(with_style(rng, 160, "FG", 0)) for _ in range(20)].count(None) >= 18


def test_a_style_of_one_octant_alone_is_not_named():
    """A curve through the whole circle is too wide for it: the fit that the rule asks for is not reached."""
    rng = np.random.default_rng(SEED)
    assert [named(with_style(rng, 160, "FG", 6)) for _ in range(20)].count(None) >= 18


def test_a_feeling_that_is_every_second_one_is_told_first_and_one_as_frequent_as_the_others_seldom():
    rng = np.random.default_rng(SEED)
    assert sum(is_told_first(with_feeling(rng, 40, "bored", 0.5)) for _ in range(20)) >= 18
    assert sum(is_told_first(with_feeling(rng, 40, "bored", 1 / 11)) for _ in range(20)) <= 6


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_hold_the_truth_as_often_as_they_say(kind):
    """Four standard errors of 400 runs below 95 in 100; exact intervals hold it more often."""
    least = 0.95 - 4 * (0.95 * 0.05 / RUNS) ** 0.5
    assert covered(kind, np.random.default_rng(SEED), RUNS) >= least * RUNS
