"""Who reads what: by the days of a part and of a supervision, and by roles in any combination."""

from datetime import timedelta

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Person
from tests.days import day_of_the_database
from tests.factories import lead_group, make_event, make_group, make_member, make_user, supervise
from tests.pages import text_of

DAYS = [
    (-1, None, True),
    (0, None, True),
    (1, None, False),
    (-9, -1, False),
    (-9, 0, False),
    (-9, 1, True),
    (0, 0, False),
    (0, 1, True),
    (1, 9, False),
]


def term(starts, ends) -> dict:
    """Days from today, as the database counts them."""
    today = day_of_the_database()
    return {"starts": today + timedelta(days=starts), "ends": None if ends is None else today + timedelta(days=ends)}


def reads(user, group) -> bool:
    with acting(user_id=user.id):
        return Person.objects.filter(group=group).exists()


def page(group, name="members:group_detail"):
    return reverse(name, args=[group.id])


@pytest.mark.parametrize(("starts", "ends", "is_open"), DAYS)
@pytest.mark.parametrize("role", ["lead", "co-lead", "observer"])
def test_a_part_opens_a_group_from_its_first_day_until_and_without_its_last(cast, at, role, starts, ends, is_open):
    lead_group(group=cast.group, user=cast.charlie, role=role, **term(starts, ends))
    charlie = at(cast.charlie)
    writes = {"observer": 403}.get(role, 200)
    assert reads(cast.charlie, cast.group) is is_open
    assert charlie.get(page(cast.group)).status_code == (200 if is_open else 404)
    assert charlie.get(page(cast.group, "members:member_add")).status_code == (writes if is_open else 404)
    listed = text_of(charlie.get(reverse("members:group_list")))
    assert ("Kelompok Melati" in listed) is is_open


@pytest.mark.parametrize(("starts", "ends", "is_open"), DAYS)
def test_a_supervision_opens_from_its_first_day_until_and_without_its_last(cast, at, starts, ends, is_open):
    supervise(supervisor=cast.rina, counselor=cast.alice, **term(starts, ends))
    rina = at(cast.rina)
    assert reads(cast.rina, cast.group) is is_open
    assert rina.get(page(cast.group)).status_code == (200 if is_open else 404)
    assert ("Kelompok Melati" in text_of(rina.get(reverse("supervision:caseload")))) is is_open


@pytest.mark.parametrize(("starts", "ends", "is_open"), DAYS)
def test_a_supervisor_reads_what_their_counselor_leads_on_that_day(cast, starts, ends, is_open):
    lead_group(group=cast.group, user=cast.charlie, **term(starts, ends))
    assert reads(cast.rina, cast.group) is is_open


def combined(**roles) -> User:
    return make_user(name="Nina", **{"is_counselor": False} | roles)


def entries(browser) -> list[str]:
    return [entry["label"] for entry in browser.get("/account/profile/").context["navigation"]]


@pytest.mark.parametrize(
    ("roles", "first", "seen"),
    [
        (["is_counselor"], "today:today", {"Today", "Groups"}),
        (["is_supervisor"], "supervision:caseload", {"Supervision"}),
        (["is_admin"], "supervision:practice", {"Practice", "People", "Who did what"}),
        (["is_counselor", "is_supervisor"], "today:today", {"Today", "Groups", "Supervision"}),
        (["is_counselor", "is_admin"], "today:today", {"Today", "Groups", "Practice", "People"}),
        (["is_supervisor", "is_admin"], "supervision:caseload", {"Supervision", "Practice"}),
        (["is_counselor", "is_supervisor", "is_admin"], "today:today", {"Today", "Groups", "Supervision", "Practice"}),
        ([], "codebook:codebook", {"Codebook"}),
    ],
)
def test_roles_come_together_in_any_combination(db, at, roles, first, seen):
    browser = at(combined(**dict.fromkeys(roles, True)))
    assert browser.get("/").url == reverse(first) and seen <= set(map(str, entries(browser)))
    assert browser.get(reverse(first)).status_code == 200


def test_an_admin_who_leads_a_group_reads_that_one_and_no_other(cast, at):
    nina = combined(is_counselor=True, is_admin=True)
    own = make_group(lead=nina, name="Nina's group")
    make_member(group=own, alias="Teratai")
    browser = at(nina)
    assert [browser.get(page(group)).status_code for group in (own, cast.group)] == [200, 404]
    assert reads(nina, own) and not reads(nina, cast.group)


def test_a_supervisor_who_leads_a_group_writes_in_that_one_and_only_reads_the_others(cast, at):
    nina = combined(is_counselor=True, is_supervisor=True)
    own = make_group(lead=nina, name="Nina's group")
    supervise(supervisor=nina, counselor=cast.alice)
    browser = at(nina)
    assert [browser.get(page(group)).status_code for group in (own, cast.group)] == [200, 200]
    asked = [browser.get(page(group, "members:member_add")).status_code for group in (own, cast.group)]
    assert asked == [200, 403] and "reading only" not in text_of(browser.get(page(own)))
    shown = text_of(browser.get(reverse("supervision:caseload")))
    assert "Kelompok Melati" in shown and "Nina's group" not in shown


def test_who_co_leads_with_somebody_they_supervise_writes(cast, at):
    nina = combined(is_counselor=True, is_supervisor=True)
    supervise(supervisor=nina, counselor=cast.alice)
    lead_group(group=cast.group, user=nina, role="co-lead")
    assert at(nina).get(page(cast.group, "members:member_add")).status_code == 200


@pytest.mark.parametrize("lost", ["is_supervisor", "is_active"])
def test_a_supervisor_who_is_none_any_more_reads_nothing_with_the_next_request(cast, at, lost):
    sari = at(cast.sari)
    assert sari.get(page(cast.group)).status_code == 200
    User.objects.filter(pk=cast.sari.pk).update(**{lost: False})
    assert sari.get(page(cast.group)).status_code in (302, 404) and not reads(cast.sari, cast.group)


def test_a_supervisor_reads_no_group_of_somebody_who_is_no_counselor_any_more(cast, at):
    sari = at(cast.sari)
    User.objects.filter(pk=cast.alice.pk).update(is_counselor=False)
    assert not reads(cast.sari, cast.group) and sari.get(page(cast.group)).status_code == 404
    supervise(supervisor=cast.sari, counselor=cast.bob)
    assert text_of(sari.get(reverse("supervision:caseload"))).count("Kelompok Melati") == 1


def test_a_supervisor_still_reads_the_groups_of_a_counselor_who_may_not_sign_in(cast, at):
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    assert reads(cast.sari, cast.group) and at(cast.sari).get(page(cast.group)).status_code == 200


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_lead_and_co_lead_have_the_same_rights(cast, at, who):
    make_event(session=cast.session, actor=cast.melati.person)
    browser = at(getattr(cast, who))
    change = {"name": f"Changed by {who}", "capacity": "9", "timezone": "UTC"}
    assert browser.post(page(cast.group, "members:group_edit"), change).status_code == 302
    assert browser.get(page(cast.session, "events:sign")).status_code == 200
    assert browser.get(page(cast.melati, "members:identity")).status_code == 200
