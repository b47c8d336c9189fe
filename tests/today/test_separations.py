"""Who was away, who leaves, when the group does not meet: said when it is so, and only then."""

from datetime import timedelta

import pytest

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.templatetags.days import day
from members.models import Membership
from observations.today.separations import usual_distance
from tests.factories import attend, make_group, make_member, make_session
from tests.today.made import in_days, planned, shown, weekly


def put(session, membership, state):
    attend(session=session, person=membership.person, state=state)


def test_who_was_away_last_time_with_and_without_word(cast, at):
    *_, before, last = weekly(cast.group)
    rose = make_member(group=cast.group, alias="Rose")
    for session, membership, state in [
        (before, rose, "absent-with-word"),
        (last, cast.melati, "absent-with-word"),
        (last, cast.dahlia, "absent-without-word"),
        (last, rose, "late"),
    ]:
        put(session, membership, state)
    page = shown(at, cast.alice)
    assert "Away from session 13, with word: Melati." in page and "session 13, without word: Dahlia." in page
    assert "Rose." not in page


def test_where_nobody_knows_whether_word_was_given_none_is_claimed(cast, at):
    *_, last = weekly(cast.group)
    put(last, cast.melati, "absent")
    assert "Away from session 13: Melati." in shown(at, cast.alice)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-27, "Melati left on {}."), (0, "Melati left on {}."), (9, "Melati leaves on {}."), (-40, "")],
)
def test_who_has_left_lately_or_leaves_on_a_noted_day(cast, at, days, words):
    left = in_days(days).astimezone(cast.group.zone).date()
    with acting(group_id=cast.group.id):
        Membership.objects.filter(pk=cast.melati.pk).update(left=left)
    page = shown(at, cast.alice)
    assert words.format(day(left)) in page if words else "Melati le" not in page


@pytest.mark.parametrize(("wait", "is_long"), [(7, False), (10, False), (11, True), (21, True)])
def test_a_break_is_longer_than_one_and_a_half_times_the_usual_distance(cast, at, wait, is_long):
    *_, last = weekly(cast.group)
    coming = planned(cast.group, wait - 3)
    said = f"A break: {wait} days from session 13 to session 20 on {day(coming.day)}, usually 7."
    assert (coming.day - last.day).days == wait
    assert (said in shown(at, cast.alice)) is is_long


def test_a_break_after_the_next_session_is_said_before_it(cast, at):
    weekly(cast.group)
    planned(cast.group, 4)
    planned(cast.group, 25, number=21)
    assert "A break: 21 days from session 20 to session 21" in shown(at, cast.alice)


NONE, BREAK_NOT_KNOWN = "Nobody was away, nobody leaves, and no break comes.", "Whether a break comes is not known: "


def all_there(group):
    """Everybody was at the last session that was held, and another one follows as usual."""
    *_, last = weekly(group)
    planned(group, 4)
    with acting(group_id=group.id):
        members = list(Membership.objects.filter(group=group).select_related("person"))
    for membership in members:
        put(last, membership, "present")
    return last


def test_where_all_of_it_is_known_it_is_said_that_there_is_none(cast, at):
    all_there(cast.group)
    page = shown(at, cast.alice)
    assert f"Separations {NONE} Open arcs" in page


def test_where_the_usual_distance_is_not_known_nothing_is_called_a_break_and_none_is_ruled_out(cast, at):
    weekly(cast.other_group, held=2)
    planned(cast.other_group, 60)
    page = shown(at, cast.charlie)
    assert f"{BREAK_NOT_KNOWN}how far apart the sessions usually are has yet to be seen." in page and NONE not in page


def test_where_nothing_is_planned_no_break_is_ruled_out(cast, at):
    weekly(cast.other_group)
    page = shown(at, cast.charlie)
    assert f"{BREAK_NOT_KNOWN}no session is planned." in page and NONE not in page


def test_whose_attendance_is_not_noted_is_not_said_to_have_been_there(cast, at):
    last = all_there(cast.group)
    with acting(group_id=cast.group.id):
        last.attendances.filter(person=cast.dahlia.person).delete()
    page = shown(at, cast.alice)
    assert "Separations Attendance of 1 member at session 13 is not noted. Open arcs" in page


def test_before_the_first_session_nothing_is_claimed(cast, at):
    make_group(lead=cast.alice, name="New ones")
    page = shown(at, cast.alice)
    assert "No session was held yet: who was away and whether a break comes is not known." in page


def test_the_usual_distance_is_a_median_so_that_an_earlier_holiday_does_not_move_it(cast):
    starts = [in_days(-days).replace(hour=5, minute=0) for days in (70, 63, 28, 21, 14)]
    held = [make_session(group=cast.other_group, number=place, starts=when) for place, when in enumerate(starts, 1)]
    assert usual_distance(held) == 7 and usual_distance(held[:2]) is None
    same_day = [make_session(group=cast.group, number=n, starts=starts[0] + timedelta(minutes=n)) for n in (5, 6, 7)]
    assert usual_distance(same_day) is None
