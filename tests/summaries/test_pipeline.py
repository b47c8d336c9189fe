"""The real worker, beat, database and queue: whatever is killed or lost, every summary becomes true by itself."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from signal import SIGKILL

import psycopg
import pytest
from django.db import connection

from bench.records import make_records
from groupcounsel.lib.database_session import acting
from members.marks import mark_group
from members.models import Membership, Watermark
from observations.events.models import Event
from observations.summaries.findings_renewal import clean_findings, refresh_findings
from observations.summaries.models import Build, Findings, Summary
from observations.summaries.renewal import clean_content, refresh_summary
from observations.summaries.whole import whole_of
from tests.databases import environment, named, start
from tests.factories import make_cast
from tests.stack import Stack, wait_until
from tests.summaries.made import changed, incident, refreshed, summaries_of, watermark_of

BROKEN = """
CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'Melati always fails'; END $$;
CREATE TRIGGER broken BEFORE INSERT ON summaries_summary FOR EACH ROW
  WHEN (NEW.membership_id = '{}') EXECUTE FUNCTION broken();
"""


@pytest.fixture
def stack(committed, queue):
    stack = Stack(committed, 0, environment(committed, REDIS_URL=queue.url))
    yield stack
    stack.end()


def kill_with_children(stack: Stack, name: str) -> None:
    parent = stack.processes[name].pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    stack.kill(name)
    for child in children:
        os.kill(int(child), SIGKILL)


def behind() -> int:
    return Watermark.objects.behind().count()


def all_changed(group) -> None:
    with acting(group_id=group.id):
        mark_group(group_id=group.id)


def untrue(group) -> list[Membership]:
    """Those whose stored summary is not what a clean computation gives, or was not built from the newest state.

    The group as well, if that is so of its findings.
    """
    with acting(group_id=group.id):
        records = dict(Watermark.objects.filter(group=group.id).values_list("membership", "record"))
        stored = {s.membership_id: (s.digest, s.built_from) for s in Summary.objects.filter(group=group)}
        members = Membership.objects.filter(group=group)
        behind = [m for m in members if stored.get(m.id) != (clean_content(m).digest, records[m.id])]
        return behind + _untrue_findings(group, records[group.id])


def _untrue_findings(group, record: int) -> list:
    clean = {number: (one.digest, record) for number, one in clean_findings(whole_of(group)).items()}
    kept = Findings.objects.filter(group=group).values_list("session__number", "digest", "built_from")
    return [] if clean == {number: (digest, built) for number, digest, built in kept} else [group]


def test_killed_flushed_and_restarted_every_summary_becomes_true_without_help(stack, queue):
    cast = make_cast()
    group = make_records(lead=cast.alice, sessions=12, events=2400, members=24)
    total = Watermark.objects.count()
    for _ in range(2):
        all_changed(group)
        before = behind()
        assert before >= 24
        stack.begin("worker")
        wait_until(lambda enough=before: behind() < enough, seconds=120)
        kill_with_children(stack, "worker")
        assert 0 < behind() < total, "killed in mid-work: some are done, some are not"
    queue.flushall()
    with acting(group_id=group.id):
        Event.objects.filter(group=group, kind="incident", at__lt=900).delete()
        mark_group(group_id=group.id)
    queue.flushall()
    stack.begin("worker")
    stack.begin("beat")
    wait_until(lambda: behind() == 0, seconds=180)
    assert untrue(group) == [] and untrue(cast.group) == []


def test_the_message_alone_is_enough_while_nothing_goes_wrong(stack):
    cast = make_cast()
    stack.begin("worker")
    incident(cast)
    all_changed(cast.group)
    wait_until(lambda: not Watermark.objects.behind().filter(group=cast.group.id).exists(), seconds=90)
    assert untrue(cast.group) == []


def test_one_that_always_fails_stands_before_nobody_and_is_logged_by_its_ids(stack, capfd):
    cast = make_cast()
    incident(cast)
    owner = psycopg.connect(named(start().owner, stack.database), autocommit=True)
    with owner:
        owner.execute(BROKEN.format(cast.melati.id))
    stack.begin("worker")
    stack.begin("beat")
    log = []

    def has_failed_and_others_have_not():
        log.append(capfd.readouterr().err)
        return str(cast.melati.id) in "".join(log) and behind() == 1

    wait_until(has_failed_and_others_have_not, seconds=90)
    assert watermark_of(cast.melati) == (1, 0)
    assert summaries_of(cast.dahlia) and "Melati" not in "".join(log)
    with psycopg.connect(named(start().owner, stack.database), autocommit=True) as mended:
        mended.execute("DROP TRIGGER broken ON summaries_summary")
    wait_until(lambda: behind() == 0, seconds=90)
    assert untrue(cast.group) == []


@contextmanager
def threads(number: int):
    with ThreadPoolExecutor(number) as pool:
        yield lambda work: pool.submit(_and_close, work)


def _and_close(work):
    try:
        return work()
    finally:
        connection.close()


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def test_several_refreshes_of_one_membership_at_once_end_true(committed):
    cast = make_cast()
    with threads(4) as at_once:
        for _ in range(6):
            incident(cast)
            all_changed(cast.group)
            ids = {"group_id": cast.group.id, "membership_id": cast.melati.id}
            done = [at_once(partial(refresh_summary, **ids)) for _ in range(4)]
            assert sorted(work.result() for work in done) == [False, False, False, True]
    refresh_summary(group_id=cast.group.id, membership_id=cast.dahlia.id)
    refresh_findings(group_id=cast.group.id)
    assert untrue(cast.group) == []
    assert [summary.version for summary in summaries_of(cast.melati)] == [1]


def test_what_is_recorded_while_a_summary_is_being_written_is_not_forgotten(committed):
    """The writing is held up after the events were read; an event comes in between."""
    cast = make_cast()
    incident(cast)
    refreshed(cast.melati)
    incident(cast)
    with threads(2) as at_once:
        with acting(group_id=cast.group.id):
            Summary.objects.select_for_update().get()
            writing = at_once(partial(refreshed, cast.melati))
            wait_until(somebody_waits_for_a_lock, seconds=60)
            at_once(lambda: (incident(cast), all_changed(cast.group))).result()
        assert writing.result()
    assert watermark_of(cast.melati) == (4, 3)
    assert summaries_of(cast.melati)[0].events == 2
    assert refresh_summary(group_id=cast.group.id, membership_id=cast.melati.id)
    assert watermark_of(cast.melati) == (4, 4)
    assert summaries_of(cast.melati)[0].events == 3


def test_who_records_an_event_never_waits_for_a_summary_that_is_being_written(committed):
    cast = make_cast()
    incident(cast)
    refreshed(cast.melati)
    incident(cast)
    with threads(2) as at_once, acting(group_id=cast.group.id):
        Summary.objects.select_for_update().get()
        writing = at_once(partial(refreshed, cast.melati))
        wait_until(somebody_waits_for_a_lock, seconds=60)
        at_once(lambda: all_changed(cast.group)).result(timeout=60)
        assert not writing.done()


def builds(cast) -> list[int]:
    """Of Melati's summary and of the group's findings."""
    return [Build.objects.get(pk=of.id).builds for of in (cast.melati, cast.group)]


def test_a_burst_of_two_hundred_entries_is_three_builds_at_most(stack):
    cast = make_cast()
    incident(cast)
    stack.begin("worker")
    all_changed(cast.group)
    wait_until(lambda: not Watermark.objects.behind().filter(membership=cast.melati.id).exists(), seconds=90)
    wait_until(lambda: not Watermark.objects.behind().filter(membership=cast.group.id).exists(), seconds=90)
    before = builds(cast)
    for _ in range(200):
        changed(cast.melati)
    wait_until(lambda: not Watermark.objects.behind().filter(group=cast.group.id).exists(), seconds=90)
    assert all(1 <= now - then <= 3 for now, then in zip(builds(cast), before, strict=True))
    assert untrue(cast.group) == []
