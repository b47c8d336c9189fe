from datetime import date

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Group
from tests.factories import make_group
from tests.pages import text_of, trail

URL = reverse("register:group_add")
ANGGREK = {"name": "Kelompok Anggrek", "kind": "open", "capacity": "10", "timezone": "Asia/Jayapura"}


def added(admin) -> Group:
    with acting(user_id=admin.id):
        return Group.objects.get(name="Kelompok Anggrek")


def test_an_admin_adds_a_group_and_whoever_leads_it_writes_at_once(cast, at):
    bob = at(cast.bob)
    answer = at(cast.adi).post(URL, ANGGREK | {"lead": cast.bob.id})
    group = added(cast.adi)
    assert answer.url == reverse("register:group_edit", args=[group.id])
    assert (group.kind, group.capacity, group.timezone, group.ended) == ("open", 10, "Asia/Jayapura", None)
    assert bob.get(reverse("members:member_add", args=[group.id])).status_code == 200


def test_without_anybody_to_lead_it_the_group_is_closed_to_everybody(cast, at):
    at(cast.adi).post(URL, ANGGREK)
    detail = reverse("members:group_detail", args=[added(cast.adi).id])
    assert [at(who).get(detail).status_code for who in (cast.alice, cast.sari, cast.adi)] == [404, 404, 404]


def test_each_group_gets_a_short_name_of_its_own(cast, at):
    make_group(ref="g4000000")
    at(cast.adi).post(URL, ANGGREK)
    assert added(cast.adi).ref == "g4000001"


def test_the_trail_knows_the_group_and_its_leader(cast, at):
    at(cast.adi).post(URL, ANGGREK | {"lead": cast.bob.id})
    group = added(cast.adi)
    [entry], [part] = trail("group-added"), trail("leader-added")
    assert (entry.by, entry.subject, entry.group) == (cast.adi.id, group.id, group.id)
    assert part.group == group.id and part.detail["user"] == str(cast.bob.id) and part.detail["role"] == "lead"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": ""}, "required"),
        ({"capacity": "1"}, "greater than or equal to 2"),
        ({"kind": "secret"}, "not one of the available"),
        ({"timezone": "Mars/Olympus"}, "not one of the available"),
    ],
)
def test_what_cannot_be_is_refused_where_it_was_typed(cast, at, wrong, why):
    answer = at(cast.adi).post(URL, ANGGREK | wrong)
    assert answer.status_code == 422 and why in text_of(answer)
    assert trail("group-added") == []


def test_sent_twice_it_is_added_once_and_what_was_typed_stays(cast, at):
    answers = [at(cast.adi).post(URL, ANGGREK | {"name": name}) for name in (ANGGREK["name"], "kelompok anggrek ")]
    assert [answer.status_code for answer in answers] == [302, 422] and added(cast.adi)
    assert answers[1].context["form"].errors == {"name": ["A running group has this name already."]}
    assert 'value="kelompok anggrek ' in answers[1].content.decode() and len(trail("group-added")) == 1


def test_the_name_of_a_group_that_has_ended_is_free(cast, at):
    make_group(name=ANGGREK["name"], ended=date(2026, 3, 1))
    assert at(cast.adi).post(URL, ANGGREK).status_code == 302


def test_only_counselors_are_offered(cast, at):
    answer = at(cast.adi).post(URL, ANGGREK | {"lead": cast.sari.id})
    assert answer.status_code == 422 and cast.sari.email not in text_of(answer)


@pytest.mark.parametrize("who", ["alice", "sari"])
def test_nobody_else_adds_groups(cast, at, who):
    assert at(getattr(cast, who)).post(URL, ANGGREK).status_code == 404
    assert trail("group-added") == []


def test_other_verbs_are_refused(cast, at):
    assert at(cast.adi).delete(URL).status_code == 405
