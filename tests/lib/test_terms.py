"""What holds from a day until and without another, where leading and supervising are meant alike, to the day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from members.models import Leadership
from tests.factories import lead_group, make_group, make_user, supervise

TODAY = date(2026, 5, 6)


def leading(starts, ends):
    return lead_group(group=make_group(), user=make_user(), starts=starts, ends=ends)


def supervising(starts, ends):
    return supervise(supervisor=make_user(is_supervisor=True), counselor=make_user(), starts=starts, ends=ends)


KINDS = {Leadership: leading, Supervision: supervising}


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (-9, None, {"current", "unended"}),
        (0, None, {"current", "unended"}),
        (1, None, {"unended"}),
        (-9, 1, {"current", "unended"}),
        (1, 3, {"unended"}),
        (-9, 0, {"ended"}),
        (0, 0, {"ended"}),
        (-9, -1, {"ended"}),
    ],
)
def test_each_day_says_what_holds_on_it(db, model, starts, ends, holds):
    with time_machine.travel(datetime(2026, 5, 6, 12, tzinfo=ZoneInfo("UTC")), tick=False):
        day = [count if count is None else TODAY + timedelta(days=count) for count in (starts, ends)]
        term = KINDS[model](*day)
        found = {name for name in ("current", "unended", "ended") if getattr(model.objects, name)().exists()}
        assert found == holds and term.is_over == ("ended" in holds)


@pytest.mark.parametrize("offset", [-2, -1, 0, 1, 2])
def test_python_and_the_database_mean_the_same_day(cast, today, offset):
    """An hour around midnight they might not: both keep to the days of UTC."""
    cast.group.leaderships.filter(user=cast.alice).update(ends=today + timedelta(days=offset))
    with acting(user_id=cast.alice.id):
        [term] = Leadership.objects.filter(user=cast.alice)
        opened = type(cast.group).objects.readable().filter(pk=cast.group.pk).exists()
        assert opened == Leadership.objects.current().filter(pk=term.pk).exists() == (not term.is_over)
