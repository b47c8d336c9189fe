from datetime import date, timedelta

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Person
from tests.factories import lead_group
from tests.pages import text_of, trail


def of(cast, user):
    return cast.group.leaderships.get(user=user)


def url(leadership):
    return reverse("register:leader_end", args=[leadership.id])


@pytest.mark.parametrize("who", ["alice", "bob", "olga"])
def test_the_group_is_closed_to_them_with_the_next_request(cast, at, today, who):
    person = getattr(cast, who)
    browser, group = at(person), reverse("members:group_detail", args=[cast.group.id])
    assert browser.get(group).status_code == 200
    answer = at(cast.adi).post(url(of(cast, person)), {"ends": today.isoformat()})
    assert answer.url == reverse("register:group_edit", args=[cast.group.id])
    assert browser.get(group).status_code == 404
    assert browser.get(reverse("sessions:session_detail", args=[cast.session.id])).status_code == 404
    assert "Kelompok Melati" not in text_of(browser.get(reverse("members:group_list"), {"state": "all"}))


def test_it_is_closed_to_their_supervisor_too(cast, at, today):
    sari, group = at(cast.sari), reverse("members:group_detail", args=[cast.group.id])
    at(cast.adi).post(url(of(cast, cast.alice)), {"ends": today.isoformat()})
    assert sari.get(group).status_code == 404
    assert "Leads no group at present." in text_of(sari.get(reverse("supervision:caseload")))


def test_what_ends_later_is_open_until_then(cast, at, today):
    at(cast.adi).post(url(of(cast, cast.bob)), {"ends": (today + timedelta(days=1)).isoformat()})
    assert at(cast.bob).get(reverse("members:group_detail", args=[cast.group.id])).status_code == 200


def test_their_seat_stays_where_it_was(cast, at, today):
    at(cast.adi).post(url(of(cast, cast.alice)), {"ends": today.isoformat()})
    with acting(group_id=cast.group.id):
        assert Person.objects.get(user=cast.alice) == cast.seat


def test_the_trail_has_the_day_before_and_after(cast, at, today):
    at(cast.adi).post(url(of(cast, cast.bob)), {"ends": today.isoformat()})
    [entry] = trail("leadership-ended")
    assert (entry.by, entry.group) == (cast.adi.id, cast.group.id)
    assert entry.detail["user"] == str(cast.bob.id) and entry.detail["values"] == {"ends": [None, today.isoformat()]}


def test_nothing_ends_before_it_began(cast, at):
    answer = at(cast.adi).post(url(of(cast, cast.bob)), {"ends": "2025-12-31"})
    assert answer.status_code == 422 and "before the day on which it began" in text_of(answer)
    assert of(cast, cast.bob).ends is None


def test_what_is_over_cannot_be_ended(cast, at, today):
    over = lead_group(group=cast.group, user=cast.charlie, ends=date(2026, 2, 1))
    assert at(cast.adi).post(url(over), {"ends": today.isoformat()}).status_code == 404


def test_the_question_names_the_person(cast, at):
    assert "Does Bob leave the group?" in text_of(at(cast.adi).get(url(of(cast, cast.bob))))


def test_nobody_else_ends_a_part(cast, at, today):
    assert at(cast.alice).post(url(of(cast, cast.bob)), {"ends": today.isoformat()}).status_code == 404
    assert at(cast.adi).put(url(of(cast, cast.bob))).status_code == 405
    assert of(cast, cast.bob).ends is None
