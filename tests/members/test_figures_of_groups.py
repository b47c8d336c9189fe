"""The figures of a group are written in SQL; they mean the same as the query sets of the sessions."""

from datetime import timedelta

from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.models import Group
from sessions_app.models import Session
from tests.factories import make_group, make_session

HOURS = [-72, -4, -2, 2, 72]


def test_sessions_are_counted_as_their_own_query_sets_count_them(db):
    group, now = make_group(), timezone.now()
    cases = [(state, hours) for state in Session.State.values for hours in HOURS]
    for number, (state, hours) in enumerate(cases, 1):
        make_session(group=group, number=number, state=state, starts=now + timedelta(hours=hours))
    with acting(group_id=group.id):
        figures = Group.objects.with_next_session().with_unfinished().with_sessions().get()
        sessions = Session.objects.all()
        assert figures.sessions_begun == sessions.begun().count() == 22
        assert figures.sessions_planned == sessions.upcoming().count() == 3
        assert figures.unfinished == sessions.unfinished().count() == 12
        assert figures.next_session == sessions.upcoming().earliest("starts").id
        assert figures.next_starts == now - timedelta(hours=2)


def test_a_forgotten_session_is_over_and_says_so(db):
    group, now = make_group(), timezone.now()
    made = [
        make_session(group=group, number=number, state="planned", starts=now + timedelta(hours=hours))
        for number, hours in enumerate(HOURS, 1)
    ]
    assert [session.passed_unrecorded for session in made] == [True, True, False, False, False]
