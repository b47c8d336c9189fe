from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import lead_group, make_group, make_member, make_session, make_user
from tests.pages import queries, text_of

URL = reverse("members:group_list")


def test_a_counselor_sees_the_groups_they_lead_and_observe(cast, at):
    lead_group(group=cast.other_group, user=cast.alice, role="observer")
    make_group(name="Nobody's group")
    shown = text_of(at(cast.alice).get(URL))
    assert "Kelompok Melati" in shown and "Kelompok Bakung You observe it" in shown and "Nobody's" not in shown


def test_each_group_says_how_many_are_in_it_when_it_meets_next_and_what_waits(cast, at):
    make_member(group=cast.group, alias="Gone", left=date(2026, 2, 1))
    tomorrow = (timezone.now() + timedelta(days=1)).replace(hour=2, minute=30)
    for number, days in ((2, 7), (3, 0)):
        make_session(group=cast.group, number=number, state="planned", starts=tomorrow + timedelta(days=days))
    shown = text_of(at(cast.alice).get(URL))
    assert f"{tomorrow:%a} {tomorrow.day} {tomorrow:%b %Y}, 09:30 2 of 8 1 to finish" in shown


def test_a_session_whose_time_has_passed_waits_too(cast, at):
    make_session(group=cast.group, number=2, state="planned", starts=timezone.now() - timedelta(hours=4))
    make_session(group=cast.group, number=3, state="signed")
    assert "2 to finish" in text_of(at(cast.alice).get(URL))


def test_a_group_without_anything_says_so(cast, at):
    make_group(lead=cast.charlie, name="New")
    assert "New none planned 0 of 8 nothing open" in text_of(at(cast.charlie).get(URL))


def test_a_group_is_found_by_its_name(cast, at):
    make_group(lead=cast.alice, name="Tuesday group")
    shown = text_of(at(cast.alice).get(URL, {"q": "tues"}))
    assert "Tuesday group" in shown and "Kelompok Melati" not in shown


@pytest.mark.parametrize(
    ("state", "running", "ended"), [("", True, False), ("over", False, True), ("all", True, True), ("odd", True, False)]
)
def test_ended_groups_are_shown_when_asked_for(cast, at, state, running, ended):
    make_group(lead=cast.alice, name="Tuesday group", ended=date(2026, 6, 1))
    shown = text_of(at(cast.alice).get(URL, {"state": state}))
    assert ("Kelompok Melati" in shown, "Tuesday group ended 1 Jun 2026" in shown) == (running, ended)


def test_when_nothing_fits_the_page_says_what_to_do(cast, at):
    assert "No group fits" in text_of(at(cast.alice).get(URL, {"q": "nothing"}))


def test_who_leads_nothing_is_told_how_a_group_comes(db, at):
    shown = text_of(at(make_user(name="Nina")).get(URL))
    assert "You lead no group yet" in shown and "Search" not in shown


def test_a_group_led_no_longer_is_gone(cast, at, today):
    cast.group.leaderships.filter(user=cast.alice).update(ends=today)
    assert "You lead no group yet" in text_of(at(cast.alice).get(URL))


def test_htmx_gets_the_rows_alone(cast, at):
    answer = at(cast.alice, hx_request="true").get(URL)
    assert answer.content.decode().lstrip().startswith('<div id="group-rows">')


@pytest.mark.parametrize("who", ["sari", "adi"])
def test_the_page_is_for_counselors(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_the_page_is_only_read(cast, at):
    assert at(cast.alice).post(URL).status_code == 405


def test_thirty_groups_fill_two_pages(cast, at):
    for number in range(30):
        make_group(lead=cast.alice, name=f"Group {number:02}")
    assert "Group 29" not in text_of(at(cast.alice).get(URL))
    assert "Group 29" in text_of(at(cast.alice).get(URL, {"page": 2}))


def test_twenty_groups_more_cost_no_query_more(cast, at):
    browser = at(cast.alice)
    before = queries(browser, URL)
    for number in range(2, 22):
        make_session(group=make_group(lead=cast.alice, name=f"Group {number}"), state="planned")
    assert queries(browser, URL) == before
