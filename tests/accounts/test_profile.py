from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.pages import text_of, trail

URL = reverse("accounts:profile")
FILLED = {"name": "Alice Wijaya", "language": "id", "timezone": "Asia/Makassar"}


def test_everybody_changes_their_own_name_language_and_time_zone(cast, at):
    answer = at(cast.alice).post(URL, FILLED, follow=True)
    cast.alice.refresh_from_db()
    assert (cast.alice.name, cast.alice.language, cast.alice.timezone) == tuple(FILLED.values())
    assert b'lang="id"' in answer.content


def test_the_confirmation_speaks_the_new_language(cast, at):
    cast.alice.language = "id"
    cast.alice.save()
    shown = text_of(at(cast.alice).post(URL, FILLED | {"language": "en"}, follow=True))
    assert "Your profile is saved." in shown


def test_times_are_shown_in_the_new_zone(cast, at):
    browser = at(cast.adi)
    User.objects.filter(pk=cast.alice.pk).update(last_login="2026-03-01T20:30:00Z")
    browser.post(URL, FILLED | {"language": "en"})
    assert "2 Mar 2026, 04:30" in text_of(browser.get(reverse("accounts:person_list")))


def test_nobody_gives_themselves_roles_or_another_address(cast, at):
    at(cast.alice).post(URL, FILLED | {"is_admin": "on", "email": "other@example.org"})
    cast.alice.refresh_from_db()
    assert not cast.alice.is_admin and cast.alice.email != "other@example.org"


def test_it_says_what_is_one_s_own_and_where_the_password_is(cast, at):
    answer = at(cast.sari).get(URL)
    shown = text_of(answer)
    assert cast.sari.email in shown and "supervisor" in shown
    assert reverse("account_change_password") in answer.content.decode()


def test_a_zone_that_does_not_exist_is_refused_and_what_was_typed_stays(cast, at):
    answer = at(cast.alice).post(URL, FILLED | {"timezone": "Mars/Olympus"})
    assert answer.status_code == 422 and b"Alice Wijaya" in answer.content
    cast.alice.refresh_from_db()
    assert cast.alice.timezone == "UTC"


def test_the_trail_has_the_names_of_the_fields_only(cast, at):
    at(cast.alice).post(URL, FILLED)
    [entry] = trail("profile-changed")
    assert entry.by == entry.subject == cast.alice.id
    assert entry.detail == {"fields": ["name", "language", "timezone"]}


def test_a_visitor_signs_in_first_and_nobody_deletes_here(cast, at):
    assert at(None).get(URL).status_code == 302
    assert at(cast.alice).delete(URL).status_code == 405
