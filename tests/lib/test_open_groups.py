"""What the database's own functions answer: which groups are open, and for what."""

from uuid import UUID

import pytest

from tests.lib.scratch import ALICE, ELSEWHERE, HERE, LEADS, person

SARI = UUID(int=12)
SUPERVISES = """INSERT INTO accounts_supervision (id, supervisor_id, counselor_id, starts)
                VALUES (gen_random_uuid(), %s, %s, current_date)"""


def groups_of(scratch, **who) -> tuple[list, list]:
    """The groups that may be read, and those that may be written in."""
    with scratch.role(**who):
        return scratch.run("SELECT app_readable_groups(), app_writable_groups()")[0]


BOTH, NEITHER, READING = ([HERE], [HERE]), ([], []), ([HERE], [])


@pytest.mark.parametrize(
    ("role", "rights", "opened"),
    [
        ("lead", {}, BOTH),
        ("co-lead", {}, BOTH),
        ("observer", {}, READING),
        ("lead", {"active": False}, NEITHER),
        ("lead", {"counselor": False, "supervisor": True, "admin": True}, NEITHER),
    ],
)
def test_a_group_is_open_to_who_leads_it_and_is_a_counselor_who_may_sign_in(groups, role, rights, opened):
    person(groups, ALICE, **{"counselor": True} | rights)
    groups.run(LEADS, HERE, ALICE, role)
    assert groups_of(groups, user=ALICE) == opened


@pytest.mark.parametrize(
    ("role", "rights", "opened"),
    [
        ("lead", {}, READING),
        ("co-lead", {}, READING),
        ("observer", {}, NEITHER),
        ("lead", {"active": False}, NEITHER),
        ("lead", {"supervisor": False, "counselor": True}, NEITHER),
    ],
)
def test_a_group_is_open_for_reading_to_who_supervises_its_leaders(groups, role, rights, opened):
    person(groups, ALICE, counselor=True)
    person(groups, SARI, **{"supervisor": True} | rights)
    groups.run(LEADS, HERE, ALICE, role)
    groups.run(SUPERVISES, SARI, ALICE)
    assert groups_of(groups, user=SARI) == opened


def test_a_task_sees_its_group_and_no_other_whoever_called_it(groups):
    person(groups, ALICE, counselor=True)
    groups.run(LEADS, HERE, ALICE, "lead")
    assert groups_of(groups, user=ALICE, group=ELSEWHERE) == ([ELSEWHERE], [ELSEWHERE])


def test_nobody_sees_no_group(groups):
    assert groups_of(groups) == NEITHER


@pytest.mark.parametrize(
    ("rights", "admin"),
    [({"admin": True}, True), ({"admin": True, "active": False}, False), ({"supervisor": True}, False)],
)
def test_an_admin_is_one_while_they_may_sign_in(scratch, rights, admin):
    person(scratch, ALICE, **rights)
    with scratch.role(user=ALICE):
        assert scratch.run("SELECT app_is_admin()") == [(admin,)]
