"""Signing in and out: what leaves its trace, what stops guessing, which sessions end when."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from groupcounsel.accounts.sign_in import end_sessions, one_time_link
from groupcounsel.urls import urlpatterns as site
from tests.factories import PASSWORD
from tests.pages import trail

LOGIN = reverse("account_login")
PROFILE = reverse("accounts:profile")


@pytest.fixture
def alice(cast):
    cache.clear()
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    yield cast.alice
    cache.clear()


def signed_in(user, password=PASSWORD) -> Client:
    browser = Client()
    browser.post(LOGIN, {"login": user.email, "password": password})
    return browser


def is_in(browser) -> bool:
    return browser.get(PROFILE).status_code == 200


def test_signing_in_and_out_leave_their_traces(alice):
    browser = signed_in(alice)
    assert is_in(browser)
    browser.post(reverse("account_logout"))
    assert not is_in(browser)
    for action in ("signed-in", "signed-out"):
        [entry] = trail(action)
        assert entry.by == entry.subject == alice.id


def test_a_failed_sign_in_leaves_its_trace_with_whom_it_was_meant_for_and_no_word_typed(alice):
    assert not is_in(signed_in(alice, "guess-one-two"))
    Client().post(LOGIN, {"login": "stranger@example.org", "password": "guess-one-two"})
    known, unknown = trail("sign-in-refused")
    assert known.by is None and known.subject == alice.id and unknown.subject is None
    assert known.detail == unknown.detail == {}


def test_guessing_is_stopped_after_a_few_tries(alice):
    for number in range(6):
        signed_in(alice, f"guess-number-{number}")
    assert not is_in(signed_in(alice))


def test_guessing_is_stopped_also_for_whoever_names_the_host_otherwise_each_time(alice):
    for port in range(8000, 8006):
        Client(headers={"host": f"localhost:{port}"}).post(LOGIN, {"login": alice.email, "password": "guess"})
    assert not is_in(signed_in(alice))


def test_after_some_minutes_the_right_password_is_taken_again(alice):
    with time_machine.travel(datetime(2026, 5, 6, 12, tzinfo=UTC), tick=False) as clock:
        for number in range(6):
            signed_in(alice, f"guess-number-{number}")
        assert not is_in(signed_in(alice))
        clock.shift(timedelta(minutes=6))
        assert is_in(signed_in(alice))


def from_address(address: str, login: str, password: str) -> Client:
    """A browser behind the proxy, which adds the address at the end of what the visitor made up."""
    browser = Client(headers={"x-forwarded-for": f"10.9.8.7, {address}"})
    browser.post(LOGIN, {"login": login, "password": password})
    return browser


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_who_guesses_many_peoples_passwords_stops_nobody_elsewhere(alice):
    for number in range(12):
        from_address("192.0.2.1", f"person{number}@example.org", "guess")
    assert not is_in(from_address("192.0.2.1", alice.email, PASSWORD))
    assert is_in(from_address("192.0.2.2", alice.email, PASSWORD))


def test_without_a_proxy_nobody_makes_up_where_they_are(alice):
    for number in range(12):
        from_address(f"192.0.2.{number}", f"person{number}@example.org", "guess")
    assert not is_in(from_address("192.0.2.99", alice.email, PASSWORD))


def test_what_guessing_is_limited_by_names_nobody(alice):
    signed_in(alice, "guess-one-two")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_limits")
        kept = str(cursor.fetchall())
    assert "login_failed" in kept and alice.email not in kept and "guess-one-two" not in kept


def test_an_address_nobody_has_is_answered_like_one_that_somebody_has(alice):
    told = [
        Client().post(LOGIN, {"login": login, "password": "guess"}).content.decode().count("errorlist")
        for login in (alice.email, "nobody@example.org")
    ]
    assert told[0] == told[1] == 1


def test_a_signed_in_visitor_of_the_sign_in_page_goes_to_their_first_page(alice):
    assert signed_in(alice).get(LOGIN).status_code == 302


def test_a_changed_password_ends_the_other_sign_ins_and_keeps_this_one(alice):
    here, elsewhere = signed_in(alice), signed_in(alice)
    words = {"oldpassword": PASSWORD, "password1": "quiet-river-43", "password2": "quiet-river-43"}
    assert here.post(reverse("account_change_password"), words).status_code == 302
    assert is_in(here) and not is_in(elsewhere)
    assert trail("password-changed")[0].by == alice.id


def test_a_password_chosen_with_a_link_ends_every_sign_in(alice):
    elsewhere, browser = signed_in(alice), Client()
    alice.refresh_from_db()
    form = browser.get(one_time_link(alice), follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "quiet-river-43", "password2": "quiet-river-43"})
    assert not is_in(elsewhere) and is_in(signed_in(alice, "quiet-river-43"))


def test_a_link_is_of_no_use_to_who_may_not_sign_in(alice):
    link = one_time_link(alice)
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "quiet-river-43", "password2": "quiet-river-43"})
    assert not is_in(signed_in(alice, "quiet-river-43"))


def test_ending_a_persons_sign_ins_leaves_everybody_elses(alice, cast, at):
    first, second, bob = signed_in(alice), signed_in(alice), at(cast.bob)
    end_sessions(alice)
    assert not is_in(first) and not is_in(second) and is_in(bob)


def signs_out_elsewhere(request):
    """Meanwhile signed out in another window: the session is gone when the answer wants to store something in it."""
    request.session["kept"] = "for the next page"
    Session.objects.all().delete()
    return HttpResponse("done")


urlpatterns = [*site, path("x/ends/", signs_out_elsewhere)]


@pytest.mark.urls(__name__)
def test_a_sign_in_that_ends_while_the_answer_is_made_is_asked_for_again(alice):
    answer = signed_in(alice).get("/x/ends/")
    assert answer.status_code == 302 and answer.url == LOGIN
    part = signed_in(alice).get("/x/ends/", headers={"hx-request": "true"})
    assert part.status_code == 200 and part.headers["HX-Redirect"] == LOGIN


def test_a_form_sent_after_the_sign_in_ended_is_not_stored(alice):
    browser = signed_in(alice)
    Session.objects.all().delete()
    answer = browser.post(PROFILE, {"name": "Somebody", "language": "en", "timezone": "UTC"})
    alice.refresh_from_db()
    assert answer.url.startswith(LOGIN) and alice.name == "Alice"
