"""What lost messages and killed workers left behind is found by the sweep."""

import os
from datetime import timedelta
from functools import partial
from time import time

import pytest
from django.utils import timezone

from groupcounsel.celery import app
from groupcounsel.lib.identifiers import uuid7
from observations.reports.exchange import actions
from observations.reports.exchange.files import LEFT_LYING
from observations.reports.exchange.sweep import FORGOTTEN_AFTER, PATIENCE
from observations.reports.tasks import sweep
from tests.factories import make_user
from tests.reports.exchange.made import done, files_in, now, put, sent, transfers_of
from tests.reports.importing.made import small

LONG_AGO = PATIENCE + timedelta(seconds=1)


@pytest.fixture
def queue(monkeypatch):
    """What goes out: names of tasks and their words; a queue in memory takes them."""
    gone = []
    with app.connection_for_write("memory://") as here:
        send = partial(app.send_task, connection=here)

        def noted(name, words, **options):
            gone.append((name, *words))
            return send(name, words, **options)

        monkeypatch.setattr(app, "send_task", noted)
        yield gone


def message(transfer) -> tuple:
    return "reports.import", str(transfer.id), str(transfer.by_id)


def test_what_was_sent_in_goes_out_after_the_commit_and_not_before(cast, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        transfer = sent(cast.adi, small())
        assert queue == []
    assert queue == [message(transfer)]


def test_a_queue_that_does_not_answer_is_no_fault_of_the_page(cast, monkeypatch, caplog):
    with app.connection_for_write("redis://127.0.0.1:1/0") as nowhere:
        monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=nowhere))
        actions.hand_on(uuid7(), cast.adi.id)
    assert "the sweep will hand on transfer" in caplog.text


def test_one_that_waits_is_left_alone_for_a_while(cast, queue):
    sent(cast.adi, small())
    sweep()
    assert queue == []


def test_one_that_waits_too_long_is_handed_on_again(cast, queue):
    transfer = sent(cast.adi, small())
    put(transfer, at=timezone.now() - LONG_AGO)
    sweep()
    assert queue == [message(transfer)]


def test_one_that_runs_and_nobody_works_on_is_handed_on_at_once(cast, queue, in_other_hands):
    transfer = sent(cast.adi, small())
    put(transfer, state="running", counts={"begun": 1})
    with in_other_hands(transfer):
        sweep()
        assert queue == []
    sweep()
    assert queue == [message(transfer)]


def test_everybodys_are_found(cast, queue):
    people = [make_user(name=name, is_counselor=False, is_admin=True) for name in ("Ani", "Budi")]
    transfers = [sent(by, small()) for by in (*people, cast.adi)]
    for transfer in transfers:
        put(transfer, at=timezone.now() - LONG_AGO)
    type(cast.adi).objects.filter(pk=people[0].pk).update(is_admin=False, is_active=False)
    sweep()
    assert sorted(queue) == sorted(map(message, transfers))


@pytest.mark.parametrize("state", ["done", "refused"])
def test_one_that_is_over_is_never_handed_on(cast, queue, state):
    transfer = sent(cast.adi, small())
    put(transfer, state=state, at=timezone.now() - LONG_AGO)
    sweep()
    assert queue == []


def test_those_over_are_forgotten_after_a_week_and_those_under_way_never(cast, queue):
    young, old, waiting = done(cast.adi, small()), done(cast.adi, small(codebook="9")), sent(cast.adi, small())
    for transfer in (old, waiting):
        put(transfer, at=timezone.now() - FORGOTTEN_AFTER - timedelta(minutes=1))
    sweep()
    assert {transfer.id for transfer in transfers_of(cast.adi)} == {young.id, waiting.id}


def aged(path, seconds: int):
    os.utime(path, (time() - seconds, time() - seconds))
    return path


def test_files_that_belong_to_nothing_are_removed_once_they_are_old(cast, queue, folder):
    waiting = sent(cast.adi, small())
    kept = aged(folder / f"{waiting.id}.document", LEFT_LYING + 60)
    young, old = folder / f"{uuid7()}.document", folder / f"{uuid7()}.document"
    young.write_bytes(b"just being written")
    old.write_bytes(b"left lying")
    aged(old, LEFT_LYING + 60)
    sweep()
    assert files_in(folder) == sorted([kept, young]) and now(waiting).state == "waiting"


def test_the_file_of_one_that_is_over_is_removed_too(cast, queue, folder):
    transfer = done(cast.adi, small())
    aged_one = folder / f"{transfer.id}.document"
    aged_one.write_bytes(b"the worker was killed before it could remove it")
    aged(aged_one, LEFT_LYING + 60)
    sweep()
    assert files_in(folder) == []


def test_without_any_transfer_there_is_nothing_to_do(cast, queue, folder):
    sweep()
    assert queue == [] == files_in(folder)


def test_beat_sweeps():
    assert {"reports.sweep"} <= {entry["task"] for entry in app.conf.beat_schedule.values()}
