"""What the console shows at its opening, and what it hears afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from groupcounsel.lib.identifiers import uuid7
from tests.factories import attend, lead_group, make_event, make_member, make_session, make_user
from tests.pages import queries


def state_url(session):
    return reverse("live:console_state", args=[session.id])


def news_url(session, after=0):
    return reverse("live:console_news", args=[session.id]) + f"?after={after}"


def news(device, after=0):
    return device.browser.get(news_url(device.session, after)).json()


def test_the_opening_has_seats_lists_key_and_ticket_and_what_is_on_record(live, device):
    device.record(live.melati.person)
    opened = device.browser.get(state_url(live.session)).json()
    assert {seat["alias"] for seat in opened["seats"]} >= {"Melati", "Dahlia", "Alice", "Bob"}
    assert opened["own"] == live.seat.ref and opened["state"] == "live" and opened["clock"]["began"]
    assert opened["lists"]["trigger"]["criticism"] == "criticism" and opened["behaviours"]
    assert len(opened["entries"]) == len(opened["done"]) == opened["cursor"] == 1


def test_who_left_before_or_comes_later_has_a_name_and_no_seat(live, device):
    day = live.session.starts.astimezone(live.group.zone).date()
    make_member(group=live.group, alias="Left", joined=day - timedelta(days=90), left=day - timedelta(days=1))
    make_member(group=live.group, alias="Leaves", joined=day - timedelta(days=90), left=day)
    make_member(group=live.group, alias="Later", joined=day + timedelta(days=1))
    guest = make_member(group=live.group, alias="Guest", joined=day - timedelta(days=90), left=day - timedelta(days=9))
    attend(session=live.session, person=guest.person)
    for name, ends in (("Earlier", day - timedelta(days=1)), ("Until today", day)):
        lead_group(group=live.group, user=make_user(name=name), role="co-lead", ends=ends)
    seats = {seat["alias"]: seat for seat in device.browser.get(state_url(live.session)).json()["seats"]}
    assert [alias for alias, seat in seats.items() if seat["gone"]] == ["Later", "Left", "Earlier"]
    assert all(seats[alias]["there"] for alias in ("Leaves", "Guest", "Until today", "Melati", "Alice"))
    assert not any(seats[alias]["there"] for alias in ("Later", "Left", "Earlier"))


def test_the_ticket_and_the_key_differ_from_person_to_person_and_stay(live, device, co_leaders):
    assert device.opened["key"] == co_leaders.opened["key"]
    assert device.opened["ticket"] != co_leaders.opened["ticket"]


def test_an_actors_behaviours_come_with_the_most_frequent_first(live, device):
    codes = [one["code"] for one in device.opened["behaviours"]][:2]
    for code in (codes[1], codes[0], codes[1]):
        device.record(live.melati.person, behaviour=code)
    assert device.browser.get(state_url(live.session)).json()["frequent"][live.melati.person.ref] == codes[::-1]


def test_co_leaders_hear_of_each_others_entries(live, device, co_leaders):
    event = uuid7()
    device.record(live.melati.person, event)
    heard = news(co_leaders)
    assert [entry["id"] for entry in heard["entries"]] == [str(event)] and heard["gone"] == []
    device.change(event, set={"trigger": "praise"})
    again = news(co_leaders, heard["cursor"])
    assert [entry["trigger"] for entry in again["entries"]] == ["praise"]
    device.tell("remove", {"event": str(event)})
    assert news(co_leaders, again["cursor"])["gone"] == [str(event)]
    assert news(co_leaders, again["cursor"] + 1)["entries"] == []


def test_who_else_has_the_console_open_is_said(live, device, co_leaders):
    assert news(device)["present"] == ["Bob"] and news(co_leaders)["present"] == ["Alice"]


@pytest.mark.parametrize("after", ["", "-1", "x", "9" * 40, "1.5", "٣"])
def test_a_cursor_that_is_none_begins_at_the_beginning(live, device, after):
    device.record(live.melati.person)
    assert len(news(device, after)["entries"]) in (0, 1)


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404), ("adi", 404)])
def test_only_who_writes_in_the_group_has_a_console(live, at, who, status):
    browser = at(getattr(live, who))
    asked = [state_url(live.session), news_url(live.session), reverse("live:console", args=[live.session.id])]
    assert [browser.get(url).status_code for url in asked] == [status] * 3


def test_more_events_make_no_more_queries(live, device):
    device.record(live.melati.person)
    before = [queries(device.browser, url) for url in (state_url(live.session), news_url(live.session))]
    for _ in range(20):
        device.record(live.melati.person)
    assert [queries(device.browser, url) for url in (state_url(live.session), news_url(live.session))] == before


def test_another_sessions_entries_are_not_heard_here(live, device):
    other = make_session(group=live.group, number=2)
    make_event(session=other, actor=live.melati.person)
    assert device.browser.get(state_url(live.session)).json()["entries"] == []
