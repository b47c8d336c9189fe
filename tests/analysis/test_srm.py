"""The social relations model: published figures, a table of our own, and what holds for any round robin."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from observations.analysis.srm import LEAST, round_robin, undefined

LIKING = Path(__file__).parent / "data" / "liking.txt"
# The six by six table with which Kenny explains the model.
KENNY = "-45675 2-1324 54-326 454-25 1443-3 57539-"
# Made so that everything can be worked out in the head: 10 + actor (3 1 -1 -3) + partner (1 -1 -1 1), and nothing else.
PLAIN = [[0, 12, 12, 14], [12, 0, 10, 12], [10, 8, 0, 10], [8, 6, 6, 0]]


def table(rows):
    return np.array([[np.nan if cell == "-" else float(cell) for cell in row] for row in rows.split()])


def liking():
    lines = LIKING.read_text().splitlines()
    return table(" ".join(line for line in lines if not line.startswith("#")))


def test_the_effects_of_kennys_table():
    found = round_robin(table(KENNY))
    assert found.actors == pytest.approx([1.208, -1.625, -0.167, -0.208, -1.083, 1.875], abs=0.0005)
    assert found.partners == pytest.approx([-0.458, 0.375, -0.333, -0.542, 0.083, 0.875], abs=0.0005)


def test_the_variances_of_kennys_table_a_negative_one_is_0_and_said_to_be():
    found = round_robin(table(KENNY)).variances
    assert found[:5] == pytest.approx((1.3056, 0, 2.3778, 0.1556, -0.6889), abs=0.00005)
    assert found.partner == 0 and found.negative == ("partner",)


def test_the_partner_variance_of_kennys_table_before_it_is_set_to_0():
    found = round_robin(table(KENNY))
    chance = found.fit.partner_errors.sum() / 5
    assert found.partners @ found.partners / 5 - chance == pytest.approx(-0.1611, abs=0.00005)


def test_a_real_round_robin_of_54_people():
    found = round_robin(liking()).variances
    assert found[:5] == pytest.approx((0.17168, 0.10532, 0.60881, 0.01409, 0.07950), abs=0.000005)
    assert found.negative == ()


def test_a_table_that_has_nothing_but_effects_gives_these_and_no_relationship():
    found = round_robin(np.array(PLAIN, dtype=float))
    assert found.mean == pytest.approx(10) and found.fit.actor_errors == pytest.approx(np.zeros(4), abs=1e-12)
    assert found.actors == pytest.approx([3, 1, -1, -3]) and found.partners == pytest.approx([1, -1, -1, 1])
    assert found.relationships == pytest.approx(np.zeros((4, 4)), abs=1e-12)
    assert found.variances[:5] == pytest.approx((20 / 3, 4 / 3, 0, 0, 0), abs=1e-12)


def test_what_only_one_pair_has_is_theirs():
    special = np.array(PLAIN, dtype=float)
    special[0, 1] += 6
    found = round_robin(special)
    assert np.unravel_index(found.relationships.argmax(), (4, 4)) == (0, 1)


def test_it_is_written_as_the_results_have_it():
    found = round_robin(table(KENNY)).as_json(list("ABCDEF"))
    assert set(found) == {
        "actor", "partner", "relationship", "actor_partner", "relationship_covariance", "negative", "effects"
    }  # fmt: skip
    assert found["negative"] == ["partner"] and found["partner"] == 0
    assert found["effects"]["A"] == pytest.approx({"actor": 1.208, "partner": -0.458}, abs=0.0005)


@pytest.mark.parametrize("n", range(LEAST))
def test_fewer_than_four_people_have_no_model(n):
    assert undefined(np.zeros((n, n))) == {"reason": "too-few-people", "needed": 4, "have": n}
    assert round_robin(np.zeros((n, n))) is None


@pytest.mark.parametrize("n", [4, 6])
def test_ratings_too_few_to_tell_chance_from_leave_it_undefined(n):
    """Each rates the next two: with four people 8 of at least 11 cells, with six 12 of at least 15."""
    ratings = np.full((n, n), np.nan)
    for by in range(n):
        ratings[by, [(by + 1) % n, (by + 2) % n]] = 3, 1
    assert undefined(ratings) == {"reason": "missing-cells", "needed": 2 * n + 3, "have": 2 * n}
    assert round_robin(ratings) is None


def test_two_circles_that_never_rated_each_other_are_no_table():
    """However many there are within each."""
    ratings = np.full((8, 8), np.nan)
    ratings[:4, :4] = ratings[4:, 4:] = 3
    assert undefined(ratings) == {"reason": "missing-cells", "needed": 56, "have": 24}


def test_the_diagonal_is_never_looked_at():
    filled = table(KENNY)
    np.fill_diagonal(filled, 99)
    assert round_robin(filled).variances == round_robin(table(KENNY)).variances


@pytest.mark.parametrize("effect", ["partner", "actor"])
def test_the_interval_of_an_effect_holds_the_true_one_as_often_as_it_says(effect):
    """Six people whose effects are known, 400 times; of 2,400 intervals of 95 % between 93 and 98 % hold theirs."""
    random, held = np.random.default_rng(20260101), 0
    for _ in range(400):
        actors, partners = random.normal(size=6), random.normal(size=6)
        found = round_robin(actors[:, None] + partners + random.normal(size=(6, 6)))
        spans = [getattr(found, effect)(place) for place in range(6)]
        own = partners if effect == "partner" else actors
        true = own - own.mean()
        held += sum(span.low <= effect <= span.high for span, effect in zip(spans, true, strict=True))
    assert 0.93 < held / 2400 < 0.98


def ratings():
    squares = st.integers(LEAST, 9).map(lambda n: (n, n))
    return squares.flatmap(lambda shape: arrays.arrays(float, shape, elements=st.integers(0, 10)))


@given(ratings(), st.randoms())
def test_other_places_in_the_table_permute_the_effects_and_change_no_variance(given_ratings, random):
    order = random.sample(range(len(given_ratings)), len(given_ratings))
    one, other = round_robin(given_ratings), round_robin(given_ratings[np.ix_(order, order)])
    assert other.partners == pytest.approx(one.partners[order], abs=1e-9)
    assert other.variances[:5] == pytest.approx(one.variances[:5], abs=1e-9)


@given(ratings())
def test_seen_from_the_rated_raters_and_rated_change_places(given_ratings):
    one, other = round_robin(given_ratings).variances, round_robin(given_ratings.T).variances
    assert (other.actor, other.partner) == pytest.approx((one.partner, one.actor), abs=1e-9)
    assert other[2:5] == pytest.approx(one[2:5], abs=1e-9)


@given(ratings())
def test_effects_sum_to_nothing_put_the_table_together_again_and_no_variance_is_negative(given_ratings):
    found = round_robin(given_ratings)
    again = found.mean + found.actors[:, None] + found.partners + found.relationships
    others = ~np.eye(len(given_ratings), dtype=bool)
    assert again[others] == pytest.approx(given_ratings[others], abs=1e-9)
    assert found.actors.sum() == pytest.approx(0, abs=1e-9) and found.partners.sum() == pytest.approx(0, abs=1e-9)
    assert min(found.variances[:3]) >= 0 <= min(found.fit.actor_errors)
