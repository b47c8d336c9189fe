import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Watermark
from sessions_app.models import Attendance, Session
from tests.factories import attend, make_event, make_session
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(session):
    return reverse("sessions:session_cancel", args=[session.id])


@pytest.fixture
def session(cast):
    return make_session(group=cast.group, number=2, state="planned")


def is_there(session):
    with acting(group_id=session.group_id):
        return Session.objects.filter(pk=session.pk).exists()


def test_it_is_asked_first(cast, at, session):
    answer = at(cast.alice).get(url(session))
    assert "Cancel session 2?" in text_of(answer) and is_there(session)


def test_a_planned_session_is_gone_and_the_others_keep_their_numbers(cast, at, session):
    third = make_session(group=cast.group, number=3, state="planned")
    attend(session=session, person=cast.melati.person)
    answer = at(cast.alice).post(url(session))
    assert answer.url == reverse("members:group_detail", args=[cast.group.id])
    assert not is_there(session) and is_there(third)
    with acting(group_id=cast.group.id):
        assert Attendance.objects.count() == 2 and Session.objects.get(pk=third.pk).number == 3


def test_it_leaves_a_trace_and_moves_the_watermarks(cast, at, session):
    at(cast.alice).post(url(session))
    [entry] = trail("session-cancelled")
    assert entry.subject == session.id and entry.group == cast.group.id
    assert set(Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)) == {2}


def still_there(cast, at, session):
    answer = at(cast.alice).post(url(session), follow=True)
    assert "Only a planned session of which nothing is on record can be cancelled." in text_of(answer)
    return is_there(session) and trail("session-cancelled") == []


def test_what_has_begun_stays(cast, at):
    assert still_there(cast, at, cast.session)


def test_what_is_on_record_stays(cast, at, session):
    make_event(session=session, actor=cast.melati.person)
    assert still_there(cast, at, session)


def test_a_session_that_a_component_was_seen_in_stays(cast, at, session):
    make_event(session=cast.session, actor=cast.melati.person, components={"support": ("observed", session)})
    assert still_there(cast, at, session)


def test_what_is_signed_is_locked(cast, at):
    session = make_session(group=cast.group, number=2, state="signed")
    assert at(cast.alice).post(url(session)).status_code == 403 and is_there(session)


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, session, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(session)).status_code == browser.post(url(session)).status_code == 403
    assert is_there(session)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, session, who):
    assert at(getattr(cast, who)).post(url(session)).status_code == 404


def test_another_verb_is_refused(cast, at, session):
    assert at(cast.alice).delete(url(session)).status_code == 405
