"""How far an import is, seen from outside while its transaction is still open."""

import os
from threading import active_count

import pytest
from django.db import connection

from groupcounsel.lib.database_session import acting
from observations.reports.exchange.progress import Progress
from observations.reports.models import Transfer
from tests.databases import copied
from tests.factories import make_user
from tests.reports.exchange.made import now, put, sent
from tests.reports.importing.made import small
from tests.stack import wait_until


@pytest.fixture
def transfer(django_db_setup, django_db_blocker, worker_id):
    """Committed, in a database of the test's own; it runs."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), copied(f"progress_{worker_id}_{os.getpid()}") as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        adi = make_user(name="Adi", is_counselor=False, is_admin=True)
        transfer = sent(adi, small())
        put(transfer, state="running")
        yield transfer
        connection.close()
        connection.settings_dict["NAME"] = usual


def seen_aside(transfer) -> int:
    """By another connection than the test's own."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT set_config('app.user_id', %s, true)", [str(transfer.by_id)])
        cursor.execute("SELECT read FROM reports_transfer WHERE id = %s", [transfer.id])
        [[read]] = cursor.fetchall()
    other.close()
    return read


def connections_now() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return cursor.fetchone()[0]


def test_others_see_it_while_the_transaction_is_open(transfer):
    with Progress(transfer.id, transfer.by) as progress, acting(user_id=transfer.by_id):
        progress.tick(700)
        wait_until(lambda: seen_aside(transfer) == 700, seconds=60)


def test_it_is_told_now_and_then_and_at_the_end_of_a_reading(transfer):
    with Progress(transfer.id, transfer.by) as progress:
        progress.tick(700)
        wait_until(lambda: seen_aside(transfer) == 700, seconds=60)
        for _ in range(50):
            progress.tick(1)
        assert seen_aside(transfer) == 700
        progress.tick(0)
        wait_until(lambda: seen_aside(transfer) == 750, seconds=60)


def test_what_is_over_stays_as_it_is_and_nobody_waits_for_anybody(transfer):
    """The end is written while the last word about progress is under way."""
    with Progress(transfer.id, transfer.by) as progress, acting(user_id=transfer.by_id):
        Transfer.objects.filter(pk=transfer.pk).update(state="done", read=1)
        progress.tick(700)
    assert (now(transfer).state, now(transfer).read) == ("done", 1)


def test_its_connection_and_its_thread_end_with_it(transfer):
    before = active_count()
    with Progress(transfer.id, transfer.by) as progress:
        progress.tick(1)
    assert active_count() == before
    wait_until(lambda: connections_now() == 1, seconds=60)


def test_nobody_else_moves_it(transfer):
    other = make_user(name="Ani", is_counselor=False, is_admin=True)
    with Progress(transfer.id, other) as progress:
        progress.tick(700)
    assert now(transfer).read == 0
