"""Tables of who rates whom in which ratings are missing: what they carry, and how surely."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.srm import LEAST, round_robin


def with_gaps(random, ratings, share):
    return np.where(random.random(ratings.shape) < share, np.nan, ratings)


def added(random, n):
    """A mean, actors and partners, and nothing else."""
    actors, partners = random.normal(size=(2, n))
    return actors - actors.mean(), partners - partners.mean()


@pytest.mark.parametrize("seed", range(20))
def test_a_table_of_nothing_but_effects_gives_them_whatever_is_missing(seed):
    random = np.random.default_rng(seed)
    actors, partners = added(random, 8)
    found = round_robin(with_gaps(random, 3 + actors[:, None] + partners, 0.3))
    assert found.mean == pytest.approx(3)
    assert found.actors == pytest.approx(actors) and found.partners == pytest.approx(partners)
    assert found.fit.actor_errors == pytest.approx(np.zeros(8), abs=1e-12)


def test_its_effects_are_those_of_least_squares_and_its_errors_those_of_related_pairs():
    """Held against the same worked out with whole matrices."""
    random = np.random.default_rng(20261126)
    ratings = with_gaps(random, random.normal(size=(7, 7)), 0.25)
    found = round_robin(ratings)
    effects, errors, single, mutual = worked_out(ratings)
    assert [*found.actors, *found.partners] == pytest.approx(effects[1:])
    assert (found.fit.single, found.fit.mutual) == pytest.approx((single, mutual))
    assert [*found.fit.actor_errors, *found.fit.partner_errors] == pytest.approx(errors[1:])


def worked_out(ratings):
    """By pseudo-inverse and a whole covariance of the cells."""
    n = len(ratings)
    cells = [(i, j) for i in range(n) for j in range(n) if i != j and np.isfinite(ratings[i, j])]
    design = np.array([[1, *(np.arange(n) == i), *(np.arange(n) == j)] for i, j in cells], dtype=float)
    turn = np.array([[float(one == other[::-1]) for other in cells] for one in cells])
    solving = np.linalg.pinv(np.vstack([design, [0, *[1] * n, *[0] * n], [0, *[0] * n, *[1] * n]]))[:, : len(cells)]
    values = np.array([ratings[cell] for cell in cells])
    without = np.eye(len(cells)) - design @ solving
    rest, turned = without @ values, without @ turn
    means = [[np.trace(without), np.trace(turned)], [np.trace(turned), np.trace(turned @ turned)]]
    single, mutual = np.linalg.solve(means, [rest @ rest, rest @ turn @ rest])
    between = single * np.eye(len(cells)) + mutual * turn
    return solving @ values, np.diag(solving @ between @ solving.T), single, mutual


def test_who_rates_nobody_is_rated_and_who_is_rated_by_nobody_rates():
    random = np.random.default_rng(3)
    ratings = random.normal(size=(6, 6))
    ratings[4], ratings[:, 5] = np.nan, np.nan
    found = round_robin(ratings)
    assert found.actor(4) is None and found.partner(4) is not None
    assert found.partner(5) is None and found.actor(5) is not None
    told = found.as_json("ABCDEF")["effects"]
    assert told["E"]["actor"] is None and told["F"]["partner"] is None and None not in told["A"].values()
    assert np.nansum(found.actors) == pytest.approx(0) and np.nansum(found.partners) == pytest.approx(0)


def test_with_gaps_the_variances_of_actors_and_partners_are_not_told():
    ratings = np.random.default_rng(5).normal(size=(6, 6))
    ratings[2, 4] = np.nan
    told = round_robin(ratings).as_json("ABCDEF")
    assert told["actor"] is told["partner"] is told["actor_partner"] is None
    assert told["relationship"] > 0 and told["relationship_covariance"] is not None and told["negative"] == []


@pytest.mark.parametrize("alike", [-0.5, 0, 0.5])
def test_its_intervals_hold_the_true_effect_as_often_as_they_say(alike):
    """Tables of 4 to 12 people with a quarter missing, i's special view of j and j's of i related or not."""
    random, held, n = np.random.default_rng(20260102), 0, 0
    for _ in range(150):
        people = int(random.integers(5, 13))
        actors, partners = added(random, people)
        table = actors[:, None] + partners + related(random, people, alike)
        found = round_robin(with_gaps(random, table, 0.25))
        spans = [found and found.partner(place) for place in range(people)]
        known = [(span, true) for span, true in zip(spans, partners, strict=True) if span]
        held, n = held + sum(span.low <= true <= span.high for span, true in known), n + len(known)
    assert n > 1000 and 0.93 < held / n < 0.985


def related(random, n, alike):
    """Relationships of variance 1, of which i's with j and j's with i correlate."""
    own, pairs = random.normal(size=(2, n, n))
    upper = np.triu(pairs, 1)
    shared = upper + np.sign(alike) * upper.T
    return own * np.sqrt(1 - abs(alike)) + shared * np.sqrt(abs(alike))


@given(st.integers(LEAST, 9), st.integers(0, 10**6), st.randoms())
def test_other_places_in_the_table_permute_what_it_says(n, seed, random):
    drawn = np.random.default_rng(seed)
    ratings, order = with_gaps(drawn, drawn.integers(0, 6, (n, n)).astype(float), 0.3), random.sample(range(n), n)
    one, other = round_robin(ratings), round_robin(ratings[np.ix_(order, order)])
    assert (one is None) == (other is None)
    if one:
        assert other.partners == pytest.approx(one.partners[order], abs=1e-8, nan_ok=True)
        assert other.fit.actor_errors == pytest.approx(one.fit.actor_errors[order], abs=1e-8, nan_ok=True)
