from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.factories import supervise
from tests.pages import text_of, trail


def url(supervision):
    return reverse("accounts:supervision_end", args=[supervision.id])


def of(person):
    return person.supervisions_given.get()


def test_a_supervisor_reads_nothing_from_the_next_request_on(cast, at, today):
    sari = at(cast.sari)
    group = reverse("members:group_detail", args=[cast.group.id])
    assert sari.get(group).status_code == 200
    at(cast.adi).post(url(of(cast.sari)), {"ends": today.isoformat()})
    assert sari.get(group).status_code == 404
    assert "You supervise nobody at present" in text_of(sari.get(reverse("supervision:caseload")))


def test_what_ends_later_is_open_until_then(cast, at, today):
    at(cast.adi).post(url(of(cast.sari)), {"ends": (today + timedelta(days=1)).isoformat()})
    assert at(cast.sari).get(reverse("members:group_detail", args=[cast.group.id])).status_code == 200


def test_today_ends_at_once_also_where_the_day_begins_earlier_than_in_greenwich(cast, at):
    User.objects.filter(pk=cast.adi.pk).update(timezone="Asia/Jakarta")
    just_past_midnight = datetime(2026, 5, 6, 0, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    with time_machine.travel(just_past_midnight, tick=False):
        at(cast.adi).post(url(of(cast.sari)), {"ends": "2026-05-06"})
        assert not cast.sari.supervisions_given.current().exists()


def test_the_trail_has_the_day_before_and_after(cast, at, today):
    at(cast.adi).post(url(of(cast.sari)), {"ends": today.isoformat()})
    [entry] = trail("supervision-ended")
    assert entry.by == cast.adi.id and entry.detail["values"] == {"ends": [None, today.isoformat()]}
    assert entry.detail["counselor"] == str(cast.alice.id)


def test_nothing_ends_before_it_began(cast, at):
    answer = at(cast.adi).post(url(of(cast.sari)), {"ends": "2025-12-31"})
    assert answer.status_code == 422 and "before the day on which it began" in text_of(answer)
    assert of(cast.sari).ends is None


def test_what_is_over_cannot_be_ended(cast, at, today):
    over = supervise(supervisor=cast.rina, counselor=cast.bob, ends=date(2026, 2, 1))
    assert at(cast.adi).post(url(over), {"ends": today.isoformat()}).status_code == 404


def test_nobody_else_ends_it(cast, at, today):
    assert at(cast.alice).post(url(of(cast.sari)), {"ends": today.isoformat()}).status_code == 404
    assert at(cast.adi).delete(url(of(cast.sari))).status_code == 405
    assert of(cast.sari).ends is None
