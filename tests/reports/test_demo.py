"""The demo practice: what a visitor finds on the first start, and believes."""

import json
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.database_session import acting
from members.models import Group, Leadership
from observations.reports.demo import practice
from observations.reports.demo.document import document
from observations.reports.demo.melati import MELATI
from observations.reports.demo.tuesday import TUESDAY
from tests.pages import text_of

TODAY = date(2026, 6, 1)
BOTH = pytest.mark.parametrize("group", [MELATI, TUESDAY], ids=lambda group: group.ref)
COMPONENTS = ("risk", "support", "reality-testing", "recognition", "facilitation")


@pytest.fixture
def built(db):
    practice.build(TODAY)


def exported(ref: str) -> dict:
    out = StringIO()
    call_command("export_group", ref, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", [*practice.PEOPLE])
def test_everybody_signs_in_with_the_address_and_the_password_that_are_printed(built, client, name):
    [line] = [line for line in practice.sign_ins() if line.startswith(f"{name}@")]
    email, password, *_ = line.split()
    assert client.login(email=email, password=password)


def test_each_is_what_the_line_says(built):
    for line in practice.sign_ins():
        user = User.objects.get(email=line.split()[0])
        roles = [role for role in ("counselor", "supervisor", "admin") if getattr(user, f"is_{role}")]
        assert line.endswith(f"({', '.join(roles)}, {user.language})")


@BOTH
def test_a_group_has_lived_through_twelve_sessions_and_has_one_before_it(built, group):
    found = exported(group.ref)
    assert [one["number"] for one in found["sessions"]] == [*range(1, 14)]
    assert [bool(one["attendance"]) for one in found["sessions"]] == [True] * 12 + [False]
    assert [bool(one["signed_by"]) for one in found["sessions"]] == [True] * 10 + [False] * 3
    assert 120 <= len(found["events"]) <= 180
    assert Counter(person["kind"] for person in found["people"]) == {"member": 8, "counselor": 2}


@BOTH
@pytest.mark.parametrize("days", range(8))
def test_the_last_session_lies_in_the_last_seven_days_and_the_next_not_before_today(group, days):
    today = TODAY + timedelta(days=days)
    *_, last, coming = (date.fromisoformat(one["starts"][:10]) for one in document(group, today)["sessions"])
    assert today - timedelta(days=7) <= last < today <= coming


@BOTH
def test_it_is_the_same_every_time(group):
    assert document(group, TODAY) == document(group, TODAY)
    ids = [event["id"] for event in document(group, TODAY + timedelta(weeks=30))["events"]]
    assert ids == [event["id"] for event in document(group, TODAY)["events"]] and len(ids) == len(set(ids))


@BOTH
def test_some_members_arcs_are_complete_and_others_stop_where_they_always_stop(group):
    reached = {}
    for event in document(group, TODAY)["events"]:
        for count, kind in enumerate(COMPONENTS, 1):
            if event.get("components", {}).get(kind, {}).get("state") == "observed":
                reached[event["actor"]] = max(reached.get(event["actor"], 0), count)
    assert max(reached.values()) == 5 and min(reached.values()) <= 2


@BOTH
def test_each_member_has_a_style_of_their_own(group):
    usual = [role.usual for role in group.roles]
    assert len(set(usual)) >= 5
    events = document(group, TODAY)["events"]
    for number, (behaviour, _) in enumerate(usual, 1):
        own = Counter(event["behaviour"] for event in events if event["actor"] == f"m{number}")
        assert own[behaviour] == max(own.values())


@BOTH
def test_somebody_has_not_agreed_to_summaries(built, group):
    agreed = [one["consent"]["summaries"] for one in exported(group.ref)["people"] if one["kind"] == "member"]
    assert False in agreed and agreed.count(True) >= 5


def test_one_group_is_written_in_indonesian_and_the_other_in_english():
    lines = {group.ref: " ".join(line for role in group.roles for line in role.lines) for group in (MELATI, TUESDAY)}
    assert " ia " in lines[MELATI.ref].lower() and " the " not in lines[MELATI.ref].lower()
    assert " the " in lines[TUESDAY.ref].lower()


def test_who_leads_what_and_who_supervises_whom(built):
    users = {user.email.partition("@")[0]: user.id for user in User.objects.all()}
    with acting(user_id=users["adi"]):
        groups = dict(Group.objects.values_list("id", "ref"))
    leads = {(groups[one.group_id], one.user_id, one.role) for one in Leadership.objects.all()}
    assert leads == {
        (MELATI.ref, users["sari"], "lead"), (MELATI.ref, users["bayu"], "co-lead"),
        (TUESDAY.ref, users["ratna"], "lead"), (TUESDAY.ref, users["sari"], "co-lead"),
    }  # fmt: skip
    pairs = set(Supervision.objects.values_list("supervisor", "counselor"))
    assert pairs == {(users["wira"], users["sari"]), (users["wira"], users["ratna"])}


@pytest.mark.parametrize(
    ("who", "groups"),
    [("sari", {MELATI, TUESDAY}), ("bayu", {MELATI}), ("ratna", {TUESDAY}), ("wira", {MELATI, TUESDAY})],
)
def test_the_first_page_shows_the_groups_that_are_theirs(built, at, who, groups):
    browser = at(User.objects.get(email=practice.email(who)))
    page = text_of(browser.get(reverse("home"), follow=True))
    assert {group for group in (MELATI, TUESDAY) if group.name in page} == groups


def test_the_command_prints_the_sign_ins_and_keeps_them_beside_the_data(db, settings, tmp_path):
    settings.VAR = tmp_path
    out = StringIO()
    call_command("demo", stdout=out)
    assert out.getvalue().splitlines() == practice.sign_ins()
    assert (tmp_path / "demo-sign-ins.txt").read_text() == out.getvalue()
    assert User.objects.count() == 5


def test_it_goes_into_an_empty_database_only(cast):
    before = User.objects.count()
    with pytest.raises(CommandError, match="people in this database already"):
        call_command("demo", stdout=StringIO())
    assert User.objects.count() == before and settings.VAR.exists()


def test_a_practice_that_cannot_be_built_leaves_nothing(db):
    with pytest.raises(ValueError, match="out of range"):
        practice.build(date(1, 1, 1))
    assert not User.objects.exists()
