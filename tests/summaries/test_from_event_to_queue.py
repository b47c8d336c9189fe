"""An event marks whom it touches, and the group, in its own transaction; a message goes out after the commit.

It may be lost.
"""

import json
from base64 import b64decode
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from groupcounsel.celery import app
from groupcounsel.lib.database_session import acting
from members import marks
from members.models import Watermark
from observations.events.actions import amend_event, remove_event, save_event
from observations.events.document import event_document
from observations.events.refs import refs_of_group
from tests.events.made import everything, recorded
from tests.events.test_event_add import entry, stored
from tests.events.test_event_add import url as address_of_entry
from tests.factories import make_member


def asked(queue) -> set[str]:
    """Memberships for which the queue has a message."""
    bodies = (json.loads(b64decode(json.loads(message)["body"])) for message in queue.lrange("celery", 0, -1))
    return {arguments[1] for arguments, *_ in bodies}


def states(cast) -> dict:
    return dict(Watermark.objects.filter(group=cast.group.id).values_list("membership", "record"))


@pytest.fixture
def bystander(cast):
    return make_member(group=cast.group, alias="Anggrek")


@pytest.fixture
def event(cast):
    """On record for a while: what it asked for has been seen to."""
    made = recorded(cast, everything(cast))
    Watermark.objects.update(asked_at=None)
    return made


def with_another_word(cast, event, action, **more):
    with acting(group_id=cast.group.id):
        document = event_document(event) | {"reflection": "explained"}
        action(by=cast.alice, event=event, document=document, refs=refs_of_group(cast.group.id), **more)


def removed(cast, event):
    with acting(group_id=cast.group.id):
        remove_event(by=cast.alice, event=event, refs=refs_of_group(cast.group.id))


CHANGES = {
    "changed": lambda cast, event: with_another_word(cast, event, save_event),
    "amended": lambda cast, event: with_another_word(cast, event, amend_event, reason="Looked again."),
    "removed": removed,
}


def test_an_entry_asks_for_the_summaries_of_whom_it_touches(
    cast, at, queue, bystander, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert at(cast.alice).post(address_of_entry(cast), entry(cast)).status_code == 302
    assert asked(queue) == {str(cast.melati.id), str(cast.dahlia.id), str(cast.group.id)}


@pytest.mark.parametrize("change", CHANGES)
def test_so_does_every_later_change(cast, queue, bystander, event, change, django_capture_on_commit_callbacks):
    before = states(cast)
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[change](cast, event)
    touched = {cast.melati.id, cast.dahlia.id, cast.group.id}
    assert asked(queue) == set(map(str, touched))
    assert {member for member, record in states(cast).items() if record != before[member]} == touched


def asked_again(cast, queue, event, capture) -> int:
    """How many messages there are after a second change."""
    with capture(execute=True):
        CHANGES["changed"](cast, event)
    queue.flushall()
    with capture(execute=True):
        CHANGES["removed"](cast, event)
    return len(asked(queue))


def test_a_message_on_its_way_speaks_for_the_changes_that_follow(
    cast, queue, event, django_capture_on_commit_callbacks
):
    before = states(cast)
    assert asked_again(cast, queue, event, django_capture_on_commit_callbacks) == 0
    assert {record - before[member] for member, record in states(cast).items()} == {2}


@pytest.mark.parametrize("seen_to", ["its summary was made", "it must have got lost"])
def test_but_not_when(cast, queue, event, seen_to, monkeypatch, django_capture_on_commit_callbacks):
    if seen_to == "its summary was made":
        send = app.send_task
        made = Watermark.objects.filter(group=cast.group.id)
        monkeypatch.setattr(app, "send_task", lambda *a, **b: (send(*a, **b), made.update(built=F("record"))))
    else:
        monkeypatch.setattr(marks, "ON_ITS_WAY", timedelta(0))
    assert asked_again(cast, queue, event, django_capture_on_commit_callbacks) == 3


def test_before_the_commit_nothing_goes_out_though_the_mark_is_made(cast, queue, event):
    before = states(cast)[cast.melati.id]
    CHANGES["changed"](cast, event)
    assert asked(queue) == set() and states(cast)[cast.melati.id] == before + 1


def test_what_is_taken_back_marks_nobody_and_asks_for_nothing(cast, queue, event, django_capture_on_commit_callbacks):
    before = states(cast)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ArithmeticError), transaction.atomic():
        CHANGES["changed"](cast, event)
        raise ArithmeticError
    assert states(cast) == before and asked(queue) == set()


def test_a_message_holds_ids_and_nothing_that_was_said(cast, queue, event, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES["changed"](cast, event)
    [first, *_] = queue.lrange("celery", 0, -1)
    arguments = json.loads(b64decode(json.loads(first)["body"]))[0]
    assert arguments[0] == str(cast.group.id) and len(arguments) == 2
    assert "Melati" not in first.decode() and "gave in" not in first.decode()


@pytest.fixture
def dead_queue(monkeypatch, tmp_path):
    with app.connection_for_write(f"redis+socket://{tmp_path / 'nobody.sock'}") as nobody:
        monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=nobody))
        yield


def test_an_entry_is_kept_when_the_queue_is_down_and_its_mark_waits_for_the_sweep(
    cast, at, dead_queue, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert at(cast.alice).post(address_of_entry(cast), entry(cast)).status_code == 302
    assert len(stored(cast)) == 1 and "the sweep will come to 3 of them" in caplog.text
    behind = set(Watermark.objects.behind().values_list("membership", flat=True))
    assert behind >= {cast.melati.id, cast.dahlia.id, cast.group.id}
