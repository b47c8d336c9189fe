"""The calendar itself: when, under a neutral title, for whoever has the address; nothing of the groups."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Group, Leadership
from observations.today import actions
from observations.today.models import Feed
from sessions_app.models import Session
from tests.factories import lead_group, make_group, supervise
from tests.pages import queries, trail
from tests.today.made import in_days, planned

THEME = "Grief"


@pytest.fixture
def feed_of(db):
    """The address of this person's calendar."""

    def made(user, **fields) -> str:
        secret = actions.make_address(user=user)
        Feed.objects.filter(user=user).update(**fields)
        return reverse("today:calendar_read", args=[secret])

    return made


def events(answer) -> list:
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_sessions_stand_in_it_at_their_time_where_the_group_meets(cast, at, feed_of):
    coming = planned(cast.group, 2, minutes=75, theme=THEME)
    [event] = events(at(None).get(feed_of(cast.alice)))
    begin, end = event.decoded("dtstart"), event.decoded("dtend")
    assert begin == coming.starts.replace(microsecond=0) and end - begin == timedelta(minutes=75)
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta" and begin.utcoffset() == timedelta(hours=7)
    assert event["uid"] == f"{coming.id}@groupcounsel"


def test_the_zone_is_explained_to_calendars_that_do_not_know_it(cast, at, feed_of):
    planned(cast.group, 2)
    calendar = Calendar.from_ical(at(None).get(feed_of(cast.alice)).content)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]


def test_a_session_that_is_moved_keeps_its_name_and_a_cancelled_one_goes(cast, at, feed_of):
    coming, url = planned(cast.group, 2), feed_of(cast.alice)
    before = events(at(None).get(url))[0]["uid"]
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=coming.pk).update(starts=in_days(3))
    [moved] = events(at(None).get(url))
    assert moved["uid"] == before and moved.decoded("dtstart") > coming.starts
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=coming.pk).delete()
    assert events(at(None).get(url)) == []


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [("en", "", "Group session"), ("id", "", "Sesi kelompok"), ("en", "Busy; really, \\ yes", "Busy; really, \\ yes")],
)
def test_its_title_is_neutral_or_the_persons_own(cast, at, feed_of, language, title, said):
    planned(cast.group, 2)
    User.objects.filter(pk=cast.alice.pk).update(language=language)
    [event] = events(at(None).get(feed_of(cast.alice, title=title)))
    assert event["summary"] == said


def test_nothing_of_the_group_is_in_it(cast, at, feed_of):
    planned(cast.group, 2, theme=THEME)
    body = at(None).get(feed_of(cast.alice)).content.decode()
    assert [word for word in (THEME, "Melati", "Dahlia", "Kelompok", "Alice", str(cast.group.id)) if word in body] == []


def test_a_title_of_several_lines_adds_nothing_to_the_calendar(cast, at, feed_of):
    planned(cast.group, 2)
    [event] = events(at(None).get(feed_of(cast.alice, title="a\r\nLOCATION:b")))
    assert "location" not in event


def test_it_holds_the_groups_in_which_the_person_has_a_part_now(cast, at, feed_of):
    """Also as an observer; not those that they led once, or supervise, and none that is over."""
    here = planned(cast.group, 2)
    former, over = make_group(name="Former"), make_group(lead=cast.olga, name="Over", ended=date(2026, 2, 1))
    lead_group(group=former, user=cast.olga, ends=date(2026, 1, 5))
    for group in (former, over, cast.other_group):
        planned(group, 2)
    User.objects.filter(pk=cast.olga.pk).update(is_supervisor=True)
    supervise(supervisor=cast.olga, counselor=cast.charlie)
    assert [event["uid"] for event in events(at(None).get(feed_of(cast.olga)))] == [f"{here.id}@groupcounsel"]
    Leadership.objects.filter(user=cast.olga, group=cast.group).update(ends=date(2026, 1, 5))
    assert events(at(None).get(feed_of(cast.olga))) == []


def test_sessions_of_the_last_months_stay_in_it_and_older_ones_go(cast, at, feed_of):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(starts=in_days(-93))
    assert events(at(None).get(feed_of(cast.alice))) == []
    recent = planned(cast.group, -90)
    [event] = events(at(None).get(feed_of(cast.alice)))
    assert event["uid"] == f"{recent.id}@groupcounsel"


def test_a_wrong_address_leads_nowhere_and_says_nothing(cast, at):
    Feed.objects.create(user=cast.alice)
    for secret in ("x", "None", "0" * 64, "%00", "é"):
        assert at(None).get(f"/calendar/{secret}.ics").status_code == 404, secret


def test_it_is_closed_with_the_right_to_sign_in_and_opens_again_with_it(cast, at, feed_of):
    url = feed_of(cast.alice)
    for active, status in ((False, 404), (True, 200)):
        User.objects.filter(pk=cast.alice.pk).update(is_active=active)
        assert at(None).get(url).status_code == status


def test_who_is_signed_in_as_somebody_else_reads_the_owners_and_keeps_their_own_eyes(cast, at, feed_of):
    here = planned(cast.group, 2)
    planned(cast.other_group, 2)
    charlie = at(cast.charlie)
    assert [event["uid"] for event in events(charlie.get(feed_of(cast.alice)))] == [f"{here.id}@groupcounsel"]
    assert charlie.get(reverse("members:group_detail", args=[cast.group.id])).status_code == 404


def test_the_first_reading_of_a_day_is_in_the_trail_in_the_owners_name(cast, at, feed_of):
    url = feed_of(cast.alice)
    for _ in range(3):
        at(None).get(url)
    [entry] = trail("calendar-read")
    assert entry.by == entry.subject == cast.alice.id and entry.detail == {}
    Feed.objects.update(read_on=datetime.now(UTC).date() - timedelta(days=1))
    at(None).get(url)
    assert len(trail("calendar-read")) == 2


def test_it_is_read_so_often_and_then_not_for_a_while(cast, at, feed_of, settings):
    settings.ACCOUNT_RATE_LIMITS = {"calendar_asked": "300/m/ip", "calendar_read": "3/h/key"}
    url, other = feed_of(cast.alice), feed_of(cast.bob)
    assert [at(None).get(url).status_code for _ in range(5)] == [200] * 3 + [429] * 2
    assert at(None).get(other).status_code == 200


def test_who_tries_addresses_is_stopped(cast, at, feed_of, settings):
    settings.ACCOUNT_RATE_LIMITS = {"calendar_asked": "3/m/ip", "calendar_read": "60/h/key"}
    assert [at(None).get(f"/calendar/{n}.ics").status_code for n in range(4)] == [404] * 3 + [429]
    assert at(None).get(feed_of(cast.alice)).status_code == 429


def test_it_is_for_reading(cast, at, feed_of):
    url = feed_of(cast.alice)
    assert at(None).post(url).status_code == 405 and at(None).head(url).status_code == 200


def test_more_groups_and_sessions_cost_no_query_more(cast, at, feed_of):
    planned(cast.group, 2)
    url = feed_of(cast.alice)
    at(None).get(url)
    before = queries(at(None), url)
    for number in range(20):
        planned(make_group(lead=cast.alice, name=f"Group {number}"), 3)
    assert queries(at(None), url) == before
    with acting(user_id=cast.alice.id):
        assert len(events(at(None).get(url))) == Group.objects.count()
