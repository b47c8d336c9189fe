"""For whom the database opens a group, day by day."""

from uuid import UUID

import pytest

from tests.lib.scratch import ALICE, ELSEWHERE, HERE, LEADS, person

SARI = UUID(int=12)
SUPERVISES = """INSERT INTO accounts_supervision (id, supervisor_id, counselor_id, starts, ends)
                VALUES (gen_random_uuid(), %s, %s, current_date + %s, current_date + %s::int)"""


def groups_of(scratch, **who) -> tuple[list, list]:
    """The groups that may be read, and those that may be written in."""
    with scratch.role(**who):
        return scratch.run("SELECT app_readable_groups(), app_writable_groups()")[0]


BOTH, NEITHER, READING = ([HERE], [HERE]), ([], []), ([HERE], [])


@pytest.mark.parametrize(
    ("role", "starts", "ends", "rights", "opened"),
    [
        ("lead", -9, None, {}, BOTH),
        ("co-lead", -9, None, {}, BOTH),
        ("observer", -9, None, {}, READING),
        ("lead", 0, None, {}, BOTH),
        ("lead", 1, None, {}, NEITHER),
        ("lead", -9, 1, {}, BOTH),
        ("lead", -9, 0, {}, NEITHER),
        ("lead", -9, -1, {}, NEITHER),
        ("lead", -9, None, {"active": False}, NEITHER),
        ("lead", -9, None, {"counselor": False, "supervisor": True, "admin": True}, NEITHER),
    ],
)
def test_a_group_is_open_to_who_leads_it_today_and_is_a_counselor_who_may_sign_in(
    groups, role, starts, ends, rights, opened
):
    person(groups, ALICE, **{"counselor": True} | rights)
    groups.run(LEADS, HERE, ALICE, role, starts, ends)
    assert groups_of(groups, user=ALICE) == opened


@pytest.mark.parametrize(
    ("leading", "supervision", "rights", "opened"),
    [
        (("lead", -9, None), (-9, None), {}, READING),
        (("co-lead", -9, None), (-9, None), {}, READING),
        (("observer", -9, None), (-9, None), {}, NEITHER),
        (("lead", -9, None), (0, None), {}, READING),
        (("lead", -9, None), (1, None), {}, NEITHER),
        (("lead", -9, None), (-9, 1), {}, READING),
        (("lead", -9, None), (-9, 0), {}, NEITHER),
        (("lead", -9, 0), (-9, None), {}, NEITHER),
        (("lead", 1, None), (-9, None), {}, NEITHER),
        (("lead", -9, None), (-9, None), {"active": False}, NEITHER),
        (("lead", -9, None), (-9, None), {"supervisor": False, "counselor": True}, NEITHER),
    ],
)
def test_a_group_is_open_for_reading_to_who_supervises_its_leaders_today(groups, leading, supervision, rights, opened):
    person(groups, ALICE, counselor=True)
    person(groups, SARI, **{"supervisor": True} | rights)
    groups.run(LEADS, HERE, ALICE, *leading)
    groups.run(SUPERVISES, SARI, ALICE, *supervision)
    assert groups_of(groups, user=SARI) == opened


def test_a_task_sees_its_group_and_no_other_whoever_called_it(groups):
    person(groups, ALICE, counselor=True)
    groups.run(LEADS, HERE, ALICE, "lead", -9, None)
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
