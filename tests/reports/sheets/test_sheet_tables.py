"""What the database itself keeps of spreadsheets, and for whom."""

import pytest
from django.db.transaction import atomic
from django.db.utils import IntegrityError, ProgrammingError

from groupcounsel.lib.database_session import acting
from observations.reports.sheet_models import SheetDraft, SheetMapping
from tests.factories import make_group
from tests.reports.sheets.made import STARTS, begun

FACTS = {"starts": STARTS, "minutes": 45, "structure": "free", "header": [], "rows": []}


@pytest.fixture
def draft(cast):
    return begun(cast=cast)


@pytest.mark.parametrize(
    ("who", "rows"),
    [("alice", 1), ("bob", 1), ("olga", 1), ("sari", 1), ("charlie", 0), ("rina", 0), ("adi", 0)],
)
def test_a_draft_is_for_the_people_of_its_group(cast, draft, who, rows):
    with acting(user_id=getattr(cast, who).id):
        assert SheetDraft.objects.count() == rows


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


@pytest.mark.parametrize("who", ["bob", "olga", "sari", "charlie", "adi"])
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
