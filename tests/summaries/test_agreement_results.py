"""Two counselors' records of one session in the results."""

import pytest

from groupcounsel.lib.database_session import acting
from members.models import Person
from observations.summaries.agreement_results import agreement_results
from observations.summaries.results import group_results
from tests.factories import make_event, make_session
from tests.reports.exchange.test_results_schema import faults
from tests.summaries.made import consent

pytestmark = pytest.mark.django_db
SIX = [(10, "PA", 4), (20, "HI", 2), (30, "PA", 5), (40, "HI", 1), (50, "PA", 4), (60, "DE", 3)]


@pytest.fixture
def coders(cast):
    """Alice's and Bob's seats, in the order of their refs."""
    with acting(group_id=cast.group.id):
        return sorted([cast.seat, Person.objects.get(user=cast.bob)], key=lambda seat: seat.ref)


def record(cast, by, events, late=0.0, **facts):
    for at, octant, strength in events:
        coded = {"at": at + late, "octant": octant, "strength": strength} | facts
        make_event(session=cast.session, actor=cast.melati.person, recorded_by=by, **coded)


def compared(cast):
    with acting(group_id=cast.group.id):
        return agreement_results(cast.group)


def test_the_same_session_by_two_has_what_matches_and_how_far_the_codes_agree(cast, coders):
    one, other = coders
    record(cast, one, [*SIX, (90, "PA", 3)])
    record(
        cast,
        other,
        [(at, "PA", strength) if at == 60 else (at, octant, strength) for at, octant, strength in SIX],
        late=1.5,
    )
    [found] = compared(cast)
    assert (found["session"], found["coders"], found["tolerance"]) == ("s1", [one.ref, other.ref], 2.0)
    assert (found["matched"], found["only"], found["f1"]) == (6, [1, 0], pytest.approx(12 / 13))
    octant, strength = found["codes"]["octant"], found["codes"]["strength"]
    assert octant["n"] == 6 and octant["kappa"] == pytest.approx(1 - (1 / 6) / (1 - 16 / 36))
    assert octant["low"] < octant["kappa"] < octant["high"]
    assert (strength["kappa"], strength["alpha"], strength["missing"]) == (1, 1, None)


def test_a_strength_that_is_nearly_the_same_counts_for_more_than_one_far_off(cast, coders):
    one, other = coders
    near = [(at, octant, min(5, strength + 1)) for at, octant, strength in SIX]
    record(cast, one, SIX)
    record(cast, other, near)
    strength = compared(cast)[0]["codes"]["strength"]
    assert strength["kappa"] < 0.3 < 0.6 < strength["alpha"] < 1


def test_what_one_of_them_did_not_code_is_not_held_against_the_other(cast, coders):
    record(cast, coders[0], SIX)
    record(cast, coders[1], SIX, octant=None)
    codes = compared(cast)[0]["codes"]
    assert codes["octant"] == {
        "n": 0, "kappa": None, "low": None, "high": None, "alpha": None,
        "missing": {"reason": "too-few-events", "needed": 5, "have": 0},
    }  # fmt: skip
    assert codes["actor"]["missing"] == {"reason": "no-variation"}


def test_one_record_alone_has_nothing_to_agree_with(cast, coders):
    record(cast, coders[0], SIX)
    assert compared(cast) == []


def test_each_session_and_each_two_of_those_who_recorded_stand_apart(cast, coders):
    second = make_session(group=cast.group, number=2, there=[cast.melati.person])
    for seat in (*coders, cast.dahlia.person):
        record(cast, seat, SIX[:1])
    for seat in coders:
        make_event(session=second, actor=cast.melati.person, recorded_by=seat, at=5.0)
    found = compared(cast)
    assert [one["session"] for one in found] == ["s1", "s1", "s1", "s2"]
    assert len({tuple(one["coders"]) for one in found}) == 3


def test_what_a_member_did_who_refused_is_not_compared(cast, coders):
    for seat in coders:
        record(cast, seat, SIX)
    consent(cast.melati, given=False)
    assert compared(cast) == []


def test_it_stands_in_the_results_and_fits_their_format(cast, coders):
    for seat in coders:
        record(cast, seat, SIX)
    with acting(group_id=cast.group.id):
        results = group_results(cast.group)
    assert len(results["agreement"]) == 1 and faults(results | {"record": "0" * 64}) == []


def test_who_may_not_read_the_group_is_told_nothing(cast, coders):
    for seat in coders:
        record(cast, seat, SIX)
    with acting(user_id=cast.charlie.id):
        assert agreement_results(cast.group) == []
    with acting(user_id=cast.sari.id):
        assert len(agreement_results(cast.group)) == 1
