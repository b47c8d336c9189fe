"""The same form sent four times in the same instant, on four connections: what it asks for is done once."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Consent, Group, Leadership, Membership, StatementVersion
from sessions_app.models import Attendance, Session
from tests.connections import for_good
from tests.factories import make_session
from tests.pages import trail

TIMES = 4
WHEN = {"date": "2026-12-02", "time": "16:00", "minutes": "90", "structure": "free"}


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"sent_at_once_{worker_id}_{os.getpid()}") as (cast, _):
        cast.planned = make_session(group=cast.group, number=2, state="planned")
        yield cast


def at_once(user, name, row, sent) -> list[int]:
    """The statuses of the answers, the smallest first."""
    browsers = [Client(raise_request_exception=False) for _ in range(TIMES)]
    for browser in browsers:
        browser.force_login(user)
    together = Barrier(TIMES)

    def send(browser):
        together.wait()
        try:
            return browser.post(reverse(name, args=[row.id] if row else []), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return sorted(pool.map(send, browsers))


# Address → who sends it, of which row, what; the other answers; the rows that there are afterwards, the entry.
FORMS = {
    "sessions:session_add": ("alice", "group", WHEN, 422, Session, {"starts__date": "2026-12-02"}, "sessions-planned"),
    "members:member_add": (
        "alice",
        "group",
        {"alias": "Teratai", "joined": "2026-03-04"},
        422,
        Membership,
        {"person__alias": "Teratai"},
        "member-added",
    ),
    "members:statement_add": (
        "bob",
        "melati",
        {"kind": "goal", "text": "say no"},
        302,
        StatementVersion,
        {"text": "say no"},
        "goal-added",
    ),
    "members:consent_change": (
        "bob",
        "melati",
        {"purpose": "polls", "given": "no"},
        302,
        Consent,
        {"purpose": "polls", "given": False},
        "consent-withdrawn",
    ),
    "sessions:session_start": ("alice", "planned", {}, 302, Session, {"state": "live"}, "session-live"),
    "register:leader_add": (
        "adi",
        "group",
        {"user": "charlie", "role": "lead", "starts": "2026-02-01"},
        422,
        Leadership,
        {"user__name": "Charlie", "role": "lead", "group__name": "Kelompok Melati"},
        "leader-added",
    ),
    "register:group_add": (
        "adi",
        None,
        {"name": "Anggrek", "kind": "open", "capacity": "8", "timezone": "Asia/Jakarta"},
        422,
        Group,
        {"name": "Anggrek"},
        "group-added",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_it_is_done_once(cast, name):
    who, row, sent, others, model, of, entry = FORMS[name]
    sent = {key: str(cast.charlie.id) if value == "charlie" else value for key, value in sent.items()}
    statuses = at_once(getattr(cast, who), name, row and getattr(cast, row), sent)
    assert statuses == [302, *[others] * (TIMES - 1)] and len(trail(entry)) == 1
    with acting(user_id=cast.adi.id) if model is Group else acting(group_id=cast.group.id):
        assert model.objects.filter(**of).count() == 1


def test_a_series_is_planned_once_and_its_numbers_have_no_gap(cast):
    series = WHEN | {"date": "2027-01-06", "every": "1", "times": "5"}
    assert at_once(cast.bob, "sessions:series_add", cast.group, series) == [302, 422, 422, 422]
    with acting(group_id=cast.group.id):
        numbers = Session.objects.filter(starts__year=2027).values_list("number", flat=True)
        assert len(numbers) == 5 and max(numbers) - min(numbers) == 4


def test_attendance_is_noted_once(cast):
    sent = {str(cast.melati.person_id): "late", str(cast.dahlia.person_id): "present"}
    assert at_once(cast.alice, "sessions:attendance", cast.planned, sent) == [302] * TIMES
    with acting(group_id=cast.group.id):
        assert Attendance.objects.filter(session=cast.planned).count() == 2
