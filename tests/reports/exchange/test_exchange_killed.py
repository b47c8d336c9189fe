"""The real worker, beat, database and queue: whoever is killed in the middle of an import, it ends true by itself."""

import os
from pathlib import Path
from signal import SIGKILL

import psycopg
import pytest
from django.utils import timezone

from bench.import_speed import document
from groupcounsel.lib.database_session import acting
from observations.events.models import Event
from observations.reports.exchange.sweep import PATIENCE
from observations.reports.register import group_named
from tests.databases import environment, named, start
from tests.factories import make_user
from tests.reports.exchange.made import faults_of, files_in, now, put, sent
from tests.stack import Stack, wait_until

EVENTS = 6000
IN_A_TRANSACTION = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = %s AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"""


@pytest.fixture
def stack(committed, queue, tmp_path):
    """Its files lie where those of this process do."""
    stack = Stack(committed, 0, environment(committed, REDIS_URL=queue.url, GROUPCOUNSEL_VAR=str(tmp_path)))
    yield stack
    stack.end()


@pytest.fixture
def transfer(committed, queue):
    adi = make_user(name="Adi", is_counselor=False, is_admin=True)
    return sent(adi, "".join(document(EVENTS, signed=False)).encode())


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def the_worker(stack: Stack) -> None:
    below = children(stack.processes["worker"].pid)
    stack.kill("worker")
    for child in below:
        os.kill(child, SIGKILL)
    stack.begin("worker")


def the_process_at_work(stack: Stack) -> None:
    for child in children(stack.processes["worker"].pid):
        os.kill(child, SIGKILL)


def its_connection(stack: Stack) -> None:
    with psycopg.connect(named(start().superuser, stack.database), autocommit=True) as superuser:
        assert superuser.execute(IN_A_TRANSACTION, [stack.database]).fetchall()


def in_the_middle(transfer) -> bool:
    found = now(transfer)
    assert not found.over, "too quick for this test: it needs more events"
    return found.state == "running" and found.read > 0


def events_of(transfer) -> int:
    group = group_named("g1")
    if group is None:
        return 0
    with acting(group_id=group.id):
        return Event.objects.count()


@pytest.mark.parametrize("killed", [the_worker, the_process_at_work, its_connection], ids=lambda who: who.__name__)
def test_an_import_whose_worker_is_cut_off_is_done_all_the_same_and_once(stack, transfer, folder, killed):
    stack.begin("worker")
    wait_until(lambda: in_the_middle(transfer), seconds=60)
    killed(stack)
    assert not now(transfer).over and events_of(transfer) == 0
    stack.begin("beat")
    wait_until(lambda: now(transfer).over, seconds=120)
    assert now(transfer).state == "done" and faults_of(transfer) == []
    assert now(transfer).counts["events"] == events_of(transfer) == EVENTS
    wait_until(lambda: files_in(folder) == [], seconds=60)


def test_one_whose_message_is_lost_is_done_all_the_same(stack, transfer, queue, folder):
    queue.flushall()
    put(transfer, at=timezone.now() - PATIENCE)
    stack.begin("worker")
    stack.begin("beat")
    wait_until(lambda: now(transfer).over, seconds=120)
    assert now(transfer).state == "done" and events_of(transfer) == EVENTS
