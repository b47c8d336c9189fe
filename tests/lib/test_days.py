from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from groupcounsel.lib.days import begun, gone_by, in_our_time
from groupcounsel.lib.templatetags.days import day, moment

EVENING = datetime(2026, 8, 5, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(("language", "written"), [("en", "5 Aug 2026"), ("id", "5 Agu 2026"), ("en", "5 Aug 2026")])
def test_a_day_is_written_in_the_language_of_the_reader(language, written):
    with translation.override(language):
        assert day(date(2026, 8, 5)) == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [("UTC", "Wed 5 Aug 2026, 17:30"), ("Asia/Jakarta", "Thu 6 Aug 2026, 00:30"), ("UTC", "Wed 5 Aug 2026, 17:30")],
)
def test_a_moment_is_written_by_the_clocks_of_its_zone(zone, written):
    assert moment(EVENING, zone) == written


def test_a_moment_is_written_in_the_language_of_the_reader():
    with translation.override("id"):
        assert moment(EVENING, "UTC") == "Rab 5 Agu 2026, 17:30"


def test_where_there_is_none_nothing_is_written():
    assert day(None) == moment(None, "UTC") == ""


TODAY = date(2026, 8, 6)  # of that evening in Jakarta, the zone of the tests
ZONES = st.sampled_from(["UTC", "Asia/Jakarta", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(ZONES, NOWS, st.integers(-400, 400))
def test_what_begins_today_or_before_has_begun_for_the_database_too(zone, now, offset):
    with time_machine.travel(now, tick=False), timezone.override(zone):
        day = timezone.localdate() + timedelta(days=offset)
        if offset > 0:
            assert begun(day) == day
        else:
            assert begun(day) == min(day, now.date()) >= day - timedelta(days=1)


@pytest.mark.parametrize("day", [date(206, 1, 7), date(1899, 12, 31), TODAY + timedelta(days=3654)])
def test_a_year_that_only_a_slip_of_the_finger_writes_is_refused(day):
    with time_machine.travel(EVENING, tick=False):
        for said in (in_our_time, begun):
            with pytest.raises(ValidationError, match=f"{day.year:04}"):
                said(day)


@pytest.mark.parametrize("day", [date(1900, 1, 1), TODAY, TODAY + timedelta(days=3653)])
def test_a_day_of_a_life_or_of_the_next_ten_years_is_taken(day):
    with time_machine.travel(EVENING, tick=False), timezone.override("Asia/Jakarta"):
        in_our_time(day)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Jakarta", TODAY), ("UTC", TODAY - timedelta(days=1)), ("UTC", None)])
def test_what_is_over_ended_today_at_the_latest_where_its_reader_is(zone, day):
    with time_machine.travel(EVENING, tick=False), timezone.override(zone):
        assert gone_by(day) == day
        if day:
            with pytest.raises(ValidationError, match="not come yet"):
                gone_by(day + timedelta(days=1))
