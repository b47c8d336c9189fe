"""Reminders over the real queue: a lost message, two workers at once, a person whom it fails."""

import json
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from groupcounsel.celery import app
from groupcounsel.lib.database_session import acting
from sessions_app import reminders, tasks
from sessions_app.models import Reminded, Reminding
from tests.databases import environment
from tests.factories import make_cast, make_session
from tests.stack import Stack, wait_until

AT_ONCE = 4


def asks_before_a_session(cast, *names) -> None:
    make_session(group=cast.group, number=9, state="planned", starts=timezone.now() + timedelta(minutes=50))
    for name in names:
        Reminding.objects.create(user=getattr(cast, name), hours_before=1)


def asked(queue) -> list[str]:
    messages = [json.loads(message) for message in queue.lrange("celery", 0, -1)]
    return sorted(json.loads(b64decode(message["body"]))[0][0] for message in messages)


def received(folder: Path) -> list[str]:
    """To whom letters went; each file holds those of one connection."""
    found = [piece for path in folder.glob("*.log") for piece in path.read_bytes().split(b"-" * 79 + b"\n")]
    return sorted(message_from_bytes(piece, policy=policy.default)["To"] for piece in found if piece.strip())


def test_the_round_sends_a_message_for_each_who_asked_with_their_id_and_nothing_else(cast, queue):
    asks_before_a_session(cast, "alice", "bob")
    tasks.remind_all()
    assert asked(queue) == sorted(str(person.id) for person in (cast.alice, cast.bob))
    [message, _] = map(json.loads, queue.lrange("celery", 0, -1))
    assert message["headers"]["task"] == "sessions.remind" and message["headers"]["expires"]
    assert "Melati" not in str(message) and cast.alice.email not in str(message)


@pytest.fixture
def stack(committed, queue, tmp_path):
    stack = Stack(committed, 0, environment(committed, REDIS_URL=queue.url, EMAIL_URL=f"filemail:///{tmp_path}"))
    yield stack
    stack.end()


def test_a_round_whose_messages_are_lost_is_made_good_by_the_next_and_nobody_hears_twice(stack, queue, tmp_path):
    cast = make_cast()
    asks_before_a_session(cast, "alice", "bob")
    app.send_task("sessions.remind_all")
    queue.flushall()
    stack.begin("worker")
    for _ in range(3):
        app.send_task("sessions.remind_all")
    everybody = sorted([cast.alice.email, cast.bob.email])
    wait_until(lambda: received(tmp_path) == everybody, seconds=120)
    app.send_task("sessions.remind_all")
    wait_until(lambda: not queue.llen("celery") and not queue.hlen("unacked"), seconds=120)
    assert received(tmp_path) == everybody


def and_close(work):
    try:
        return work()
    finally:
        connection.close()


def test_several_workers_at_once_send_one_letter(committed, mailoutbox):
    cast = make_cast()
    asks_before_a_session(cast, "alice")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = list(pool.map(lambda _: and_close(lambda: reminders.remind(cast.alice.id)), range(AT_ONCE)))
    assert sorted(sent) == [0] * (AT_ONCE - 1) + [1] and len(mailoutbox) == 1
    with acting(user_id=cast.alice.id):
        assert Reminded.objects.count() == 1
