import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Watermark
from sessions_app.models import Session
from tests.factories import make_session
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(session):
    return reverse("sessions:afterwards", args=[session.id])


def now(session):
    with acting(group_id=session.group_id):
        fresh = Session.objects.get(pk=session.pk)
    return fresh.safety, fresh.honesty


def test_safety_and_honesty_are_rated(cast, at):
    answer = at(cast.alice).post(url(cast.session), {"safety": "4", "honesty": "2"})
    assert answer.url == reverse("sessions:session_detail", args=[cast.session.id])
    assert now(cast.session) == (4, 2)
    assert trail("session-changed")[0].detail == {"fields": ["safety", "honesty"]}
    assert set(Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)) == {2}


def test_what_stays_as_it_is_counts_as_no_change(cast, at):
    for ratings in ({"safety": "4", "honesty": "2"}, {"safety": "4", "honesty": "3"}, {"safety": "4", "honesty": "3"}):
        at(cast.alice).post(url(cast.session), ratings)
    assert [entry.detail["fields"] for entry in trail("session-changed")] == [["safety", "honesty"], ["honesty"]]


def test_one_of_them_may_stay_open(cast, at):
    at(cast.alice).post(url(cast.session), {"honesty": "5"})
    assert now(cast.session) == (None, 5)


def test_the_form_says_what_for_and_shows_what_is_rated(cast, at):
    at(cast.alice).post(url(cast.session), {"safety": "4", "honesty": "2"})
    answer = at(cast.alice).get(url(cast.session))
    assert "two preconditions of a corrective emotional experience" in text_of(answer)
    assert answer.context["form"]["safety"].value() == "4" and answer.content.decode().count(" checked") == 2


@pytest.mark.parametrize("rating", ["0", "6", "3.5", "high"])
def test_what_is_not_from_one_to_five_is_refused(cast, at, rating):
    answer = at(cast.alice).post(url(cast.session), {"safety": rating, "honesty": "2"})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"safety"}
    assert now(cast.session) == (None, None)


def test_what_is_signed_is_locked(cast, at):
    session = make_session(group=cast.group, number=2, state="signed")
    assert at(cast.alice).post(url(session), {"safety": "4"}).status_code == 403 and now(session) == (None, None)


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.session)).status_code == browser.post(url(cast.session)).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.session), {"safety": "4"}).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).put(url(cast.session)).status_code == 405
