from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_user, supervise
from tests.pages import queries, text_of

URL = reverse("accounts:supervision_list")


def test_an_admin_sees_who_supervises_whom_since_when(cast, at):
    shown = text_of(at(cast.adi).get(URL))
    assert "Sari Alice 1 Jan 2026 further notice End" in shown and "Rina Charlie" in shown


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ({"q": "char"}, "Rina", "Sari"),
        ({"q": "sari"}, "Alice", "Charlie"),
        ({"state": "over"}, "Bob", "Alice"),
        ({"state": "all"}, "Bob", "Olga"),
        ({}, "Charlie", "Bob"),
    ],
)
def test_pairs_are_found_by_name_and_state(cast, at, asked, found, not_found):
    supervise(supervisor=cast.sari, counselor=cast.bob, ends=date(2026, 2, 1))
    rows = text_of(at(cast.adi, **{"hx-request": "true"}).get(URL, asked))
    assert found in rows and not_found not in rows


def test_an_ended_pair_cannot_be_ended_again_and_a_coming_one_can(cast, at, today):
    supervise(supervisor=cast.sari, counselor=cast.bob, ends=date(2026, 2, 1))
    supervise(supervisor=cast.rina, counselor=cast.bob, starts=today + timedelta(days=9))
    rows = text_of(at(cast.adi).get(URL, {"state": "all", "q": "bob"}))
    assert "Sari Bob 1 Jan 2026 1 Feb 2026 Rina" in rows.replace("  ", " ") or "End Sari → Bob" not in rows
    assert "End Rina → Bob" in rows


def test_twenty_pairs_more_cost_no_query_more(cast, at):
    browser = at(cast.adi)
    before = queries(browser, URL)
    for number in range(20):
        supervise(supervisor=cast.sari, counselor=make_user(name=f"C{number:02}"))
    assert queries(browser, URL) == before


def test_a_search_without_result_says_what_a_pair_is_for(cast, at):
    assert "No pair here" in text_of(at(cast.adi).get(URL, {"q": "zzz"}))


def test_for_others_there_is_no_such_page(cast, at):
    assert at(cast.sari).get(URL).status_code == 404
    assert at(cast.adi).post(URL).status_code == 405
