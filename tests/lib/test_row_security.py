"""What the builders of `row_security` make, tried on tables made for it."""

from uuid import UUID

import pytest
from psycopg import errors

from groupcounsel.lib import row_security
from tests.lib.scratch import ALICE, APP, ELSEWHERE, HERE, LEADS, OWNER, person


@pytest.fixture
def notes(scratch):
    """A table whose rows up to 5 may be read and whose rows up to 3 may be written; 1, 4 and 9 are there."""
    scratch.table("notes", "n int")
    scratch.run("INSERT INTO notes VALUES (1), (4), (9)")
    scratch.build(row_security.policies("notes", reads="n <= 5", writes="n <= 3"))
    return scratch


@pytest.mark.parametrize("role", [APP, OWNER])
def test_policies_hold_for_everybody_and_for_the_tables_owner(notes, role):
    with notes.role(role):
        assert notes.run("SELECT n FROM notes ORDER BY n") == [(1,), (4,)]
        assert notes.run("INSERT INTO notes VALUES (2)") == 1
        assert notes.run("UPDATE notes SET n = 3") == 2
        assert notes.run("DELETE FROM notes") == 2
    assert notes.run("SELECT n FROM notes ORDER BY n") == [(4,), (9,)]


@pytest.mark.parametrize(
    "statement", ["INSERT INTO notes VALUES (4)", "UPDATE notes SET n = 4", "UPDATE notes SET n = 9"]
)
def test_no_row_is_written_that_its_writer_may_not_write(notes, statement):
    with notes.role(), notes.refusal(errors.InsufficientPrivilege):
        notes.run(statement)


@pytest.fixture
def clinical(groups):
    groups.table("clinical", "id int PRIMARY KEY, group_id uuid")
    groups.run("INSERT INTO clinical VALUES (1, %s), (2, %s)", HERE, ELSEWHERE)
    groups.build(*row_security.clinical("clinical"))
    person(groups, ALICE, counselor=True)
    return groups


def test_clinical_rows_are_those_of_the_groups_that_are_open(clinical):
    clinical.run(LEADS, HERE, ALICE, "observer")
    with clinical.role(user=ALICE):
        assert clinical.run("SELECT id FROM clinical") == [(1,)]
        assert clinical.run("UPDATE clinical SET id = 7") == clinical.run("DELETE FROM clinical") == 0
    with clinical.role(group=ELSEWHERE):
        assert clinical.run("SELECT id FROM clinical") == [(2,)]
        assert clinical.run("UPDATE clinical SET id = 7") == 1
    with clinical.role():
        assert clinical.run("SELECT id FROM clinical") == []


def test_a_clinical_row_moves_to_no_group_that_is_closed(clinical):
    clinical.run(LEADS, HERE, ALICE, "lead")
    with clinical.role(user=ALICE), clinical.refusal(errors.InsufficientPrivilege):
        clinical.run("UPDATE clinical SET group_id = %s", ELSEWHERE)


@pytest.fixture
def family(groups):
    """Parents and children of groups; a child names its parent."""
    for table, columns in {"parent": "", "child": ", parent_id int"}.items():
        groups.table(table, f"id int PRIMARY KEY, group_id uuid NOT NULL{columns}")
    groups.build(*row_security.of_group("parent", "child"), row_security.same_group("child", parent_id="parent"))
    groups.run("INSERT INTO parent VALUES (1, %s), (2, %s)", HERE, ELSEWHERE)
    return groups


def settle(scratch):
    scratch.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_row_refers_to_a_row_of_its_own_group_or_to_none(family):
    family.run("INSERT INTO child VALUES (1, %s, 1), (2, %s, NULL)", HERE, HERE)
    settle(family)
    assert family.run("SELECT count(*) FROM child") == [(2,)]


@pytest.mark.parametrize(
    ("statement", "group", "rule"),
    [
        ("INSERT INTO child VALUES (1, %s, 2)", HERE, "child_parent_id_is_of_the_same_group"),
        ("INSERT INTO child VALUES (1, %s, 3)", HERE, "child_parent_id_is_of_the_same_group"),
        ("INSERT INTO parent VALUES (3, %s)", UUID(int=9), "parent_belongs_to_a_group"),
    ],
)
def test_a_reference_across_groups_or_to_nothing_is_refused_at_the_latest_at_the_end(family, statement, group, rule):
    with family.refusal(errors.ForeignKeyViolation) as refused:
        assert family.run(statement, group) == 1
        settle(family)
    assert refused.value.diag.constraint_name == rule


def test_the_rows_of_a_group_go_with_it_and_no_others(family):
    family.run("INSERT INTO child VALUES (1, %s, 1), (2, %s, 2)", HERE, ELSEWHERE)
    family.run("DELETE FROM members_group WHERE id = %s", HERE)
    settle(family)
    assert family.run("SELECT id FROM parent") == family.run("SELECT id FROM child") == [(2,)]


RULE = "nothing_is_above_ten_in_all_of_the_notes_that_there_are_now"


def ruled(scratch, **on):
    scratch.table("sums", "n int")
    scratch.run("INSERT INTO sums VALUES (1), (20)")
    scratch.build(row_security.always("sums", RULE, "SELECT FROM fresh WHERE n > 10", **on))
    return scratch


@pytest.mark.parametrize("statement", ["INSERT INTO sums VALUES (1), (11)", "UPDATE sums SET n = n + 10 WHERE n < 20"])
def test_a_rule_over_tables_is_kept_for_rows_just_written_and_carries_its_whole_name(scratch, statement):
    ruled(scratch)
    with scratch.refusal(errors.CheckViolation) as refused:
        scratch.run(statement)
    assert (refused.value.diag.constraint_name, refused.value.diag.table_name) == (RULE, "sums")
    assert scratch.run("INSERT INTO sums VALUES (10)") == 1


def test_what_stood_there_before_the_rule_may_stay_and_go(scratch):
    ruled(scratch)
    assert scratch.run("UPDATE sums SET n = 2 WHERE n = 1") == scratch.run("DELETE FROM sums WHERE n = 20") == 1


def test_a_rule_about_removing_looks_at_what_was_removed(scratch):
    ruled(scratch, on=("DELETE",))
    assert scratch.run("INSERT INTO sums VALUES (30)") == 1
    with scratch.refusal(errors.CheckViolation):
        scratch.run("DELETE FROM sums WHERE n = 20")
