import pytest
from django.urls import reverse

from members.models import Watermark
from tests.factories import make_session
from tests.pages import OUTSIDERS, READERS, trail
from tests.sessions_app.states import state_of


def url(session):
    return reverse("sessions:session_start", args=[session.id])


@pytest.fixture
def session(cast):
    return make_session(group=cast.group, number=2, state="planned")


def test_a_planned_session_begins_and_its_record_is_opened(cast, at, session):
    assert at(cast.bob).post(url(session)).url == reverse("events:record", args=[session.id])
    assert state_of(session) == "live"
    [entry] = trail("session-live")
    assert (entry.by, entry.subject) == (cast.bob.id, session.id)
    assert set(Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)) == {2}


def test_two_who_begin_it_at_once_begin_it_once(cast, at, session):
    for who in (cast.alice, cast.bob):
        assert at(who).post(url(session)).url == reverse("events:record", args=[session.id])
    assert len(trail("session-live")) == 1


def test_what_is_over_does_not_begin_again(cast, at):
    at(cast.alice).post(url(cast.session))
    assert state_of(cast.session) == "debriefing" and trail("session-live") == []


def test_what_is_signed_is_locked(cast, at):
    session = make_session(group=cast.group, number=2, state="signed")
    assert at(cast.alice).post(url(session)).status_code == 403 and state_of(session) == "signed"


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 403 and state_of(session) == "planned"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at, session):
    assert at(cast.alice).get(url(session)).status_code == 405
