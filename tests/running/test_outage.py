"""The running program while one of its parts is really away, and after it is back."""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from groupcounsel.lib.services.places import place
from groupcounsel.lib.services.valkey import Valkey
from tests.databases import as_superuser, copied, environment
from tests.running.homes import home
from tests.stack import Stack, free_port, wait_until

CLOSED = "ALTER DATABASE {} ALLOW_CONNECTIONS false"
OPEN = "ALTER DATABASE {} ALLOW_CONNECTIONS true"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.fixture(scope="module")
def queue() -> Iterator["Queue"]:
    with home() as folder:
        queue = Queue(Valkey(place(folder), durable=False))
        queue.begin()
        yield queue
        queue.kill()


class Queue:
    """A server of the test's own, which may be killed."""

    def __init__(self, server: Valkey):
        self.server = server

    def begin(self) -> None:
        self.server.prepare()
        self.process = subprocess.Popen(self.server.command())
        wait_until(self.server.is_ready, seconds=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def stack(queue, worker_id) -> Iterator[Stack]:
    port = free_port()
    with copied(f"outage_{worker_id}") as name:
        urls = {"SITE_URL": f"http://localhost:{port}", "REDIS_URL": queue.server.url}
        stack = Stack(name, port, environment(name, **urls))
        try:
            for part in ("web", "worker"):
                stack.begin(part)
            wait_until(lambda: health(stack)[0] == 200, seconds=60)
            yield stack
        finally:
            stack.end()


def asked(stack, path) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{stack.url}{path}", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode()
    except OSError:
        return 0, ""


def health(stack) -> tuple[int, set[str]]:
    """The status, and what is not well."""
    status, text = asked(stack, "/healthz/")
    said = json.loads(text or "{}")
    return status, {name for name, word in said.items() if name != "backlog" and word != "ok"}


@pytest.fixture
def without_database(stack):
    as_superuser(CLOSED, stack.database)
    as_superuser(END.format(stack.database))
    yield stack
    as_superuser(OPEN, stack.database)
    wait_until(lambda: health(stack) == (200, set()), seconds=60)


def test_while_the_database_is_away_that_is_said_and_nothing_else(without_database):
    wait_until(lambda: health(without_database) == (503, {"database"}), seconds=60)


def test_a_page_says_that_the_records_are_back_in_a_moment(without_database):
    status, page = asked(without_database, "/account/login/")
    assert (status, "Back in a moment" in page, "Traceback" in page) == (503, True, False)


def test_when_the_database_is_back_pages_are_there_by_themselves(without_database):
    as_superuser(OPEN, without_database.database)
    wait_until(lambda: asked(without_database, "/account/login/")[0] == 200, seconds=60)


def test_while_the_queue_is_away_pages_are_there_and_it_comes_back_by_itself(stack, queue):
    queue.kill()
    try:
        assert health(stack) == (503, {"queue", "worker"})
        assert asked(stack, "/account/login/")[0] == 200
    finally:
        queue.begin()
    wait_until(lambda: health(stack) == (200, set()), seconds=60)


def test_while_the_worker_is_away_only_that_is_said(stack):
    stack.kill("worker")
    try:
        wait_until(lambda: health(stack) == (503, {"worker"}), seconds=60)
    finally:
        stack.begin("worker")
    wait_until(lambda: health(stack) == (200, set()), seconds=60)
