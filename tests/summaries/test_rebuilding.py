"""The whole site anew: how far it is, cancelled and taken up again; one that fails stands before nobody."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils import timezone

from groupcounsel.audit.models import Entry
from groupcounsel.celery import app
from groupcounsel.lib.database_session import acting
from members.models import Watermark
from observations.codebook.models import Codebook
from observations.summaries import rebuilding
from observations.summaries.actions import approve_summary
from observations.summaries.models import Build, Rebuild
from observations.summaries.rebuilding import (
    begin_if_new,
    begin_rebuild,
    cancel_rebuild,
    note_failure,
    progress,
    resume_rebuild,
    to_build,
)  # fmt: skip
from observations.summaries.renewal import refresh_summary
from tests.summaries.made import incident, refreshed, summaries_of


@pytest.fixture
def built(cast):
    """Both members' summaries are true."""
    incident(cast)
    for membership in (cast.melati, cast.dahlia):
        refreshed(membership)
    return cast


def waiting() -> set:
    return {membership for _group, membership in to_build(200)}


def come_to(membership) -> bool:
    return refresh_summary(group_id=membership.group_id, membership_id=membership.id)


def test_a_rebuild_comes_to_everybody_once_and_says_how_far_it_is(built):
    others = waiting()
    begin_rebuild(by=built.adi)
    assert waiting() == others | {built.melati.id, built.dahlia.id}
    assert come_to(built.melati) and not come_to(built.melati)
    assert built.melati.id not in waiting()
    shown = progress()
    assert (shown["come_to"], shown["total"]) == (1, Watermark.objects.count())


def test_it_is_over_when_it_has_come_to_the_last(built):
    begun = begin_rebuild(by=built.adi)
    for group, membership in Watermark.objects.values_list("group", "membership"):
        refresh_summary(group_id=group, membership_id=membership)
    assert waiting() == set()
    begun.refresh_from_db()
    assert begun.state == "done"


def test_cancelled_it_asks_for_nobody_and_taken_up_again_for_the_rest(built):
    begun, before = begin_rebuild(by=built.adi), None
    come_to(built.melati)
    cancel_rebuild(rebuild=begun, by=built.adi)
    before = waiting()
    assert built.dahlia.id not in before and not come_to(built.dahlia)
    resume_rebuild(rebuild=begun, by=built.adi)
    assert built.dahlia.id in waiting() and built.melati.id not in waiting()
    assert [e.action for e in Entry.objects.filter(action__startswith="rebuild").order_by("id")] == [
        "rebuild-began", "rebuild-cancelled", "rebuild-resumed",
    ]  # fmt: skip


def test_a_newer_one_takes_the_place_of_one_that_runs(built):
    first, second = begin_rebuild(by=built.adi), begin_rebuild(by=built.adi)
    states = dict(Rebuild.objects.values_list("number", "state"))
    assert (states[first.number], states[second.number]) == ("cancelled", "running")


def test_how_long_the_last_change_waited_outlasts_a_rebuild(built):
    Build.objects.update(waited=4.5)
    begin_rebuild(by=built.adi)
    assert come_to(built.melati)
    assert Build.objects.get(pk=built.melati.id).waited == 4.5


@pytest.mark.parametrize("resumed", [False, True])
def test_it_moves_at_once_and_does_not_wait_for_the_next_sweep(
    built, queue, django_capture_on_commit_callbacks, resumed
):
    begun = begin_rebuild(by=built.adi)
    cancel_rebuild(rebuild=begun, by=built.adi)
    queue.flushdb()
    with django_capture_on_commit_callbacks(execute=True):
        if resumed:
            resume_rebuild(rebuild=begun, by=built.adi)
        else:
            begin_rebuild(by=built.adi)
    [message] = map(json.loads, queue.lrange("celery", 0, -1))
    assert message["headers"]["task"] == "summaries.sweep"


def test_where_the_queue_does_not_answer_a_later_sweep_begins_it(
    built, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    with app.connection_for_write("redis://127.0.0.1:1/0") as nowhere:
        monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=nowhere))
        with django_capture_on_commit_callbacks(execute=True):
            begin_rebuild(by=built.adi)
    assert built.melati.id in waiting() and "a later sweep begins the rebuild" in caplog.text


def test_two_do_not_run_at_once(db):
    begin_rebuild()
    with pytest.raises(IntegrityError, match="one_rebuild_runs_at_a_time"), atomic():
        Rebuild.objects.create(analysis="2", codebook="1")


def test_an_approved_text_is_not_touched(built):
    [draft] = summaries_of(built.melati)
    with acting(user_id=built.alice.id):
        approve_summary(summary=draft, edition=draft.edition, by=built.alice)
    [before] = summaries_of(built.melati)
    begin_rebuild(by=built.adi)
    assert come_to(built.melati)
    [after] = summaries_of(built.melati)
    assert (after.state, after.claims, after.digest) == ("approved", before.claims, before.digest)


def test_a_new_codebook_or_another_analysis_rebuilds_once(built, monkeypatch):
    assert begin_if_new() is None
    monkeypatch.setattr(rebuilding, "VERSION", "another")
    assert begin_if_new().analysis == "another" and begin_if_new() is None
    Codebook.objects.create(version="2", codes=Codebook.objects.get(version="1").codes)
    assert begin_if_new().codebook == "2" and begin_if_new() is None


def test_where_nothing_was_built_there_is_nothing_to_rebuild(cast):
    Rebuild.objects.all().delete()
    assert begin_if_new() is None
    assert Rebuild.objects.get().state == "done"


def test_the_command_says_what_has_begun(db, capsys):
    call_command("rebuild_summaries")
    assert capsys.readouterr().out.startswith("Rebuild ")
    call_command("rebuild_summaries", if_new=True)
    assert capsys.readouterr().out == ""


def test_what_a_build_took_is_noted(built):
    noted = Build.objects.get(membership=built.melati.id)
    assert noted.builds == 1 and 0 < noted.took < 60 and 0 <= noted.waited < 60
    refreshed(built.melati)
    times = Build.objects.times()
    assert times["n"] == 2 and 0 <= times["waited_50"] <= times["waited_95"] and times["took_50"] > 0
    Build.objects.update(at=timezone.now() - timedelta(days=2))
    assert Build.objects.times()["n"] == 0


def test_one_that_fails_is_left_alone_longer_and_longer_and_is_over_when_it_is_built(built, settings):
    settings.SWEEP_SECONDS = 10
    begin_rebuild(by=built.adi)
    note_failure(built.group.id, built.melati.id, "ArithmeticError")
    assert built.melati.id not in waiting() and built.dahlia.id in waiting()
    Build.objects.filter(failures=1).update(failed_at=timezone.now() - timedelta(seconds=15))
    assert built.melati.id in waiting()
    note_failure(built.group.id, built.melati.id, "ArithmeticError")
    Build.objects.filter(failures=2).update(failed_at=timezone.now() - timedelta(seconds=15))
    assert built.melati.id not in waiting(), "after the second failure it waits twice as long"
    assert come_to(built.melati)
    noted = Build.objects.get(membership=built.melati.id)
    assert (noted.failures, noted.failed_at, noted.failure) == (0, None, "")


def test_a_failure_has_a_kind_and_a_time(built):
    with pytest.raises(IntegrityError, match="a_failed_build_says_when_and_how"), atomic():
        Build.objects.update(failures=1)
