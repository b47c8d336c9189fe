from datetime import UTC, datetime

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Watermark
from sessions_app.models import Session
from tests.factories import make_session
from tests.pages import OUTSIDERS, READERS, trail


def url(session):
    return reverse("sessions:session_edit", args=[session.id])


def words(**changes):
    as_it_is = {"date": "2026-01-07", "time": "16:00", "minutes": "90", "structure": "free", "theme": ""}
    return as_it_is | changes


def fresh(session):
    with acting(group_id=session.group_id):
        return Session.objects.get(pk=session.pk)


def test_day_length_structure_and_theme_are_changed(cast, at):
    change = words(date="2026-01-08", minutes="60", structure="themed", theme="Trust")
    answer = at(cast.bob).post(url(cast.session), change)
    assert answer.url == reverse("sessions:session_detail", args=[cast.session.id])
    session = fresh(cast.session)
    assert session.starts == datetime(2026, 1, 8, 9, tzinfo=UTC) and session.minutes == 60
    assert (session.structure, session.theme, session.number, session.state) == ("themed", "Trust", 1, "debriefing")


def test_the_change_leaves_a_trace_and_moves_every_watermark(cast, at):
    at(cast.alice).post(url(cast.session), words(theme="Trust", minutes="60"))
    [entry] = trail("session-changed")
    assert entry.detail == {"fields": ["minutes", "theme"]} and entry.subject == cast.session.id
    assert set(Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)) == {2}


def test_storing_it_as_it_is_leaves_nothing(cast, at):
    assert at(cast.alice).post(url(cast.session), words()).status_code == 302
    assert trail("session-changed") == [] and set(
        Watermark.objects.filter(group=cast.group.id).values_list("record", flat=True)
    ) == {1}


def test_the_form_shows_what_is_so_now(cast, at):
    page = at(cast.alice).get(url(cast.session)).content.decode()
    assert 'value="2026-01-07"' in page and 'value="16:00"' in page


def test_what_cannot_be_is_refused_beside_its_field(cast, at):
    answer = at(cast.alice).post(url(cast.session), words(minutes="-5"))
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"minutes"}
    assert fresh(cast.session).minutes == 90


def test_it_is_not_moved_onto_another_one(cast, at):
    make_session(group=cast.group, number=2)
    answer = at(cast.alice).post(url(cast.session), words(date="2026-01-14"))
    assert answer.status_code == 422 and answer.context["form"].errors == {"time": ["Session 2 begins then already."]}


def test_what_an_import_brought_to_the_second_stays_as_long_as_nobody_moves_it(cast, at):
    begun = datetime(2026, 1, 14, 9, 0, 30, tzinfo=UTC)
    session = make_session(group=cast.group, number=2, starts=begun)
    at(cast.alice).post(url(session), words(date="2026-01-14", theme="Trust"))
    assert (fresh(session).starts, fresh(session).theme) == (begun, "Trust")
    assert trail("session-changed")[0].detail == {"fields": ["theme"]}
    at(cast.alice).post(url(session), words(date="2026-01-14", time="16:05"))
    assert fresh(session).starts == datetime(2026, 1, 14, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize("state", ["signed", "countersigned"])
def test_what_is_signed_is_locked(cast, at, state):
    session = make_session(group=cast.group, number=2, state=state)
    browser = at(cast.alice)
    assert browser.get(url(session)).status_code == browser.post(url(session), words()).status_code == 403
    assert fresh(session).minutes == 90 and trail("session-changed") == []


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.session)).status_code == browser.post(url(cast.session), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_session(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.session), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).put(url(cast.session)).status_code == 405
