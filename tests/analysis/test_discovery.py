from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import false_discovery_control

from observations.analysis.claim import Claim
from observations.analysis.discovery import RATE, discovered


def claim(p, n=1):
    return Claim("chain", {"number": n}, None if p is None else False, n, p=p)


def test_worked_by_hand():
    """Benjamini and Hochberg at 0.05: 0.01·4/1, 0.02·4/2, 0.03·4/3, and 0.8 as it is."""
    found = discovered([claim(0.02), claim(0.8), claim(0.01), claim(0.03)])
    assert [one.q for one in found] == approx([0.04, 0.8, 0.04, 0.04])
    assert [one.claimed for one in found] == [True, False, True, True]


def test_what_makes_no_test_stays_as_it_is_and_does_not_count():
    describing = claim(None)
    assert discovered([describing, claim(0.05)]) == [describing, Claim("chain", {"number": 1}, True, 1, p=0.05, q=0.05)]


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=40))
def test_the_same_as_scipy(ps):
    found = discovered([claim(p) for p in ps])
    assert [one.q for one in found] == approx(list(false_discovery_control(ps)))
    assert [one.claimed for one in found] == [one.q <= RATE for one in found]


@given(st.lists(st.floats(0.0001, 1), max_size=20), st.randoms())
def test_the_order_does_not_matter(ps, chance):
    claims = [claim(p, number) for number, p in enumerate(ps)]
    mixed = chance.sample(claims, len(claims))
    assert sorted(discovered(mixed), key=lambda one: one.n) == discovered(claims)
