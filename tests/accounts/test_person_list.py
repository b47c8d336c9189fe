import pytest
from django.urls import reverse

from tests.factories import PASSWORD, make_user
from tests.pages import queries, text_of

URL = reverse("accounts:person_list")


def settled(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def test_an_admin_sees_who_signs_in_and_as_what(cast, at):
    settled(cast.sari)
    shown = text_of(at(cast.adi).get(URL))
    assert f"Sari {cast.sari.email} supervisor never may sign in" in shown
    assert f"Alice {cast.alice.email} counselor never invited" in shown


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ({"q": "ALI"}, "Alice", "Bob"),
        ({"q": "sari"}, "Sari", "Alice"),
        ({"q": "@example.org", "role": "is_supervisor"}, "Rina", "Charlie"),
        ({"role": "is_admin"}, "Adi", "Olga"),
        ({"state": "closed"}, "Former", "Alice"),
        ({"state": "invited"}, "Alice", "Settled"),
        ({"state": "all", "q": "former"}, "Former", "Alice"),
        ({"state": "nonsense", "role": "is_superuser"}, "Alice", "Former"),
    ],
)
def test_people_are_found_by_name_address_role_and_state(cast, at, asked, found, not_found):
    make_user(name="Former", is_active=False)
    settled(make_user(name="Settled"))
    rows = text_of(at(cast.adi, **{"hx-request": "true"}).get(URL, asked))
    assert found in rows and not_found not in rows


def test_a_part_asked_for_by_htmx_is_only_the_rows(cast, at):
    answer = at(cast.adi, **{"hx-request": "true"}).get(URL)
    assert answer.content.decode().lstrip().startswith('<div id="person-rows">')


def test_a_search_without_result_says_what_to_do(cast, at):
    assert "Nobody fits" in text_of(at(cast.adi).get(URL, {"q": "zzz"}))


def test_twenty_people_more_cost_no_query_more_and_come_in_pages(cast, at):
    browser = at(cast.adi)
    before = queries(browser, URL)
    for number in range(20):
        make_user(name=f"Person {number:02}")
    assert queries(browser, URL) == before
    assert "1–25 of 27" in text_of(browser.get(URL)) and "26–27 of 27" in text_of(browser.get(URL, {"page": 2}))


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_for_others_there_is_no_such_page(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404


def test_it_is_for_reading(cast, at):
    assert at(cast.adi).post(URL).status_code == 405
