from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from groupcounsel.accounts.models import Supervision, User
from tests.pages import text_of, trail

URL = reverse("accounts:supervision_add")


def pair(supervisor, counselor, starts):
    return {"supervisor": supervisor.id, "counselor": counselor.id, "starts": starts.isoformat()}


def test_a_supervisor_reads_from_the_next_request_on(cast, at, today):
    rina = at(cast.rina)
    group = reverse("members:group_detail", args=[cast.group.id])
    assert rina.get(group).status_code == 404
    assert at(cast.adi).post(URL, pair(cast.rina, cast.bob, today)).url == reverse("accounts:supervision_list")
    assert rina.get(group).status_code == 200


def test_what_begins_later_opens_nothing_yet(cast, at, today):
    at(cast.adi).post(URL, pair(cast.rina, cast.bob, today + timedelta(days=1)))
    assert at(cast.rina).get(reverse("members:group_detail", args=[cast.group.id])).status_code == 404


def test_today_is_today_also_where_the_day_begins_earlier_than_in_greenwich(cast, at):
    User.objects.filter(pk=cast.adi.pk).update(timezone="Asia/Jakarta")
    just_past_midnight = datetime(2026, 5, 6, 0, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    with time_machine.travel(just_past_midnight, tick=False):
        at(cast.adi).post(URL, pair(cast.rina, cast.bob, just_past_midnight.date()))
        assert Supervision.objects.current().filter(supervisor=cast.rina, counselor=cast.bob).exists()


def test_the_trail_says_who_and_from_when(cast, at, today):
    at(cast.adi).post(URL, pair(cast.rina, cast.bob, today))
    [entry] = trail("supervision-begun")
    assert entry.by == cast.adi.id
    assert entry.detail == {
        "supervisor": str(cast.rina.id), "counselor": str(cast.bob.id), "starts": today.isoformat()
    }  # fmt: skip


def test_supervisors_and_counselors_are_offered_under_their_names(cast, at):
    shown = text_of(at(cast.adi).get(URL))
    assert f"Sari ({cast.sari.email})" in shown and f"Olga ({cast.olga.email})" in shown
    assert f"Adi ({cast.adi.email})" not in shown


@pytest.mark.parametrize(
    ("supervisor", "counselor", "why"),
    [
        ("sari", "alice", "This pair is in supervision already."),
        ("alice", "bob", "Select a valid choice."),
        ("sari", "adi", "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_refused(cast, at, today, supervisor, counselor, why):
    answer = at(cast.adi).post(URL, pair(getattr(cast, supervisor), getattr(cast, counselor), today))
    assert answer.status_code == 422 and why in text_of(answer)
    assert Supervision.objects.count() == 2


@pytest.mark.parametrize(("ago", "status"), [(5, 422), (3, 422), (2, 302), (0, 302)])
def test_a_pair_begins_again_when_the_time_before_is_over(cast, at, today, ago, status):
    """Which ended two days ago."""
    ended = today - timedelta(days=2)
    cast.sari.supervisions_given.update(starts=today - timedelta(days=4), ends=ended)
    answer = at(cast.adi).post(URL, pair(cast.sari, cast.alice, today - timedelta(days=ago)))
    assert answer.status_code == status and cast.sari.supervisions_given.count() == (2 if status == 302 else 1)
    told = f"This pair was in supervision until {ended.day} {ended:%b %Y}. Choose that day or a later one."
    assert status == 302 or told in text_of(answer)


def test_two_admins_at_the_same_moment_read_that_somebody_was_quicker(cast, at, today, monkeypatch):
    """The form saw nothing yet; the database knows better."""
    monkeypatch.setattr("groupcounsel.accounts.forms._until", lambda starts, pair: None)
    cast.sari.supervisions_given.update(ends=today)
    answer = at(cast.adi).post(URL, pair(cast.sari, cast.alice, today - timedelta(days=1)))
    assert answer.status_code == 422 and "in supervision on that day already" in text_of(answer)


def test_nobody_supervises_themselves(cast, at, today):
    User.objects.filter(pk=cast.sari.pk).update(is_counselor=True)
    answer = at(cast.adi).post(URL, pair(cast.sari, cast.sari, today))
    assert answer.status_code == 422 and "Nobody supervises themselves." in text_of(answer)


def test_nobody_else_pairs_people(cast, at, today):
    assert at(cast.rina).post(URL, pair(cast.rina, cast.alice, today)).status_code == 404
    assert at(cast.adi).put(URL).status_code == 405
    assert Supervision.objects.count() == 2
