from datetime import date

import pytest
from django.urls import reverse

from tests.factories import lead_group, make_group, make_user
from tests.pages import queries, text_of

URL = reverse("register:group_register")


def test_an_admin_sees_every_group_and_who_has_a_part_in_it_now(cast, at):
    lead_group(group=cast.other_group, user=cast.bob, ends=date(2026, 2, 1))
    shown = text_of(at(cast.adi).get(URL))
    assert "Alice, Bob (co-lead) , Olga (observer)" in shown
    assert f"Kelompok Bakung {cast.other_group.ref} Charlie closed running" in shown


def test_nobody_of_the_group_is_named_but_those_who_lead_it(cast, at):
    shown = text_of(at(cast.adi).get(URL)).replace("Kelompok Melati", "")
    assert "Melati" not in shown and "Dahlia" not in shown


def test_a_group_that_nobody_leads_stands_out(cast, at):
    make_group(name="Orphan")
    rows = at(cast.adi).get(URL, {"q": "orphan"})
    assert '<span class="pill wait">nobody</span>' in rows.content.decode()


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ({"q": "BAKUNG"}, "Bakung", "Kelompok Melati"),
        ({"q": "olga"}, "Kelompok Melati", "Bakung"),
        ({}, "Bakung", "Ended group"),
        ({"state": "over"}, "Ended group", "Bakung"),
        ({"state": "all", "q": "ended"}, "Ended group", "Bakung"),
        ({"state": "nonsense"}, "Bakung", "Ended group"),
    ],
)
def test_groups_are_found_by_name_leader_and_state(cast, at, asked, found, not_found):
    make_group(name="Ended group", ended=date(2026, 3, 1))
    rows = text_of(at(cast.adi, **{"hx-request": "true"}).get(URL, asked))
    assert found in rows and not_found not in rows


def test_what_was_searched_for_stays_in_the_field(cast, at):
    assert b'value="olga"' in at(cast.adi).get(URL, {"q": "olga"}).content


def test_twenty_groups_more_cost_no_query_more_and_come_in_pages(cast, at):
    browser = at(cast.adi)
    before = queries(browser, URL)
    for number in range(30):
        make_group(lead=make_user(name=f"C{number}"), name=f"Group {number:02}")
    assert queries(browser, URL) == before
    assert "1–25 of 32" in text_of(browser.get(URL))


def test_an_empty_practice_says_what_to_do(db, at):
    adi = make_user(is_counselor=False, is_admin=True)
    shown = at(adi).get(URL)
    assert "No group here" in text_of(shown) and reverse("register:group_add") in shown.content.decode()


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(URL).status_code == 405
