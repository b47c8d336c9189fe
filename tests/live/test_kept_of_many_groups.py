"""The list of what is kept apart says of each entry where it belongs, at once for all groups, and nothing else."""

import pytest
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.kept import rows
from members.models import Leadership
from observations.live.apart import PLACES, placed
from observations.live.models import Quarantined
from sessions_app.models import Session
from tests.factories import make_group, make_session
from tests.live.test_kept_apart import LIST
from tests.pages import queries, text_of

NAMES = ("Kenanga", "Cempaka", "Anggrek", "Seroja")


def left_behind(alice, name: str, number: int) -> Quarantined:
    """Alice led this group too; what she tapped there came when her part had ended."""
    group = make_group(lead=alice, name=name)
    session = make_session(group=group, number=number)
    facts = {"why": "access-ended", "digest": "0" * 64, "envelope": {}, "tapped_at": timezone.now()}
    with acting(group_id=group.id):
        kept = Quarantined.objects.create(group=group, session=session, entry=uuid7(), author=alice, **facts)
    Leadership.objects.filter(group=group).update(ends="2026-01-02")
    return kept


@pytest.fixture
def many(live, kept) -> list[Quarantined]:
    """Beside the one of the group that is open to Sari, those of groups that are closed to her."""
    return [kept, *(left_behind(live.alice, name, number) for number, name in enumerate(NAMES, start=31))]


def test_each_stands_with_its_own_group_and_session(live, many, at):
    listed = text_of(at(live.sari).get(LIST))
    assert "Kelompok Melati , session 1 " in listed
    assert [name for number, name in enumerate(NAMES, start=31) if f"{name} , session {number} " not in listed] == []


def test_more_groups_make_no_more_queries(live, kept, at):
    sari = at(live.sari)
    before = queries(sari, LIST)
    for number, name in enumerate(NAMES, start=31):
        left_behind(live.alice, name, number)
    assert queries(sari, LIST) == before


def test_of_entries_somebody_does_not_see_nothing_is_said_either(live, many):
    wanted = [kept.id for kept in many]
    for person in (live.charlie, live.rina, live.adi, live.alice):
        with acting(user_id=person.id):
            assert rows(PLACES, [wanted]) == []
    with acting():
        assert rows(PLACES, [wanted]) == []


def test_what_was_open_for_a_group_is_closed_again_afterwards(live, many):
    with acting(user_id=live.sari.id):
        seen = set(Session.objects.values_list("id", flat=True))
        assert [(where.group, where.session) for where in placed(many)][1:] == [
            (name, number) for number, name in enumerate(NAMES, start=31)
        ]
        assert set(Session.objects.values_list("id", flat=True)) == seen and len(seen) == 1
        assert rows("SELECT coalesce(current_setting('app.group_id', true), '')", []) == [("",)]
