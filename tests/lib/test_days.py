from datetime import UTC, date, datetime

import pytest
from django.utils import translation

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
