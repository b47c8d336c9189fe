"""`/healthz/` says what lives, and keeps saying it when the database or the queue does not."""

import pytest
from django.db import connections

from groupcounsel import health
from groupcounsel.lib.heartbeat import FORGOTTEN_AFTER, KEY
from tests.stack import queue, running, wait_until


@pytest.fixture
def waiting(settings):
    """A queue of this test's own, without a worker."""
    settings.REDIS_URL = queue(14)
    health.queue_client.cache_clear()
    client = health.queue_client()
    client.flushdb()
    yield client
    client.flushdb()
    client.close()
    health.queue_client.cache_clear()


def asked(client):
    answer = client.get("/healthz/")
    return answer.status_code, answer.json()


def test_all_live_is_200_without_a_sign_in(db, client, waiting):
    waiting.set(KEY, "1")
    assert asked(client) == (200, {"database": "ok", "queue": "ok", "worker": "ok", "backlog": 0})


def test_what_waits_and_what_is_being_done_is_the_backlog(db, client, waiting):
    waiting.set(KEY, "1")
    waiting.rpush(health.QUEUE, "one", "two")
    waiting.hset("unacked", "three", "3")
    assert asked(client)[1]["backlog"] == 3


def test_no_worker_is_503_with_what_to_do(db, client, waiting):
    status, said = asked(client)
    assert (status, said["database"], said["queue"]) == (503, "ok", "ok")
    assert "start a worker" in said["worker"]


def test_no_queue_is_503_with_what_to_do(db, client, waiting, settings):
    settings.REDIS_URL = "redis+socket:///nowhere/valkey.sock"
    health.queue_client.cache_clear()
    status, said = asked(client)
    assert (status, said["database"], said["backlog"]) == (503, "ok", None)
    assert "REDIS_URL" in said["queue"]


def test_no_database_is_503_with_what_to_do(db, client, waiting):
    waiting.set(KEY, "1")
    living = connections["default"]
    connections["default"] = broken = living.copy()
    broken.settings_dict = living.settings_dict | {"HOST": "/nowhere"}
    try:
        status, said = asked(client)
    finally:
        connections["default"] = living
    assert (status, said["queue"], said["worker"]) == (503, "ok", "ok")
    assert "DATABASE_URL" in said["database"]


def test_it_costs_the_same_at_any_size(db, client, waiting, django_assert_num_queries):
    with django_assert_num_queries(1):
        asked(client)


def test_the_answer_is_not_kept_by_anybody_and_holds_no_secret(db, client, waiting):
    answer = client.get("/healthz/")
    assert answer["Cache-Control"] == "no-store"
    assert not any(word in answer.content.decode() for word in ("://", "password", "SECRET"))


def test_a_worker_says_that_it_lives_until_it_is_killed(db, client, waiting, settings):
    from django.db import connection

    with running(connection.settings_dict["NAME"], queue_number=14, parts=("worker",)) as stack:
        wait_until(lambda: waiting.exists(KEY), seconds=60)
        assert waiting.ttl(KEY) <= FORGOTTEN_AFTER
        stack.kill("worker")
        wait_until(lambda: asked(client)[0] == 503, seconds=60)
