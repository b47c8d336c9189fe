from datetime import date, timedelta

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Group
from tests.factories import lead_group
from tests.pages import text_of, trail

FILLED = {"name": "Melati II", "kind": "open", "capacity": "6", "timezone": "Asia/Jakarta", "ended": "2026-06-30"}


def url(group):
    return reverse("register:group_edit", args=[group.id])


def test_an_admin_changes_what_a_group_is_called_and_ends_it(cast, at):
    assert at(cast.adi).post(url(cast.group), FILLED).url == reverse("register:group_register")
    with acting(user_id=cast.adi.id):
        group = Group.objects.get(pk=cast.group.pk)
    assert (group.name, group.kind, group.capacity, group.ended) == ("Melati II", "open", 6, date(2026, 6, 30))
    assert group.ref == cast.group.ref


def test_the_page_tells_parts_that_run_that_ended_and_that_come(cast, at, today):
    lead_group(group=cast.group, user=cast.charlie, ends=date(2026, 2, 1))
    with acting(group_id=cast.group.id):
        cast.group.leaderships.create(user=cast.rina, role="observer", starts=today + timedelta(days=9))
    shown = text_of(at(cast.adi).get(url(cast.group)))
    assert "Alice lead since 1 Jan 2026 End Alice" in shown and "Olga observer" in shown
    assert "Charlie lead from 1 Jan 2026 to 1 Feb 2026 ended" in shown and "End Rina" in shown


def test_it_shows_nothing_of_the_groups_records(cast, at):
    shown = text_of(at(cast.adi).get(url(cast.group))).replace("Kelompok Melati", "")
    assert "Melati" not in shown and "Dahlia" not in shown


def test_the_trail_has_the_names_of_the_fields(cast, at):
    at(cast.adi).post(url(cast.group), FILLED | {"capacity": "8", "kind": "closed"})
    [entry] = trail("group-changed")
    assert entry.by == cast.adi.id and entry.group == cast.group.id
    assert entry.detail == {"fields": ["name", "ended"]}


def test_what_cannot_be_is_refused_and_what_was_typed_stays(cast, at):
    answer = at(cast.adi).post(url(cast.group), FILLED | {"capacity": "1"})
    assert answer.status_code == 422 and b'value="Melati II"' in answer.content
    assert "<h1>Kelompok Melati</h1>" in answer.content.decode() and "Alice" in text_of(answer)


@pytest.mark.parametrize(
    ("days", "why"), [(2, "That day has not come yet."), (None, "Look at the year once more: 0021.")]
)
def test_a_group_has_not_ended_on_a_day_to_come_nor_in_another_age(cast, at, today, days, why):
    ended = date(21, 5, 1) if days is None else today + timedelta(days=days)
    answer = at(cast.adi).post(url(cast.group), FILLED | {"ended": ended.isoformat()})
    assert answer.status_code == 422 and answer.context["form"].errors == {"ended": [why]}


def test_the_register_is_the_admins_also_where_somebody_leads_the_group(cast, at):
    assert at(cast.alice).get(url(cast.group)).status_code == 404
    assert at(cast.sari).post(url(cast.group), FILLED).status_code == 404
    assert at(cast.adi).put(url(cast.group)).status_code == 405


def test_a_group_that_does_not_exist_is_not_found(cast, at):
    assert at(cast.adi).get(reverse("register:group_edit", args=[cast.alice.id])).status_code == 404
