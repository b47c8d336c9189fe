from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.models import Person
from tests.days import day_of_the_database
from tests.factories import lead_group, make_member, make_user
from tests.pages import text_of, trail


def url(group):
    return reverse("register:leader_add", args=[group.id])


def part(user, role="co-lead", starts=None):
    return {"user": user.id, "role": role, "starts": (starts or day_of_the_database()).isoformat()}


def seats(group, user):
    with acting(group_id=group.id):
        return list(Person.objects.filter(group=group, user=user))


@pytest.mark.parametrize(("role", "writes"), [("lead", 200), ("co-lead", 200), ("observer", 403)])
def test_the_group_opens_to_them_with_the_next_request(cast, at, role, writes):
    charlie = at(cast.charlie)
    group = reverse("members:group_detail", args=[cast.group.id])
    assert charlie.get(group).status_code == 404
    at(cast.adi).post(url(cast.group), part(cast.charlie, role))
    assert charlie.get(group).status_code == 200
    assert charlie.get(reverse("members:member_add", args=[cast.group.id])).status_code == writes


def test_their_supervisor_reads_the_group_of_a_leader_but_not_of_an_observer(cast, at):
    group = reverse("members:group_detail", args=[cast.group.id])
    at(cast.adi).post(url(cast.group), part(cast.charlie, "observer"))
    assert at(cast.rina).get(group).status_code == 404
    cast.group.leaderships.filter(user=cast.charlie).update(role="co-lead")
    assert at(cast.rina).get(group).status_code == 200


def test_they_get_a_seat_in_the_records_under_their_name(cast, at):
    at(cast.adi).post(url(cast.group), part(cast.charlie))
    [seat] = seats(cast.group, cast.charlie)
    assert (seat.kind, seat.alias) == ("counselor", "Charlie")


def test_a_name_that_somebody_in_the_group_has_already_gets_a_number(cast, at):
    make_member(group=cast.group, alias="Charlie")
    namesake = make_user(name="Charlie")
    for user in (cast.charlie, namesake):
        at(cast.adi).post(url(cast.group), part(user))
    assert [seats(cast.group, user)[0].alias for user in (cast.charlie, namesake)] == ["Charlie 2", "Charlie 3"]


def test_who_comes_back_finds_their_seat_where_it_was(cast, at):
    lead_group(group=cast.group, user=cast.charlie, ends=date(2026, 2, 1))
    [before] = seats(cast.group, cast.charlie)
    at(cast.adi).post(url(cast.group), part(cast.charlie))
    assert seats(cast.group, cast.charlie) == [before]
    assert cast.group.leaderships.current().filter(user=cast.charlie).count() == 1


def test_the_admin_who_gave_the_seat_still_reads_nobody_of_the_group(cast, at):
    adi = at(cast.adi)
    adi.post(url(cast.group), part(cast.charlie))
    assert adi.get(reverse("members:group_detail", args=[cast.group.id])).status_code == 404
    assert "Dahlia" not in text_of(adi.get(reverse("register:group_edit", args=[cast.group.id])))


def test_what_begins_later_opens_nothing_yet(cast, at, today):
    at(cast.adi).post(url(cast.group), part(cast.charlie, starts=today + timedelta(days=1)))
    assert at(cast.charlie).get(reverse("members:group_detail", args=[cast.group.id])).status_code == 404


def test_today_is_today_also_where_the_day_begins_earlier_than_in_greenwich(cast, at):
    User.objects.filter(pk=cast.adi.pk).update(timezone="Asia/Jakarta")
    just_past_midnight = datetime(2026, 5, 6, 0, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    with time_machine.travel(just_past_midnight, tick=False):
        at(cast.adi).post(url(cast.group), part(cast.charlie, starts=just_past_midnight.date()))
        assert cast.group.leaderships.current().filter(user=cast.charlie).exists()


def test_the_trail_says_who_as_what_and_from_when(cast, at, today):
    at(cast.adi).post(url(cast.group), part(cast.charlie, "observer"))
    [entry] = trail("leader-added")
    assert (entry.by, entry.group) == (cast.adi.id, cast.group.id)
    assert entry.detail == {"user": str(cast.charlie.id), "role": "observer", "starts": today.isoformat()}


@pytest.mark.parametrize(
    ("who", "why"), [("alice", "This person has a part in the group already."), ("sari", "Select a valid choice.")]
)
def test_what_cannot_be_is_refused(cast, at, who, why):
    answer = at(cast.adi).post(url(cast.group), part(getattr(cast, who)))
    assert answer.status_code == 422 and why in text_of(answer)
    assert cast.group.leaderships.count() == 3 and trail("leader-added") == []


@pytest.mark.parametrize(
    ("starts", "why"),
    [
        (date(2026, 1, 31), "They had a part in the group until 1 Feb 2026. Choose that day or a later one."),
        (date(206, 5, 1), "Look at the year once more: 0206."),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_it(cast, at, starts, why):
    lead_group(group=cast.group, user=cast.charlie, ends=date(2026, 2, 1))
    answer = at(cast.adi).post(url(cast.group), part(cast.charlie, starts=starts))
    assert answer.status_code == 422 and answer.context["form"].errors == {"starts": [why]}
    assert str(starts) in answer.content.decode() and trail("leader-added") == []


def test_two_admins_at_the_same_moment_read_that_somebody_was_quicker(cast, at, monkeypatch):
    """The form saw nothing yet; the database knows better."""
    monkeypatch.setattr("members.register.forms.LeaderForm._until", lambda *_, **__: None)
    lead_group(group=cast.group, user=cast.charlie, ends=date(2026, 2, 1))
    answer = at(cast.adi).post(url(cast.group), part(cast.charlie, starts=date(2026, 1, 31)))
    assert answer.status_code == 422 and "a part in the group on that day already" in text_of(answer)


def test_a_part_may_begin_on_the_day_on_which_the_one_before_ended(cast, at):
    lead_group(group=cast.group, user=cast.charlie, role="observer", ends=date(2026, 2, 1))
    at(cast.adi).post(url(cast.group), part(cast.charlie, "lead", date(2026, 2, 1)))
    assert cast.group.leaderships.current().get(user=cast.charlie).role == "lead"


def test_sent_twice_they_have_one_part(cast, at):
    answers = [at(cast.adi).post(url(cast.group), part(cast.charlie)).status_code for _ in range(2)]
    assert answers == [302, 422] and cast.group.leaderships.filter(user=cast.charlie).count() == 1


@pytest.mark.parametrize("who", ["alice", "sari", "charlie"])
def test_nobody_lets_themselves_in(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.group), part(cast.charlie)).status_code == 404
    assert cast.group.leaderships.count() == 3


def test_other_verbs_are_refused(cast, at):
    assert at(cast.adi).delete(url(cast.group)).status_code == 405


def test_the_form_offers_today(cast, at, today):
    html = at(cast.adi).get(url(cast.group)).content.decode()
    assert f'<input type="date" name="starts" value="{today}"' in html
