import pytest
from django.urls import reverse

from tests.members.statements import make_statement, texts_of
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(statement):
    return reverse("members:statement_revise", args=[statement.id])


@pytest.fixture
def statement(cast):
    return make_statement(cast.melati, "gives in")


def test_the_wording_until_now_is_kept_beside_the_new_one(cast, at, statement):
    answer = at(cast.bob).post(url(statement), {"text": "gives in, then resents it"})
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#statements"
    assert [text for _, _, text in texts_of(cast.melati)] == ["gives in", "gives in, then resents it"]
    shown = text_of(at(cast.alice).get(answer.url))
    assert shown.index("gives in, then resents it") < shown.index("1 earlier wording")


def test_the_form_shows_the_wording_in_force(cast, at, statement):
    at(cast.alice).post(url(statement), {"text": "the newest"})
    assert ">\nthe newest</textarea>" in at(cast.alice).get(url(statement)).content.decode()


def test_the_same_wording_makes_no_version(cast, at, statement):
    assert at(cast.alice).post(url(statement), {"text": "gives in"}).status_code == 302
    assert len(texts_of(cast.melati)) == 1 and trail("problem-revised") == []


def test_the_trail_says_who_and_not_what(cast, at, statement):
    at(cast.bob).post(url(statement), {"text": "new words"})
    [entry] = trail("problem-revised")
    assert (entry.by, entry.subject, entry.detail) == (cast.bob.id, statement.id, {})


def test_reading_it_in_the_form_is_an_opening_of_the_members_record(cast, at, statement):
    at(cast.bob).get(url(statement))
    [entry] = trail("opened")
    assert (entry.by, entry.subject, entry.group) == (cast.bob.id, cast.melati.id, cast.group.id)


def test_nothing_is_refused_and_the_page_says_so(cast, at, statement):
    answer = at(cast.alice).post(url(statement), {"text": ""})
    assert answer.status_code == 422 and "This field is required." in text_of(answer)


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, statement, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(statement)).status_code == browser.post(url(statement), {"text": "x"}).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_statement(cast, at, statement, who):
    assert at(getattr(cast, who)).post(url(statement), {"text": "x"}).status_code == 404


def test_another_verb_is_refused(cast, at, statement):
    assert at(cast.alice).put(url(statement)).status_code == 405
