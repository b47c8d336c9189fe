"""Counselors of a document and people of the site: who is said to be whom, and who is not."""

from datetime import UTC, datetime, timedelta

import pytest

from groupcounsel.accounts.models import User
from members.models import Leadership
from tests.factories import make_user
from tests.reports.importing.made import small

SEATS = """SELECT p.ref, p.user_id FROM members_person p JOIN members_group g ON g.id = p.group_id
           WHERE g.ref = %s AND p.kind = 'counselor' ORDER BY p.ref"""
LEADERS = """SELECT l.user_id, l.role, l.starts, l.ends FROM members_leadership l JOIN members_group g
             ON g.id = l.group_id WHERE g.ref = %s"""
TAKEN = "this seat or this person is taken already in this group"
PARTLESS = "has no part in this group, which is here already; parts are given under “Groups and leaders”"
NOBODY = "nobody signs in on this site with this e-mail address"


@pytest.fixture
def alice(site):
    yield (user := make_user(name="Alice"))
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.fixture
def document():
    made = small()
    made["people"].append({"ref": "c2", "kind": "counselor", "alias": "Pak Bayu"})
    return made


def seats(site, document):
    return dict(site.rows(SEATS, document["group"]["ref"]))


def test_without_a_word_about_it_they_are_counselors_without_sign_in(site, document):
    site.take(document)
    assert seats(site, document) == {"c1": None, "c2": None}
    assert site.rows(LEADERS, document["group"]["ref"]) == []


def test_who_is_matched_takes_the_seat_and_leads_the_group_from_today_on(site, document, alice):
    site.take(document, seats={"c1": alice.email.upper()})
    assert seats(site, document) == {"c1": alice.pk, "c2": None}
    today = datetime.now(UTC).date()
    assert site.rows(LEADERS, document["group"]["ref"]) == [(alice.pk, "lead", today, None)]


def group_of(site, document):
    return site.id_of(document["group"]["ref"])


def test_a_group_that_is_here_already_is_opened_to_nobody(site, document, alice):
    site.take(document)
    before = site.picture()
    assert site.faults(document, seats={"c1": alice.email}) == [(f"c1={alice.email}", '"c1"', PARTLESS)]
    assert site.picture() == before


def test_a_seat_can_be_taken_later_by_somebody_with_a_part_and_stays(site, document, alice):
    site.take(document)
    Leadership.objects.create(group_id=group_of(site, document), user=alice, starts=datetime.now(UTC).date())
    for options in ({"seats": {"c2": alice.email}}, {}, {"seats": {"c2": alice.email}}):
        site.take(document, **options)
        assert seats(site, document) == {"c1": None, "c2": alice.pk}
    assert len(site.rows(LEADERS, document["group"]["ref"])) == 1


@pytest.mark.parametrize(("starts", "ends"), [(-90, None), (-90, 30), (10, 30), (10, None)])
def test_who_has_a_part_in_the_group_now_or_later_keeps_it(site, document, alice, starts, ends):
    site.take(document)
    group, today = group_of(site, document), datetime.now(UTC).date()
    starts, ends = (days and today + timedelta(days=days) for days in (starts, ends))
    Leadership.objects.create(group_id=group, user=alice, role="observer", starts=starts, ends=ends)
    site.take(document, seats={"c1": alice.email})
    assert site.rows(LEADERS, document["group"]["ref"]) == [(alice.pk, "observer", starts, ends)]


def test_who_led_once_takes_the_seat_and_does_not_lead_again(site, document, alice):
    site.take(document)
    today = datetime.now(UTC).date()
    starts = today - timedelta(days=9)
    Leadership.objects.create(group_id=group_of(site, document), user=alice, starts=starts, ends=today)
    site.take(document, seats={"c1": alice.email})
    assert seats(site, document)["c1"] == alice.pk
    assert site.rows(LEADERS, document["group"]["ref"]) == [(alice.pk, "lead", starts, today)]


def test_who_left_the_seat_does_not_lead_again_by_another_import(site, document, alice):
    site.take(document, seats={"c1": alice.email})
    Leadership.objects.filter(user=alice).update(ends=datetime.now(UTC).date())
    site.take(document, seats={"c1": alice.email})
    assert len(site.rows(LEADERS, document["group"]["ref"])) == 1


@pytest.mark.parametrize("ref", ["m1", "c9"])
def test_only_a_counselor_of_the_document_can_be_somebody(site, document, alice, ref):
    said = "expected a counselor among the people"
    assert site.faults(document, seats={ref: alice.email}) == [(f"{ref}={alice.email}", f'"{ref}"', said)]


def test_an_address_that_nobody_has_is_told_with_the_other_faults(site, document):
    document["codebook"] = "99"
    faults = site.faults(document, seats={"c1": "nobody@example.org"})
    assert faults[0] == ("c1=nobody@example.org", '"nobody@example.org"', NOBODY)
    assert [path for path, *_ in faults] == ["c1=nobody@example.org", "$.codebook"]


def test_who_may_not_sign_in_any_more_is_nobody(site, document):
    gone = make_user(name="Gone", is_active=False)
    assert site.faults(document, seats={"c1": gone.email})[0][2] == NOBODY


def test_a_seat_is_not_taken_from_somebody(site, document, alice):
    site.take(document, seats={"c1": alice.email})
    bob = make_user(name="Bob")
    Leadership.objects.create(group_id=group_of(site, document), user=bob, starts=datetime.now(UTC).date())
    for wrong in ({"c1": bob.email}, {"c2": alice.email}):
        before = site.picture()
        [(place, _, said)] = site.faults(document, seats=wrong)
        assert (place, said) == ("=".join(*wrong.items()), TAKEN)
        assert site.picture() == before


def test_nobody_takes_two_seats_of_a_group_at_once(site, document, alice):
    told = [(f"c2={alice.email}", '"c2"', TAKEN)]
    assert site.faults(document, seats={"c1": alice.email, "c2": alice.email}) == told


def test_one_person_sits_in_many_groups(site, document, alice):
    for made in (document, small()):
        site.take(made, seats={"c1": alice.email})
        assert seats(site, made)["c1"] == alice.pk
