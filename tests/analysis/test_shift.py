"""How far a member's view came nearer to how the others see it: worked by hand, and what nothing may change."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.member import member_claims
from observations.analysis.records import Stance
from observations.analysis.shift import rated, shift

from .made import course, event, only, records

# What rounding one rating to whole points gives a shift; t of four degrees of freedom at 97.5 %.
ONE, T = 0.1 / sqrt(12), 2.776445


def rated_view(held, held_after, *others, **noted):
    told = tuple(Stance(f"member-{at}", "disputes", rating) for at, rating in enumerate(others))
    return event(distorted=True, held=held, held_after=held_after, validations=told, **noted)


def several(*ratings, number=5):
    return [rated_view(*ratings) for _ in range(number)]


@pytest.mark.parametrize(
    ("held", "held_after", "others", "moved"),
    [
        (9, 4, [3], 0.5),  # 6 away, then 1
        (9, 4, [2, 5, 4], 0.5),  # their mean is 11/3: 16/3 away, then 1/3
        (10, 0, [0], 1),
        (0, 10, [0, 0], -1),
        (8, 8, [1, 2], 0),
        (8, 0, [4], 0),  # past them, and as far on the other side
        (8, 3, [5], 0.1),  # past them: 3 away, then 2
        (3, 6, [4], -0.1),
        (1, 4, [7, 8], 0.3),  # the others see it more so, too
    ],
)
def test_a_view_shifts_by_what_the_distance_to_the_others_loses(held, held_after, others, moved):
    assert rated(rated_view(held, held_after, *others)).shift == pytest.approx(moved)


@pytest.mark.parametrize(
    "incomplete",
    [
        rated_view(None, 3, 4),
        rated_view(8, None, 4),
        rated_view(8, 3),
        rated_view(8, 3, None, None),
        rated_view(8, 3, 4)._replace(distorted=False),
        rated_view(8, 3, 4)._replace(validations=(Stance("melati", "confirms", 8),)),
    ],
)
def test_a_view_that_one_side_did_not_rate_has_no_shift(incomplete):
    assert rated(incomplete) is None
    assert shift([incomplete]).n == 0


def test_nought_is_a_rating():
    assert rated(rated_view(0, 0, 0)) == (0, 0, 1)
    assert rated(rated_view(4, 0, 0)).shift == pytest.approx(0.4)


def test_who_takes_a_stance_without_a_rating_does_not_count_among_the_others():
    assert rated(rated_view(8, 3, 2, None)) == rated(rated_view(8, 3, 2))


def test_five_views_by_hand():
    """Shifts of 0.5, 0.3, 0.1, 0.0 and −0.2: mean 0.14, s = 0.270185, and t(4) · s / √5 = 0.335479."""
    views = [rated_view(9, 4, 3), rated_view(6, 3, 2, 4), rated_view(7, 6, 5), rated_view(8, 8, 1), rated_view(3, 5, 1)]
    claim = shift(views)
    assert (claim.kind, claim.of, claim.claimed) == ("validation", {"measure": "shift"}, None)
    assert (claim.estimate, claim.low, claim.high) == pytest.approx((0.14, -0.195479, 0.475479), abs=1e-6)
    assert (claim.n, claim.observed, claim.events) == (5, 3, tuple(sorted(o.id for o in views)))
    assert claim.detail == {"apart_before": pytest.approx(4.0), "apart_after": pytest.approx(2.6), "others": 6}


def test_four_views_are_not_enough_for_a_mean_and_it_says_so():
    claim = shift(several(9, 4, 3, number=4))
    assert (claim.estimate, claim.low, claim.high, claim.observed) == (None, None, None, 4)
    assert claim.missing == {"reason": "too-few-events", "needed": 5, "have": 4}


def test_without_ratings_there_is_nothing_to_average():
    claim = shift([event(distorted=True), event()])
    assert (claim.n, claim.observed, claim.detail, claim.missing["have"]) == (0, 0, None, 0)


@pytest.mark.parametrize(
    ("ratings", "spread"),
    [
        ((9, 4, 3), ONE * sqrt(2)),  # on one side of the others their mean cancels out
        ((9, 4, 3, 2, 1), ONE * sqrt(2)),
        ((8, 3, 5), ONE * sqrt(6)),  # across: 8 + 3 − 2 · 5
        ((8, 3, 5, 5, 5, 5), ONE * sqrt(3)),  # four others: their mean is surer
        ((8, 5, 5), ONE * sqrt(6)),  # at the others: it may be either, and the larger is taken
    ],
)
def test_equal_ratings_do_not_make_the_mean_certain(ratings, spread):
    claim = shift(several(*ratings))
    assert claim.high - claim.low == pytest.approx(2 * T * spread / sqrt(5), abs=1e-6)


@pytest.mark.parametrize(("ratings", "across"), [((9, 6, 4), 0), ((9, 2, 4), 1)])
def test_what_rounding_gives_is_what_it_gives_in_many_draws(ratings, across):
    """True values anywhere within half a point of what was noted: the shifts spread as the analysis says."""
    before, after, others = ratings
    steps = [(step + 0.5) / 40 - 0.5 for step in range(40)]
    shifts = [
        (abs(before + b - others - o) - abs(after + a - others - o)) / 10 for b in steps for a in steps for o in steps
    ]
    mean = sum(shifts) / len(shifts)
    variance = sum((one - mean) ** 2 for one in shifts) / len(shifts)
    assert variance == pytest.approx(rated(rated_view(*ratings)).rounding, rel=0.01)
    assert variance == pytest.approx((6 if across else 2) * ONE**2, rel=0.01)


def views():
    """At least five views that everybody rated."""
    ratings, stances = st.integers(0, 10), st.lists(st.integers(0, 10), min_size=1, max_size=3)
    told = stances.map(lambda given: tuple(Stance(f"member-{at}", "disputes", one) for at, one in enumerate(given)))
    whole = {"distorted": st.just(True), "held": ratings, "held_after": ratings, "validations": told}
    return records(least=5, most=20, **whole)


@given(views())
def test_the_mean_lies_in_its_interval_and_both_on_the_scale(observations):
    claim = shift(observations)
    assert -1 <= claim.low <= claim.estimate <= claim.high <= 1
    assert claim.low < claim.high
    assert claim.n == len(observations)


@given(views())
def test_the_mean_is_what_the_mean_distance_lost(observations):
    claim = shift(observations)
    lost = claim.detail["apart_before"] - claim.detail["apart_after"]
    assert claim.estimate == pytest.approx(lost / 10, abs=1e-12)


@given(views())
def test_before_and_after_exchanged_give_the_opposite(observations):
    back = [o._replace(held=o.held_after, held_after=o.held) for o in observations]
    there, again = shift(observations), shift(back)
    assert (again.estimate, again.low, again.high) == pytest.approx((-there.estimate, -there.high, -there.low))


@given(records(), st.randoms())
def test_neither_the_order_of_events_nor_that_of_the_others_counts(observations, chance):
    other = [o._replace(validations=tuple(chance.sample(o.validations, len(o.validations)))) for o in observations]
    chance.shuffle(other)
    assert shift(other) == shift(observations)


@given(records(), st.permutations(["anggrek", "dahlia", "kenanga"]))
def test_it_does_not_count_who_the_others_are(observations, names):
    called = dict(zip(["anggrek", "dahlia", "kenanga"], names, strict=True))
    renamed = [
        o._replace(validations=tuple(line._replace(by=called[line.by]) for line in o.validations)) for o in observations
    ]
    assert shift(renamed) == shift(observations)


@given(records(), records(actor="dahlia"))
def test_what_another_member_saw_distorted_changes_nothing(observations, others):
    """Theirs never come in: a member's claims are made of the member's own events alone."""
    own = [o for o in [*others, *observations] if o.actor == "melati"]
    told = [member_claims(those, course()) for those in (own, observations)]
    there, alone = (only(claims, "validation", measure="shift") for claims in told)
    assert there == alone == shift(observations)
    assert not set(there.events) & {o.id for o in others}


@given(records())
def test_an_event_without_ratings_changes_nothing(observations):
    more = [*observations, event(distorted=True, validations=(Stance("dahlia", "confirms"),))]
    assert replace(shift(more), events=()) == replace(shift(observations), events=())
