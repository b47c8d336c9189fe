"""The embedded queue's server: nobody else's, and what it has accepted it still has."""

import asyncio
import os
import signal

import pytest
import redis

from groupcounsel.lib.services import testing
from groupcounsel.lib.services.valkey import Valkey


@pytest.fixture
def valkey(here):
    server = Valkey(here)
    asyncio.run(testing.launch([server], here))
    yield server
    server.end_other()


@pytest.fixture
def client(valkey):
    with redis.Redis.from_url(valkey.url.replace("redis+socket", "unix")) as connected:
        yield connected


def test_it_has_no_port_and_never_drops_a_task_to_save_memory(client):
    settings = client.config_get("port", "maxmemory-policy", "appendonly", "unixsocketperm")
    assert settings == {"port": "0", "maxmemory-policy": "noeviction", "appendonly": "yes", "unixsocketperm": "700"}


def test_killed_it_starts_again_with_what_was_written_down(valkey, client):
    client.rpush("celery", "a task")
    assert client.execute_command("WAITAOF", 1, 0, 5000)[0] == 1
    killed = client.info("server")["process_id"]
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    asyncio.run(testing.launch([valkey], valkey.place))
    assert client.lrange("celery", 0, -1) == [b"a task"]


def test_one_that_was_left_behind_is_ended_before_another_writes_to_its_file(valkey, client):
    first = client.info("server")["process_id"]
    valkey.prepare()
    assert not valkey.is_running()
    asyncio.run(testing.launch([valkey], valkey.place))
    assert client.info("server")["process_id"] != first


def test_one_that_is_only_too_busy_to_answer_is_waited_for(valkey, client):
    first = client.info("server")["process_id"]
    asyncio.run(testing.launch([valkey], valkey.place))
    assert client.info("server")["process_id"] == first
