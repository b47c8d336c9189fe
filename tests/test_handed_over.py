"""A connection handed from one user to the next, with transactions that really end: nothing is carried over."""

import os

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.models import Event
from observations.summaries import tasks
from observations.summaries.models import Summary
from tests.connections import for_good
from tests.factories import feel, make_event
from tests.test_access_in_the_database import clinical_tables, rows

AS_ALICE = "SELECT set_config('app.user_id', %s, true)"
SETTINGS = "SELECT current_setting('app.user_id', true), current_setting('app.group_id', true)"
EVENTS = "SELECT count(*) FROM events_event"


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"handed_over_{worker_id}_{os.getpid()}") as (cast, connect):
        event = make_event(session=cast.session, actor=cast.melati.person, toward=[cast.dahlia.person])
        feel(event=event, by=cast.seat)
        yield cast, connect


@pytest.fixture
def cast(stored):
    return stored[0]


@pytest.fixture
def raw(stored):
    """A connection of the app's role, in a transaction in which it was Alice's."""
    cast, connect = stored
    opened = connect()
    opened.execute(AS_ALICE, [str(cast.alice.id)])
    assert opened.execute(EVENTS).fetchone() == (1,)
    return opened


def fail(opened):
    with pytest.raises(psycopg.errors.DivisionByZero):
        opened.execute("SELECT 1 / 0")
    opened.rollback()


@pytest.mark.parametrize("end", [psycopg.Connection.commit, psycopg.Connection.rollback, fail])
def test_with_the_transaction_the_user_is_gone(raw, end):
    end(raw)
    assert raw.execute(SETTINGS).fetchone()[0] == "" and raw.execute(EVENTS).fetchone() == (0,)


def test_a_savepoint_taken_back_takes_its_user_along(raw, stored):
    raw.execute("SAVEPOINT before")
    raw.execute(AS_ALICE, [str(stored[0].charlie.id)])
    assert raw.execute(EVENTS).fetchone() == (0,)
    raw.execute("ROLLBACK TO before")
    assert raw.execute(EVENTS).fetchone() == (1,)


@pytest.mark.parametrize("word", ["", " ", "null", "0", "' OR true --"])
def test_a_user_that_is_none_opens_nothing(raw, word):
    raw.execute(AS_ALICE, [word])
    try:
        assert raw.execute(EVENTS).fetchone() == (0,)
    except psycopg.errors.InvalidTextRepresentation:
        raw.rollback()


def nothing_is_left() -> bool:
    """On Django's own connection, between two requests."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        left = cursor.fetchone()
    return not any(left) and {table: rows(table) for table in clinical_tables()} == dict.fromkeys(clinical_tables(), 0)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def ask(user, group) -> int:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser.get(reverse("members:group_detail", args=[group.id])).status_code


def test_requests_of_one_connection_are_each_their_own_users(cast):
    before = backend()
    asked = [ask(user, cast.group) for user in (cast.alice, cast.charlie, cast.sari, cast.adi, cast.bob)]
    assert asked == [200, 404, 200, 404, 200]
    assert nothing_is_left() and backend() == before


def test_a_visitor_after_a_counselor_reads_nothing(cast):
    ask(cast.alice, cast.group)
    assert Client().get(reverse("members:group_detail", args=[cast.group.id])).status_code == 302
    assert nothing_is_left()


def test_what_a_request_stored_is_stored_for_the_next_ones_user_to_read(cast):
    browser = Client()
    browser.force_login(cast.alice)
    answer = browser.post(reverse("sessions:afterwards", args=[cast.session.id]), {"safety": "4"})
    assert answer.status_code == 302 and nothing_is_left()
    with acting(user_id=cast.bob.id):
        cast.session.refresh_from_db()
    assert cast.session.safety == 4


def test_one_groups_task_leaves_nothing_for_the_next(cast):
    tasks.refresh(str(cast.group.id), str(cast.melati.id))
    assert nothing_is_left()
    tasks.refresh(str(cast.other_group.id), str(cast.melati.id))
    with acting(group_id=cast.other_group.id):
        assert not Summary.objects.exists() and not Event.objects.exists()
    with acting(group_id=cast.group.id):
        assert Summary.objects.filter(membership=cast.melati).exists()
    assert nothing_is_left()


def test_a_task_that_fails_leaves_nothing(cast):
    with pytest.raises(ZeroDivisionError), acting(group_id=cast.group.id):
        assert Event.objects.exists()
        raise ZeroDivisionError
    assert nothing_is_left()
