from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.factories import make_group, make_session
from tests.pages import OUTSIDERS, READERS, queries, text_of, trail


def url(group):
    return reverse("sessions:series_add", args=[group.id])


def words(**changes):
    once = {"date": "2026-12-02", "time": "16:00", "minutes": "90", "structure": "free"}
    return once | {"every": "1", "times": "3", "without": ""} | changes


def planned(group):
    with acting(group_id=group.id):
        return list(Session.objects.filter(state="planned").select_related("group").order_by("number"))


def days(group):
    return [session.day.isoformat()[5:] for session in planned(group)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["12-02", "12-09", "12-16"]),
        ({"every": "2"}, ["12-02", "12-16", "12-30"]),
        ({"without": "2026-12-09"}, ["12-02", "12-16", "12-23"]),
        ({"without": "2026-12-02, 2026-12-16;2026-12-24\n2026-12-23"}, ["12-09", "12-30", "01-06"]),
    ],
)
def test_a_series_is_planned_on_its_days(cast, at, change, expected):
    group = make_group(lead=cast.alice)
    answer = at(cast.alice).post(url(group), words(**change))
    assert answer.url == reverse("members:group_detail", args=[group.id]) + "?sessions=planned"
    assert days(group) == expected


def test_numbers_follow_the_days_and_the_times_are_the_groups(cast, at):
    at(cast.alice).post(url(cast.group), words())
    assert [(session.number, session.ref) for session in planned(cast.group)] == [(2, "s2"), (3, "s3"), (4, "s4")]
    assert planned(cast.group)[0].starts == datetime(2026, 12, 2, 9, tzinfo=UTC)
    [entry] = trail("sessions-planned")
    assert entry.detail == {"count": 3}


def test_the_clock_stays_when_summer_time_ends(cast, at):
    group = make_group(lead=cast.alice, timezone="Europe/Berlin")
    at(cast.alice).post(url(group), words(date="2026-10-21", times="2"))
    assert [session.starts.hour for session in planned(group)] == [14, 15]


def test_the_dates_are_shown_before_anything_is_planned(cast, at):
    answer = at(cast.alice).get(url(cast.group), words(without="2026-12-09"))
    shown = text_of(answer)
    assert "3 dates" in shown and "Wed 16 Dec 2026, 16:00" in shown and "Wed 9 Dec" not in shown
    assert "Plan these 3 sessions" in shown and planned(cast.group) == []


def test_what_the_page_shows_is_what_it_sends(cast, at):
    form = at(cast.alice).get(url(cast.group), words(every="2")).context["to_send"]
    at(cast.alice).post(url(cast.group), {field.name: field.value() for field in form})
    assert days(cast.group) == ["12-02", "12-16", "12-30"]


def test_a_day_that_is_taken_is_pointed_out(cast, at):
    make_session(group=cast.group, number=2, state="planned", starts=datetime(2026, 12, 9, 1, tzinfo=UTC))
    shown = text_of(at(cast.alice).get(url(cast.group), words()))
    assert shown.count("a session is on that day already") == 1
    assert "Wed 9 Dec 2026, 16:00 a session is on that day already" in shown


def test_sent_twice_it_is_planned_once(cast, at):
    browser = at(cast.alice)
    assert browser.post(url(cast.group), words()).status_code == 302
    answer = browser.post(url(cast.group), words())
    assert answer.status_code == 422 and "Sessions 2, 3, 4 begin then already." in text_of(answer)
    assert len(planned(cast.group)) == 3 and len(trail("sessions-planned")) == 1


def test_a_series_that_meets_a_planned_session_is_refused_whole(cast, at):
    make_session(group=cast.group, number=2, state="planned", starts=datetime(2026, 12, 16, 9, tzinfo=UTC))
    answer = at(cast.alice).post(url(cast.group), words())
    assert answer.status_code == 422 and "Session 2 begins then already." in text_of(answer)
    assert [session.number for session in planned(cast.group)] == [2]


def test_the_empty_form_shows_no_dates(cast, at):
    answer = at(cast.alice).get(url(cast.group))
    assert answer.status_code == 200 and "Plan these" not in text_of(answer)


def test_htmx_gets_the_part_alone(cast, at):
    answer = at(cast.alice, hx_request="true").get(url(cast.group), words())
    assert answer.content.decode().lstrip().startswith('<div id="series"') and "3 dates" in text_of(answer)


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"times": "1"}, "times"),
        ({"times": "61"}, "times"),
        ({"every": "3"}, "every"),
        ({"without": "2026-12-09, christmas"}, "without"),
        ({"time": ""}, "time"),
        ({"date": "9999-12-31"}, "date"),
        ({"date": "0001-01-01"}, "date"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, at, verb, change, field):
    answer = getattr(at(cast.alice), verb)(url(cast.group), words(**change))
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}
    assert planned(cast.group) == []


def test_a_word_that_is_no_date_is_named(cast, at):
    assert "“christmas” is not a date." in text_of(at(cast.alice).get(url(cast.group), words(without="christmas")))


def test_an_empty_form_that_is_sent_plans_nothing(cast, at):
    assert at(cast.alice).post(url(cast.group)).status_code == 422


def test_sixty_dates_cost_no_query_more_than_two(cast, at):
    browser = at(cast.alice)
    two, sixty = (queries(browser, url(cast.group) + f"?{urlencode(words(times=times))}") for times in ("2", "60"))
    assert two == sixty


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(cast.group)).status_code == browser.post(url(cast.group), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_group(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group), words()).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).delete(url(cast.group)).status_code == 405
