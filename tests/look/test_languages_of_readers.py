"""Everybody reads in their own language, whatever the browser, or the person who caused it, speaks."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import bad_request, server_error

from groupcounsel.accounts.models import User
from tests.factories import PASSWORD
from tests.pages import text_of
from tests.second_factor import enrol, signed_in

OTHER = {"en": "id", "id": "en"}
BOTH = pytest.mark.parametrize("language", OTHER)


@pytest.fixture
def reader(cast, language):
    """Alice reads this language; the admin, who writes to her, and every browser the other."""
    cache.clear()
    User.objects.exclude(pk=cast.alice.pk).update(language=OTHER[language])
    User.objects.filter(pk=cast.alice.pk).update(language=language)
    cast.alice.refresh_from_db()
    yield cast.alice
    cache.clear()


def elsewhere(at, person, language):
    return at(person, accept_language=OTHER[language])


@BOTH
def test_the_answer_says_which_language_it_speaks(reader, at, language):
    answer = elsewhere(at, reader, language).get(reverse("home"), follow=True)
    assert f'<html lang="{language}">' in answer.content.decode()
    assert answer.headers["Content-Language"] == language


@BOTH
def test_a_refusal_speaks_the_language_of_whom_it_refuses(cast, reader, at, language):
    words = {"en": ("There is nothing here", "This is not yours to do"), "id": ("Tidak ada apa-apa", "Ini bukan wewen")}
    browser = elsewhere(at, reader, language)
    assert words[language][0] in text_of(browser.get(reverse("members:group_detail", args=[cast.other_group.id])))
    assert words[language][0] in text_of(browser.get("/nowhere/"))
    User.objects.filter(pk=cast.olga.pk).update(language=language)
    refused = elsewhere(at, cast.olga, language).get(reverse("members:group_edit", args=[cast.group.id]))
    assert refused.status_code == 403 and words[language][1] in text_of(refused)


@BOTH
def test_a_form_that_is_too_old_says_so(reader, language):
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": OTHER[language]})
    browser.force_login(reader)
    answer = browser.post(reverse("accounts:profile"), {"name": "Alice"})
    words = {"en": "This form is too old", "id": "Formulir ini sudah terlalu lama"}
    assert answer.status_code == 403 and words[language] in text_of(answer)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (lambda request: server_error(request), {"en": "Something went wrong here", "id": "Terjadi kesalahan di sini"}),
        (lambda request: bad_request(request, None), {"en": "cannot be read", "id": "tidak dapat dibaca"}),
    ],
)
@BOTH
def test_what_went_wrong_is_said_in_both(view, words, language):
    with override(language):
        assert words[language] in text_of(view(RequestFactory().get("/")))


def invited(cast, at, language):
    at(cast.adi).post(reverse("accounts:invite", args=[cast.alice.id]))


def chose_a_password(person):
    person.set_password(PASSWORD)
    person.save()


def given_a_new_link(cast, at, language):
    chose_a_password(cast.alice)
    invited(cast, at, language)


def moved(cast, at, language):
    chose_a_password(cast.alice)
    fields = {"name": "Alice", "email": "elsewhere@example.org", "language": language, "timezone": "UTC"}
    at(cast.adi).post(
        reverse("accounts:person_edit", args=[cast.alice.id]), fields | {"is_counselor": "on", "is_active": "on"}
    )


def forgot(cast, at, language):
    chose_a_password(cast.alice)
    browser = Client(headers={"accept-language": OTHER[language]})
    browser.post(reverse("account_reset_password"), {"email": cast.alice.email})


MAILS = {
    invited: {"en": "Your sign-in to GroupCounsel", "id": "Akses masuk Anda ke GroupCounsel"},
    given_a_new_link: {"en": "A new password", "id": "Kata sandi baru"},
    moved: {"en": "Your sign-in has another address", "id": "Alamat akses masuk Anda berubah"},
    forgot: {"en": "A new password", "id": "Kata sandi baru"},
}


@pytest.mark.parametrize("happened", MAILS, ids=lambda happened: happened.__name__)
@BOTH
def test_a_mail_is_written_in_the_language_of_its_reader(cast, reader, at, happened, language):
    happened(cast, at, language)
    [message] = mail.outbox
    assert message.subject.endswith(MAILS[happened][language])
    greeting = {"en": "Good day", "id": "Yth." if happened is not forgot else "Salam"}
    assert message.body.strip().startswith(greeting[language])
    assert not re.search({"en": r"\bAnda\b", "id": r"\byou\b"}[language], message.body, re.IGNORECASE)


@BOTH
def test_what_happened_to_the_sign_in_is_said_in_it_too(reader, language):
    """The first of these sentences is ours, the second allauth's own."""
    enrol(reader)
    browser, change = signed_in(reader), reverse("account_change_password")
    asked = {"oldpassword": "no", "password1": "calm-forest-77", "password2": "calm-forest-77"}
    said = {
        "en": ("This is not your present password.", "Password successfully changed."),
        "id": ("Ini bukan kata sandi Anda saat ini.", "Kata sandi berhasil diubah."),
    }
    assert said[language][0] in text_of(browser.post(change, asked))
    assert said[language][1] in text_of(browser.post(change, asked | {"oldpassword": PASSWORD}, follow=True))


@BOTH
def test_a_wrong_password_is_refused_in_the_browsers_language(db, language):
    browser = Client(headers={"accept-language": language})
    cache.clear()
    answer = browser.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x"})
    words = {"en": "do not belong together", "id": "Alamat dan kata sandi ini tidak cocok."}
    assert words[language] in text_of(answer)
    assert set(OTHER) == set(dict(settings.LANGUAGES))


@BOTH
def test_who_asks_too_often_reads_when_to_ask_again(db, language):
    cache.clear()
    browser = Client(headers={"accept-language": language})
    for _ in range(20):
        answer = browser.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    words = {"en": "Too often in a short time", "id": "Terlalu sering dalam waktu singkat"}
    assert answer.status_code == 429 and words[language] in text_of(answer)
    cache.clear()
