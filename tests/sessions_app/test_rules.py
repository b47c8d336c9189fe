"""What must be true of sessions, the database says: each rule is broken, past every form."""

import pytest
from django.db import connection

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from sessions_app.actions import cancel_session
from sessions_app.models import Attendance, PlanItem, Reminded, Reminding, Session, Signature
from tests.breaking import changed, copied, named_rules, refusal
from tests.factories import make_event, make_member, make_session, respond

LOCKED = "a_signed_record_is_locked"


@pytest.fixture
def inside(cast):
    """The cast; session 2 is signed by Alice. The database answers as to the group's own task."""
    cast.stranger = make_member(group=cast.other_group, alias="Stranger")
    cast.elsewhere = make_session(group=cast.other_group)
    cast.signed = make_session(group=cast.group, number=2, there=[cast.melati.person])
    make_event(session=cast.session, actor=cast.dahlia.person)
    cast.third = make_session(group=cast.group, number=3)
    respond(event=make_event(session=cast.third, actor=cast.dahlia.person), by=cast.melati.person)
    with acting(group_id=cast.group.id):
        cast.was_there = Attendance.objects.get(session=cast.session, person=cast.dahlia.person)
        cast.signed_there = Attendance.objects.get(session=cast.signed)
        cast.signature = Signature.objects.create(group=cast.group, session=cast.signed, person=cast.seat)
        items = [(cast.session, 1), (cast.session, 2), (cast.signed, 1)]
        cast.meant, cast.also_meant, cast.signed_plan = (
            PlanItem.objects.create(group=cast.group, session=session, text="Trust", position=place)
            for session, place in items
        )
        cast.reminding = Reminding.objects.create(user=cast.alice, hours_before=2)
        with acting(user_id=cast.alice.id):
            cast.reminded = Reminded.objects.create(user=cast.alice, session=cast.session, kind="session")
        Session.objects.filter(pk=cast.signed.pk).update(state="signed")
        yield cast


def of_alice(cast, broken, **changes) -> str:
    """What she was reminded of only she sees."""
    with acting(user_id=cast.alice.id):
        return broken(cast.reminded, **changes)


BREAKS = {
    "a_number_names_one_session_of_a_group": lambda cast: copied(cast.session, ref="s99"),
    "a_ref_names_one_session_of_a_group": lambda cast: copied(cast.session, number=99),
    "a_session_lasts_a_minute_or_more": lambda cast: changed(cast.session, minutes=0),
    "sessions_are_numbered_from_one": lambda cast: changed(cast.session, number=0),
    "safety_is_rated_from_1_to_5": lambda cast: changed(cast.session, safety=6),
    "honesty_is_rated_from_1_to_5": lambda cast: changed(cast.session, honesty=0),
    "a_session_is_free_themed_or_an_exercise": lambda cast: changed(cast.session, structure="lecture"),
    "a_session_is_in_a_known_state": lambda cast: changed(cast.session, state="forgotten"),
    "a_session_is_held_in_our_time": lambda cast: changed(cast.session, starts="0206-01-07T16:00:00+07:00"),
    "a_person_attends_a_session_once": lambda cast: copied(cast.was_there),
    "an_attendance_is_one_of_six": lambda cast: changed(cast.was_there, state="asleep"),
    "who_was_absent_has_no_part_in_the_record": lambda cast: changed(cast.was_there, state="absent-with-word"),
    "a_person_signs_a_session_once": lambda cast: copied(cast.signature),
    "nobody_responds_who_was_not_in_the_group": lambda cast: changed(cast.third, starts="2026-01-06T09:00:00+07:00"),
    "a_session_ends_after_it_begins": lambda cast: changed(cast.session, ended=cast.session.starts),
    "only_who_came_late_or_left_early_has_a_time": lambda cast: changed(cast.was_there, at=5),
    "a_plan_item_says_something": lambda cast: changed(cast.meant, text=""),
    "a_place_in_a_plan_is_taken_once": lambda cast: changed(cast.meant, position=2),
    "a_reminder_comes_1_to_72_hours_before": lambda cast: changed(cast.reminding, hours_before=73),
    "nobody_is_reminded_twice": lambda cast: of_alice(cast, copied),
    "a_reminder_is_of_a_known_kind": lambda cast: of_alice(cast, changed, kind="poll"),
    "a_signature_stays": lambda cast: changed(cast.signature, digest="0" * 64),
    LOCKED: lambda cast: changed(cast.signed_there, state="late"),
}
WITHIN_THE_GROUP = {
    "sessions_app_attendance_person_id_is_of_the_same_group": lambda cast: copied(
        cast.was_there, person_id=cast.stranger.person_id
    ),
    "sessions_app_attendance_session_id_is_of_the_same_group": lambda cast: copied(
        cast.was_there, session_id=cast.elsewhere.id
    ),
    "sessions_app_signature_person_id_is_of_the_same_group": lambda cast: copied(
        cast.signature, person_id=cast.stranger.person_id
    ),
    "sessions_app_signature_session_id_is_of_the_same_group": lambda cast: copied(
        cast.signature, session_id=cast.elsewhere.id
    ),
    "sessions_app_planitem_session_id_is_of_the_same_group": lambda cast: changed(
        cast.meant, session_id=cast.elsewhere.id
    ),
    "sessions_app_reminded_is_of_a_session": lambda cast: of_alice(cast, changed, session_id=uuid7()),
}


@pytest.mark.parametrize("rule", BREAKS | WITHIN_THE_GROUP)
def test_what_must_not_be_is_refused_by_its_name(inside, rule):
    assert (BREAKS | WITHIN_THE_GROUP)[rule](inside) == rule


def test_every_named_rule_is_broken_here(db):
    assert named_rules("^sessions_app_") == set(BREAKS)


@pytest.mark.parametrize(
    "change",
    [
        {"starts": "2026-01-15T09:00:00Z"},
        {"minutes": 60},
        {"structure": "themed"},
        {"theme": "Trust"},
        {"safety": 3},
        {"honesty": 3},
        {"number": 9},
        {"state": "debriefing"},
        {"state": "planned"},
    ],
    ids=str,
)
def test_nothing_that_was_signed_is_changed_and_no_signature_taken_back(inside, change):
    assert changed(inside.signed, **change) == LOCKED


def test_a_signed_session_may_be_countersigned_and_stays_locked(inside):
    assert changed(inside.signed, state="countersigned") == ""
    assert changed(inside.signed, state="signed") == "" and changed(inside.signed, minutes=60) == LOCKED


def test_nobody_is_added_to_or_removed_from_a_signed_session(inside):
    assert copied(inside.signed_there, person_id=inside.dahlia.person_id) == LOCKED
    assert refusal("DELETE FROM sessions_app_attendance WHERE id = %s", inside.signed_there.pk) == LOCKED


def test_the_plan_of_a_signed_session_stays_as_it_was(inside):
    assert changed(inside.signed_plan, done=True) == copied(inside.signed_plan, position=2) == LOCKED
    assert refusal("DELETE FROM sessions_app_planitem WHERE id = %s", inside.signed_plan.pk) == LOCKED


def test_a_session_that_is_cancelled_takes_along_what_anybody_was_reminded_of(inside):
    planned = make_session(group=inside.group, number=9, state="planned")
    with acting(user_id=inside.alice.id):
        Reminded.objects.create(user=inside.alice, session=planned, kind="session")
    with acting(user_id=inside.bob.id):
        assert cancel_session(session=planned, by=inside.bob)
        connection.check_constraints()
    with acting(user_id=inside.alice.id):
        assert Reminded.objects.filter(session=planned.id).count() == 0


def test_the_lock_of_one_session_leaves_the_others_open(inside):
    assert changed(inside.session, minutes=60) == changed(inside.was_there, state="late") == ""


@pytest.mark.parametrize("change", [{"safety": 1, "honesty": 5}, {"safety": None}, {"minutes": 1}], ids=str)
def test_what_may_be_is_not_refused(inside, change):
    assert changed(inside.session, **change) == ""
