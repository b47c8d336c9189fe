"""The link with which somebody chooses a password: for how long, how often, and for whom."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.accounts.sign_in import one_time_link
from tests.factories import PASSWORD
from tests.pages import text_of, trail

NEW = {"password1": "quiet-river-43", "password2": "quiet-river-43"}


def opened(link, browser=None):
    """The page behind the link, and the browser it was opened in."""
    browser = browser or Client()
    return browser.get(link, follow=True), browser


def leads_on(link) -> bool:
    return "Choose a new password" in text_of(opened(link)[0])


def chosen(link, browser=None, words=NEW):
    page, browser = opened(link, browser)
    return browser.post(page.redirect_chain[-1][0] if page.redirect_chain else link, words, follow=True)


def password_of(person) -> str:
    return User.objects.get(pk=person.pk).password


@pytest.mark.parametrize(("seconds", "works"), [(-60, True), (60, False)])
def test_it_is_good_for_three_days(cast, seconds, works):
    with time_machine.travel(datetime(2026, 5, 6, 12, tzinfo=UTC), tick=False) as clock:
        link = one_time_link(cast.bob)
        clock.shift(timedelta(days=3, seconds=seconds))
        assert leads_on(link) == works


def test_it_works_once(cast):
    link = one_time_link(cast.bob)
    chosen(link)
    kept = password_of(cast.bob)
    assert not leads_on(link)
    chosen(link, words={"password1": "other-river-44", "password2": "other-river-44"})
    assert password_of(cast.bob) == kept


def test_a_page_that_was_open_before_it_was_used_elsewhere_chooses_nothing_any_more(cast):
    link = one_time_link(cast.bob)
    page, waiting = opened(link)
    chosen(link)
    kept = password_of(cast.bob)
    waiting.post(page.redirect_chain[-1][0], {"password1": "other-river-44", "password2": "other-river-44"})
    assert password_of(cast.bob) == kept


@pytest.mark.parametrize("change", [{"email": "bob.new@example.org"}, {"password": "!gone"}])
def test_it_ends_with_what_it_was_made_for(cast, change):
    link = one_time_link(cast.bob)
    User.objects.filter(pk=cast.bob.pk).update(**change)
    assert not leads_on(link)


def closed(person) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def test_whose_sign_in_is_closed_chooses_no_password_and_reads_why(cast):
    link = one_time_link(cast.bob)
    closed(cast.bob)
    page, _ = opened(link)
    assert page.status_code == 200 and "Your sign-in is not open" in text_of(page)
    assert password_of(cast.bob) == cast.bob.password and trail("password-changed") == []


def test_a_page_that_was_open_before_the_sign_in_was_closed_chooses_nothing_any_more(cast):
    page, waiting = opened(one_time_link(cast.bob))
    closed(cast.bob)
    answer = waiting.post(page.redirect_chain[-1][0], NEW, follow=True)
    assert answer.status_code == 200 and "Your sign-in is not open" in text_of(answer)
    assert password_of(cast.bob) == cast.bob.password and trail("password-changed") == []


def test_only_who_was_given_the_link_learns_that_the_sign_in_is_closed(cast):
    link = one_time_link(cast.bob)
    closed(cast.bob)
    page, _ = opened(link.replace(link.rstrip("/").rpartition("-")[2], "0" * 32))
    assert "This link is used up" in text_of(page)


def test_it_ends_with_the_next_sign_in(cast):
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    link = one_time_link(cast.alice)
    Client().post(reverse("account_login"), {"login": cast.alice.email, "password": PASSWORD})
    assert not leads_on(link)


def test_one_persons_link_is_of_no_use_with_another_persons_name_in_it(cast):
    bobs, olgas = one_time_link(cast.bob), one_time_link(cast.olga)
    crossed = olgas.rpartition("-")[0].rpartition("-")[0] + "-" + bobs.split("/key/")[1].split("-", 1)[1]
    assert crossed != bobs and not leads_on(crossed)


def test_whoever_is_signed_in_there_is_signed_out_and_keeps_their_own_password(cast, at):
    before = password_of(cast.charlie)
    browser = at(cast.charlie)
    chosen(one_time_link(cast.bob), browser)
    assert password_of(cast.charlie) == before and User.objects.get(pk=cast.bob.pk).check_password("quiet-river-43")
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_the_key_stands_in_no_address_of_the_page_that_asks_for_the_password(cast):
    link = one_time_link(cast.bob)
    page, _ = opened(link)
    key = link.rstrip("/").rpartition("-")[2]
    assert key not in page.redirect_chain[-1][0] and key not in page.content.decode()


@pytest.mark.parametrize("words", ["12345678", "password123", "1234567890", "bob@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(cast, words):
    User.objects.filter(pk=cast.bob.pk).update(email="bob@example.org")
    cast.bob.refresh_from_db()
    answer = chosen(one_time_link(cast.bob), words={"password1": words, "password2": words})
    assert "errorlist" in answer.content.decode() and not User.objects.get(pk=cast.bob.pk).has_usable_password()


def test_the_choice_leaves_its_trace_and_nobody_is_signed_in_by_it(cast):
    browser = Client()
    chosen(one_time_link(cast.bob), browser)
    [entry] = trail("password-changed")
    assert (entry.by, entry.subject, entry.detail) == (cast.bob.id, cast.bob.id, {})
    assert browser.get(reverse("accounts:profile")).status_code == 302
