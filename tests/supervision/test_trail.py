import ast
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import record
from observations.supervision.trail_words import ACTIONS
from tests.factories import make_user
from tests.pages import chained, queries, text_of
from tests.test_structure import code_files, module

URL = reverse("supervision:trail")


def rows(browser, **asked) -> str:
    return text_of(browser.get(URL, asked, headers={"hx-request": "true"}))


def test_changes_are_told_with_the_names_of_people_and_groups(cast, at):
    adi = at(cast.adi)
    adi.post(
        reverse("register:leader_add", args=[cast.group.id]),
        {"user": cast.charlie.id, "role": "observer", "starts": "2026-04-01"},
    )
    assert "Adi gave a part in a group" in rows(adi)
    assert "person: Charlie · role: observer · from: 2026-04-01" in rows(adi)
    assert "Kelompok Melati" in rows(adi)


def test_rights_are_told_with_old_and_new_value(cast, at):
    record(by=cast.adi, action="person-changed", subject=cast.bob,
           fields=["name", "is_admin"], values={"is_admin": [False, True]})  # fmt: skip
    assert "Adi changed a person: Bob admin: no → yes · changed: name" in rows(at(cast.adi))


def test_roles_are_told_in_words_and_counts_of_nothing_not_at_all(cast, at):
    record(by=cast.adi, action="person-added", subject=cast.bob, roles=["is_counselor", "is_admin"], sent=False)
    record(by=None, action="group-imported", group_id=cast.group.id, events=151, polls=0)
    shown = rows(at(cast.adi))
    assert "roles: counselor, admin · sent: no" in shown and "events: 151" in shown and "polls" not in shown


def test_a_refused_access_is_there_and_stands_out(cast, at):
    at(cast.charlie).get(reverse("members:group_detail", args=[cast.group.id]))
    at(cast.sari).get(reverse("members:member_add", args=[cast.group.id]))
    browser = at(cast.adi)
    chained()
    shown = browser.get(URL, {"action": "refused"})
    assert "Charlie access refused page: members:group_detail · answer: 404 · of: Kelompok Melati" in text_of(shown)
    assert "Sari access refused page: members:member_add · answer: 403" in text_of(shown)
    assert shown.content.decode().count('class="pill bad"') == 2


def test_a_failed_sign_in_of_a_stranger_is_nobodys(cast, at, client):
    client.post("/account/login/", {"login": "stranger@example.org", "password": "guess"})
    shown = rows(at(cast.adi))
    assert "not signed in sign-in refused" in shown and "stranger" not in shown


def test_members_are_told_by_the_end_of_their_id_never_by_their_alias(cast, at):
    at(cast.alice).get(reverse("members:membership_manage", args=[cast.melati.id]))
    shown = rows(at(cast.adi)).replace("Kelompok Melati", "")
    assert f"Alice opened a member’s record: member …{str(cast.melati.id)[-8:]}" in shown and "Melati" not in shown


def test_what_has_no_name_any_more_is_told_by_its_id(cast, at):
    gone = make_user(name="Gone")
    record(by=gone, action="signed-in", subject=gone)
    gone_id = str(gone.id)
    gone.delete()
    assert f"…{gone_id[-8:]} signed in" in rows(at(cast.adi))


@pytest.fixture
def some(cast):
    record(by=cast.alice, action="opened", subject=cast.melati)
    record(by=cast.charlie, action="group-changed", subject=cast.other_group, group_id=cast.other_group.id, fields=[])
    with time_machine.travel(datetime(2026, 3, 1, 18, 30, tzinfo=UTC)):
        record(by=cast.bob, action="profile-changed", subject=cast.bob, fields=["name"])
    return cast


def test_entries_are_found_by_person(some, at):
    shown = rows(at(some.adi), person=some.alice.id)
    assert "opened a member’s record" in shown and "Charlie" not in shown and "Bob" not in shown


def test_entries_are_found_by_what_was_done(some, at):
    shown = rows(at(some.adi), action="group-changed")
    assert "Charlie changed a group" in shown and "Alice" not in shown


def test_entries_are_found_by_group(some, at):
    shown = rows(at(some.adi), group=some.other_group.id)
    assert "Charlie changed a group" in shown and "Alice" not in shown and "Bob" not in shown


@pytest.mark.parametrize(("zone", "day"), [("UTC", "2026-03-01"), ("Asia/Jakarta", "2026-03-02")])
def test_entries_are_found_by_the_readers_day(some, at, zone, day):
    User.objects.filter(pk=some.adi.pk).update(timezone=zone)
    shown = rows(at(some.adi), day=day)
    assert "Bob changed their profile" in shown and "Alice" not in shown


def test_what_nobody_offered_counts_as_not_chosen(some, at):
    shown = rows(at(some.adi), person="x", action="nonsense", group="y", day="z", before="-1")
    assert "Alice" in shown and "Charlie" in shown


def test_nothing_found_says_what_to_do(some, at):
    assert "No entry fits" in rows(at(some.adi), day="2001-01-01")


def test_the_way_back_leads_through_every_entry_once_and_keeps_the_filters(cast, at):
    for number in range(120):
        record(by=cast.alice, action="opened", subject=cast.melati, number=number)
    adi, url, seen = at(cast.adi), f"{URL}?person={cast.alice.id}", []
    while url:
        page = adi.get(url)
        seen += [line.entry.detail["number"] for line in page.context["lines"]]
        older = page.context["older"]
        assert not older or f"person={cast.alice.id}&amp;before={older}" in page.content.decode()
        url = older and f"{URL}?person={cast.alice.id}&before={older}"
    assert seen == list(range(119, -1, -1))


def test_a_longer_trail_costs_no_query_more(cast, at):
    adi = at(cast.adi)
    record(by=cast.alice, action="opened", subject=cast.melati)
    before = queries(adi, URL)
    for number in range(40):
        record(by=make_user(name=f"P{number}"), action="opened", subject=cast.melati)
    assert queries(adi, URL) == before


def test_an_ordinary_page_says_that_the_newest_entries_are_whole(cast, at):
    record(by=cast.alice, action="opened", subject=cast.melati)
    browser = at(cast.adi)
    chained()
    head = bytes(Entry.objects.latest("id").hash).hex()[:12]
    shown = text_of(browser.get(URL))
    assert "whole" in shown and f"End of the chain: {head}" in shown


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(URL).status_code == 405


def recorded_actions():
    """The actions that the code writes down, where they are written out."""
    for path in code_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                for keyword in node.keywords:
                    words = ast.walk(keyword.value) if keyword.arg == "action" else []
                    yield from ((module(path), word.value) for word in words if _is_whole(word, keyword.value))


def _is_whole(word, expression) -> bool:
    return isinstance(word, ast.Constant) and isinstance(word.value, str) and not isinstance(expression, ast.JoinedStr)


def test_everything_that_is_recorded_has_words_in_the_trail():
    found = list(recorded_actions())
    assert len(found) > 20
    assert sorted({f"{where}: {action}" for where, action in found if action not in ACTIONS}) == []
