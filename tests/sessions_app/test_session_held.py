from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_session
from tests.pages import OUTSIDERS, READERS, text_of, trail
from tests.sessions_app.states import state_of


def url(session):
    return reverse("sessions:session_held", args=[session.id])


@pytest.fixture
def session(cast):
    return make_session(group=cast.group, number=2, state="planned")


def test_a_session_whose_time_has_passed_is_recorded_afterwards(cast, at, session):
    assert at(cast.alice).post(url(session)).url == reverse("sessions:session_detail", args=[session.id])
    assert state_of(session) == "debriefing" and trail("session-debriefing")[0].subject == session.id


def test_what_has_not_begun_was_not_held(cast, at):
    session = make_session(group=cast.group, number=2, state="planned", starts=timezone.now() + timedelta(hours=1))
    answer = at(cast.alice).post(url(session), follow=True)
    assert "It has not begun yet." in text_of(answer) and state_of(session) == "planned"


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 403 and state_of(session) == "planned"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at, session):
    assert at(cast.alice).get(url(session)).status_code == 405
