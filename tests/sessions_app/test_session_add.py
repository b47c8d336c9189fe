from datetime import UTC, datetime

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Watermark
from sessions_app.models import Session
from tests.factories import make_group, make_session
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(group):
    return reverse("sessions:session_add", args=[group.id])


def words(**changes):
    planned = {"date": "2026-12-02", "time": "16:00", "minutes": "90", "structure": "free", "theme": ""}
    return planned | changes


def sessions(group):
    with acting(group_id=group.id):
        return list(Session.objects.order_by("number"))


def test_a_session_is_planned_in_the_groups_time_zone(cast, at):
    answer = at(cast.alice).post(url(cast.group), words(structure="themed", theme="Boundaries", minutes="75"))
    _, planned = sessions(cast.group)
    assert answer.url == reverse("sessions:session_detail", args=[planned.id])
    assert planned.starts == datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert (planned.structure, planned.theme, planned.minutes) == ("themed", "Boundaries", 75)
    assert (planned.state, planned.number, planned.ref) == ("planned", 2, "s2")


def test_numbers_go_on_from_the_highest_also_for_an_earlier_day(cast, at):
    make_session(group=cast.group, number=7)
    at(cast.alice).post(url(cast.group), words(date="2025-12-02"))
    assert [(session.number, session.ref) for session in sessions(cast.group)] == [(1, "s1"), (7, "s7"), (8, "s8")]


def test_the_first_one_is_number_one(cast, at):
    group = make_group(lead=cast.alice)
    at(cast.alice).post(url(group), words())
    assert [session.number for session in sessions(group)] == [1]


def test_it_leaves_a_trace_without_its_theme_and_moves_the_watermarks(cast, at):
    at(cast.alice).post(url(cast.group), words(theme="Boundaries"))
    [entry] = trail("sessions-planned")
    assert entry.detail == {"count": 1} and entry.group == cast.group.id and entry.by == cast.alice.id
    assert Watermark.objects.get(membership=cast.melati.id).record == 2


def test_the_form_offers_a_week_after_the_last_one_as_it_was(cast, at):
    make_session(group=cast.group, number=2, minutes=75, structure="exercise")
    page = at(cast.alice).get(url(cast.group)).content.decode()
    assert 'value="2026-01-21"' in page and 'value="16:00"' in page and 'value="75"' in page
    assert at(cast.alice).get(url(cast.group)).context["form"]["structure"].value() == "exercise"


def test_the_form_of_a_new_group_offers_today(cast, at):
    group = make_group(lead=cast.alice, timezone="Pacific/Kiritimati")
    form = at(cast.alice).get(url(group)).context["form"]
    assert form.initial["date"] == datetime.now(group.zone).date()
    assert (form.initial["time"].hour, form.initial["minutes"], form.initial["structure"]) == (16, 90, "free")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"date": "someday"}, "date"),
        ({"date": "0206-12-02"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"time": ""}, "time"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "601"}, "minutes"),
        ({"structure": "lecture"}, "structure"),
        ({"theme": "x" * 201}, "theme"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(cast, at, change, field):
    answer = at(cast.alice).post(url(cast.group), words(theme="typed") | change)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}
    assert "typed" in answer.content.decode() or field == "theme"
    assert len(sessions(cast.group)) == 1 and trail("sessions-planned") == []


def test_sent_twice_it_is_planned_once_and_the_second_page_names_the_first(cast, at):
    browser = at(cast.alice)
    assert browser.post(url(cast.group), words()).status_code == 302
    answer = browser.post(url(cast.group), words(theme="typed"))
    assert answer.status_code == 422 and "Session 2 begins then already." in text_of(answer)
    assert answer.context["form"].errors.keys() == {"time"} and "typed" in answer.content.decode()
    assert len(sessions(cast.group)) == 2 and len(trail("sessions-planned")) == 1


def test_two_groups_meet_at_the_same_time(cast, at):
    at(cast.alice).post(url(cast.group), words())
    assert at(cast.charlie).post(url(cast.other_group), words()).status_code == 302


def test_whoever_lives_elsewhere_is_told_whose_time_it_is(cast, at):
    assert "In the group’s time zone, Asia/Jakarta." in text_of(at(cast.alice).get(url(cast.group)))


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.group)).status_code == browser.post(url(cast.group), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_group(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).put(url(cast.group)).status_code == 405
