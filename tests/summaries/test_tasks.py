import gc
import json
from base64 import b64decode

import pytest
from celery.signals import worker_process_init
from django.utils import timezone

from groupcounsel.celery import keep_what_is_loaded
from members.models import Watermark
from observations.summaries import tasks
from observations.summaries.coalescing import QUIET
from observations.summaries.models import Build
from observations.summaries.renewal import refresh_summary
from tests.factories import make_member
from tests.summaries.made import changed, incident, summaries_of, watermark_of


def sent(queue) -> list[dict]:
    return [json.loads(message) for message in queue.lrange("celery", 0, -1)]


def memberships(messages) -> set[str]:
    return {json.loads(b64decode(message["body"]))[0][1] for message in messages}


def test_a_refresh_makes_the_summary_of_its_member(cast):
    incident(cast)
    tasks.refresh(str(cast.group.id), str(cast.melati.id))
    assert summaries_of(cast.melati)[0].events == 1


def test_a_refresh_may_come_twice_and_late(cast):
    incident(cast)
    for _ in range(3):
        changed(cast.melati)
    for _ in range(3):
        tasks.refresh(str(cast.group.id), str(cast.melati.id))
    assert watermark_of(cast.melati) == (4, 4) and len(summaries_of(cast.melati)) == 1


def test_what_changes_while_a_summary_is_made_needs_no_message_of_its_own(cast, queue, monkeypatch):
    incident(cast)
    meanwhile = [lambda: changed(cast.melati)]

    def held_up(**ids) -> bool:
        done = refresh_summary(**ids)
        if meanwhile:
            meanwhile.pop()()
        return done

    monkeypatch.setattr(tasks, "refresh_summary", held_up)
    ids = (str(cast.group.id), str(cast.melati.id))
    tasks.refresh(*ids)
    assert watermark_of(cast.melati) == (2, 1)
    assert any(message["headers"]["eta"] for message in sent(queue)), "it comes again when the record is at rest"
    Watermark.objects.update(changed_at=timezone.now() - QUIET)
    tasks.refresh(*ids)
    assert watermark_of(cast.melati) == (2, 2)


@pytest.mark.parametrize("ids", [("not an id", "not an id")])
def test_what_is_not_an_id_is_a_fault(db, ids):
    with pytest.raises(ValueError, match="badly formed"):
        tasks.refresh(*ids)


def test_the_sweep_sends_those_that_are_behind_and_nobody_else(cast, queue):
    Watermark.objects.exclude(membership=cast.melati.id).update(built=1)
    tasks.sweep()
    [message] = sent(queue)
    assert message["headers"]["task"] == "summaries.refresh" and message["headers"]["expires"]
    assert memberships([message]) == {str(cast.melati.id)}


def test_the_sweep_sends_so_many_at_a_time_and_comes_to_all_of_them(cast, queue, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    [make_member(group=cast.group, alias=f"Member {number}") for number in range(3)]
    tasks.sweep()
    assert len(memberships(sent(queue))) == 2
    for _ in range(40):
        tasks.sweep()
    assert memberships(sent(queue)) == {str(m) for m in Watermark.objects.behind().values_list("membership", flat=True)}


def test_a_worker_process_looks_for_no_garbage_in_what_it_loaded_before_the_first_task():
    assert any(receiver() is keep_what_is_loaded for _, receiver in worker_process_init.receivers)
    before = gc.get_freeze_count()
    keep_what_is_loaded()
    try:
        assert gc.get_freeze_count() > before + 1_000
    finally:
        gc.unfreeze()


def test_a_failure_is_logged_by_ids_and_noted_by_its_kind(cast, caplog):
    group, member = str(cast.group.id), str(cast.melati.id)
    tasks.refresh.on_failure(ValueError("what somebody said"), "task", (group, member), {}, None)
    assert caplog.messages == [f"No summary of membership {member} of group {group}: ValueError"]
    assert Build.objects.values_list("membership", "failures", "failure").get() == (cast.melati.id, 1, "ValueError")


def test_what_cannot_be_noted_is_logged_all_the_same(db, caplog):
    tasks.refresh.on_failure(ValueError("what somebody said"), "task", ("group-id", "member-id"), {}, None)
    assert caplog.messages[0] == "No summary of membership member-id of group group-id: ValueError"
    assert len(caplog.messages) == 2 and "somebody" not in caplog.text
