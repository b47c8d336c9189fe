import pytest
from django.urls import reverse

from tests.pages import trail

URL = reverse("accounts:choose_language")


def test_a_visitors_choice_stays_with_the_browser(client, db):
    answer = client.post(URL, {"language": "id", "next": "/account/login/"})
    assert answer.status_code == 302 and answer.url == "/account/login/"
    assert b'lang="id"' in client.get("/account/login/", headers={"accept-language": "en"}).content


def test_a_persons_choice_is_theirs_in_every_browser(cast, at):
    at(cast.alice).post(URL, {"language": "id", "next": "/"})
    elsewhere = at(cast.alice, **{"accept-language": "en"})
    assert b'lang="id"' in elsewhere.get(reverse("accounts:profile")).content


def test_a_persons_choice_leaves_its_trace_when_it_is_another_one(cast, at):
    for _ in range(2):
        at(cast.alice).post(URL, {"language": "id"})
    [entry] = trail("profile-changed")
    assert (entry.by, entry.subject, entry.detail) == (cast.alice.id, cast.alice.id, {"fields": ["language"]})


def test_the_sign_in_page_offers_both(client, db):
    shown = client.get("/account/login/").content.decode()
    assert f'action="{URL}"' in shown and 'value="en"' in shown and 'value="id"' in shown


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_but_back_to_this_site(client, db, target):
    assert client.post(URL, {"language": "en", "next": target}).url == "/"


@pytest.mark.parametrize("code", ["fr", "", "en-us'"])
def test_a_language_nobody_speaks_here_is_refused(cast, at, code):
    assert at(cast.alice).post(URL, {"language": code}).status_code == 400
    cast.alice.refresh_from_db()
    assert cast.alice.language == "en"


def test_following_a_link_chooses_nothing(client, db):
    assert client.get(URL, {"language": "id"}).status_code == 405
