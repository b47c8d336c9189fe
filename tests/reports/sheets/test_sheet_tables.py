"""What the database itself keeps of spreadsheets, and for whom."""

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.db.utils import IntegrityError, ProgrammingError

from groupcounsel.lib.database_session import acting
from observations.reports.sheet_models import SheetDraft, SheetMapping
from tests.factories import make_group
from tests.reports.sheets.made import STARTS

FACTS = {"starts": STARTS, "minutes": 45, "structure": "free", "header": [], "rows": []}


def as_role(user, statement: str, *values) -> list | int:
    """What the app's role gets from the table itself, whatever the pages show: its rows, or how many it changed."""
    with acting(user_id=user.id), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


EVERYBODY_ELSE = ["bob", "olga", "sari", "charlie", "rina", "adi"]


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_a_draft_is_for_nobody_but_its_author(cast, draft, who):
    user = getattr(cast, who)
    assert as_role(user, "SELECT id FROM reports_sheetdraft") == []
    assert as_role(user, "UPDATE reports_sheetdraft SET minutes = 1") == 0
    assert as_role(user, "DELETE FROM reports_sheetdraft") == 0
    assert as_role(cast.alice, "SELECT minutes FROM reports_sheetdraft") == [(45,)]


def test_its_author_changes_and_removes_it(cast, draft):
    assert as_role(cast.alice, "UPDATE reports_sheetdraft SET minutes = 1") == 1
    assert as_role(cast.alice, "DELETE FROM reports_sheetdraft") == 1


def test_nobody_adds_a_draft_in_the_name_of_a_colleague(cast):
    with pytest.raises(ProgrammingError, match="row-level security"), acting(user_id=cast.bob.id):
        SheetDraft.objects.create(group=cast.group, by=cast.alice, **FACTS)


def test_nobody_hands_their_draft_to_a_colleague(cast, draft):
    with pytest.raises(ProgrammingError, match="row-level security"), atomic():
        as_role(cast.alice, "UPDATE reports_sheetdraft SET by_id = %s", cast.bob.id)


def test_whose_leading_ends_keeps_no_draft(cast, draft, today):
    cast.group.leaderships.filter(user=cast.alice).update(ends=today)
    assert as_role(cast.alice, "SELECT id FROM reports_sheetdraft") == []


@pytest.mark.parametrize("who", ["olga", "sari", "charlie", "adi"])
def test_who_only_reads_adds_no_draft(cast, who):
    user = getattr(cast, who)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(user_id=user.id):
        SheetDraft.objects.create(group=cast.group, by=user, **FACTS)


def test_a_person_imports_one_sheet_at_a_time(cast, draft):
    with pytest.raises(IntegrityError, match="one_sheet_at_a_time"), acting(user_id=cast.alice.id):
        SheetDraft.objects.create(group=cast.group, by=cast.alice, **FACTS)


def test_a_draft_belongs_to_a_group_that_exists_and_goes_with_it(cast):
    lone = make_group(lead=cast.alice)
    with acting(group_id=lone.id):
        SheetDraft.objects.create(group=lone, by=cast.alice, **FACTS)
        lone.delete()
        assert not SheetDraft.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_a_mapping_is_for_nobody_but_its_person(cast, draft, who):
    with acting(user_id=cast.alice.id):
        assert SheetMapping.objects.count() == 1
    with acting(user_id=getattr(cast, who).id):
        assert not SheetMapping.objects.exists()
        assert SheetMapping.objects.update(unit="seconds") == 0
        assert SheetMapping.objects.all().delete()[0] == 0


def test_no_groups_task_reads_a_mapping(cast, draft):
    with acting(group_id=cast.group.id):
        assert SheetDraft.objects.count() == 1 and not SheetMapping.objects.exists()


def test_nobody_remembers_in_the_name_of_somebody_else(cast):
    with acting(user_id=cast.bob.id), pytest.raises(ProgrammingError, match="row-level security"), atomic():
        SheetMapping.objects.create(user=cast.alice, shape="x", columns={}, unit="minutes")


def test_a_mapping_is_remembered_once(cast):
    with pytest.raises(IntegrityError, match="remembered_once"), acting(user_id=cast.alice.id):
        for _ in range(2):
            SheetMapping.objects.create(user=cast.alice, shape="x", columns={}, unit="minutes")
