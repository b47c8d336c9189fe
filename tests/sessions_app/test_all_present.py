import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from sessions_app.models import Attendance
from tests.factories import make_event, make_session
from tests.pages import OUTSIDERS, READERS, trail


def url(session):
    return reverse("sessions:all_present", args=[session.id])


@pytest.fixture
def session(cast):
    return make_session(group=cast.group, number=2)


def now(session):
    with acting(group_id=session.group_id):
        return dict(Attendance.objects.filter(session=session).values_list("person__alias", "state"))


def test_one_click_notes_everybody(cast, at, session):
    assert at(cast.alice).post(url(session)).url == reverse("sessions:session_detail", args=[session.id])
    assert now(session) == {"Melati": "present", "Dahlia": "present"}
    assert trail("attendance-noted")[0].detail == {"count": 2}


def test_who_was_chosen_otherwise_in_the_form_stays_so(cast, at, session):
    at(cast.alice).post(url(session), {str(cast.melati.person_id): "absent-with-word"})
    assert now(session) == {"Melati": "absent-with-word", "Dahlia": "present"}


def test_who_was_noted_otherwise_before_stays_so(cast, at, session):
    at(cast.alice).post(reverse("sessions:attendance", args=[session.id]), {str(cast.melati.person_id): "late"})
    at(cast.alice).post(url(session))
    assert now(session) == {"Melati": "late", "Dahlia": "present"}


def test_a_refusal_stores_nobody(cast, at, session):
    make_event(session=session, actor=cast.melati.person)
    answer = at(cast.alice).post(url(session), {str(cast.melati.person_id): "absent-with-word"})
    assert answer.status_code == 422 and now(session) == {}


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 403 and now(session) == {}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at, session):
    assert at(cast.alice).get(url(session)).status_code == 405
