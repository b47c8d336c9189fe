"""The session's clock: begun by a tap, still in pauses, stopped at the end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic

from groupcounsel.lib.database_session import acting
from sessions_app.clock import MOVES, move_clock, seconds
from sessions_app.models import Session
from tests.factories import make_session
from tests.pages import trail

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def planned(cast):
    return make_session(group=cast.group, number=2, state="planned", starts=after(-5))


def moved(cast, session, *moves) -> Session:
    with acting(user_id=cast.alice.id):
        for move, minutes in moves:
            move_clock(session=session, move=move, when=after(minutes), by=cast.alice)
        return Session.objects.get(pk=session.pk)


def test_it_runs_from_the_tap_and_not_from_what_was_planned(cast, planned):
    session = moved(cast, planned, ("start", 0))
    assert (session.state, seconds(session, after(10)), seconds(session, after(-3))) == ("live", 600, 0)


def test_it_stands_still_in_pauses(cast, planned):
    session = moved(cast, planned, ("start", 0), ("pause", 10), ("resume", 25), ("pause", 30))
    shown = [seconds(session, after(minutes)) for minutes in (10, 20, 25, 30, 45)]
    assert shown == [600, 600, 600, 900, 900] and session.is_paused and not session.is_running


def test_it_stops_at_the_end_also_in_a_pause(cast, planned):
    session = moved(cast, planned, ("start", 0), ("pause", 10), ("end", 20))
    assert (session.state, session.is_paused, seconds(session, after(99))) == ("debriefing", False, 600)


def test_an_end_taken_back_lets_it_run_on(cast, planned):
    session = moved(cast, planned, ("start", 0), ("end", 20), ("reopen", 21))
    assert (session.state, seconds(session, after(30))) == ("live", 1800)


@pytest.mark.parametrize(
    ("state", "open_to"),
    [("planned", {"start"}), ("live", {"pause", "end"}), ("debriefing", set()), ("signed", set())],
)
def test_what_is_so_already_or_no_longer_possible_changes_nothing(cast, state, open_to):
    session = make_session(group=cast.group, number=3, state=state, starts=NOON)
    with acting(user_id=cast.alice.id):
        for move in MOVES.keys() - open_to:
            assert not move_clock(session=session, move=move, when=after(1), by=cast.alice)
    assert trail("session-live") == trail("session-debriefing") == []


BESIDE = [
    ([("pause", 10), ("resume", 20), ("pause", 9), ("resume", 30)], [540, 540, 540, 540]),
    ([("pause", 10), ("resume", 20), ("pause", 12), ("resume", 14)], [600, 600, 900, 1200]),
    ([("pause", 20), ("resume", 25), ("pause", 5), ("resume", 10)], [300, 600, 900, 1200]),
]


@pytest.mark.parametrize(("moves", "shown"), BESIDE)
def test_what_two_people_noted_as_pauses_of_the_same_minutes_counts_once(cast, planned, moves, shown):
    session = moved(cast, planned, ("start", 0), *moves)
    assert [seconds(session, after(minutes)) for minutes in (10, 15, 25, 30)] == shown


def test_a_pause_of_now_is_not_ended_by_what_was_tapped_before_it_began(cast, planned):
    session = moved(cast, planned, ("start", 0), ("pause", 40), ("resume", 30))
    assert session.is_paused and seconds(session, after(60)) == 2400
    assert not moved(cast, planned, ("resume", 41)).is_paused


def test_a_pause_from_before_the_beginning_is_over_at_the_beginning(cast, planned):
    session = moved(cast, planned, ("start", 0), ("pause", -10), ("resume", -5))
    assert not session.is_paused and seconds(session, after(1)) == 60


@pytest.mark.parametrize(("one", "other", "state"), [("pause", "resume", "live"), ("end", "reopen", "live")])
def test_two_taps_of_a_device_whose_line_is_slow_may_come_a_little_swapped(cast, planned, one, other, state):
    session = moved(cast, planned, ("start", 0), (one, 40), (other, 39.95))
    assert (session.state, session.is_paused, session.ended) == (state, False, None)


def test_an_end_is_not_taken_back_by_what_was_tapped_before_it(cast, planned):
    session = moved(cast, planned, ("start", 0), ("end", 40), ("reopen", 30))
    assert (session.state, seconds(session, after(60))) == ("debriefing", 2400)


def test_an_end_from_before_a_pause_began_ends_the_session_then(cast, planned):
    session = moved(cast, planned, ("start", 0), ("pause", 40), ("end", 30))
    assert (session.state, session.is_paused, seconds(session, after(60))) == ("debriefing", False, 1800)


def test_each_move_leaves_its_trace(cast, planned):
    moved(cast, planned, ("start", 0), ("pause", 1), ("resume", 2), ("end", 3), ("reopen", 4))
    assert [len(trail(f"session-{word}")) for word in ("live", "pause", "resume", "debriefing")] == [2, 1, 1, 1]


def test_a_session_that_nobody_began_by_a_tap_runs_from_its_plan(cast):
    session = make_session(group=cast.group, number=3, state="live", starts=NOON)
    assert seconds(session, after(2)) == 120


@pytest.mark.parametrize("facts", [{"ended": NOON}, {"began": NOON, "ended": after(-1)}])
def test_a_session_ends_after_it_begins(cast, planned, facts):
    with (
        acting(group_id=cast.group.id),
        pytest.raises(IntegrityError, match="a_session_ends_after_it_begins"),
        atomic(),
    ):
        Session.objects.filter(pk=planned.pk).update(**facts)
