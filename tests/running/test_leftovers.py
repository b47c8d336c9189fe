"""What a killed supervisor left running, and what only looks like it."""

import json
import subprocess

import pytest

from groupcounsel.lib.services.leftovers import Notebook
from groupcounsel.lib.services.process_table import end, is_living
from tests.stack import wait_until


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "61"], start_new_session=True)
    wait_until(lambda: is_living(process.pid, "sleep"), seconds=30)
    yield process
    process.kill()
    process.wait()


def test_a_noted_process_that_still_lives_is_ended(tmp_path, sleeper):
    Notebook(tmp_path / "noted.json").note("worker", sleeper.pid)
    assert Notebook(tmp_path / "noted.json").end_leftovers() == ["worker"]
    assert sleeper.wait(5) == -15


def test_a_number_that_was_given_to_another_process_is_left_alone(tmp_path, sleeper):
    path = tmp_path / "noted.json"
    Notebook(path).note("worker", sleeper.pid)
    noted = json.loads(path.read_text())
    path.write_text(json.dumps({"worker": [sleeper.pid, noted["worker"][1] - 1]}))
    assert Notebook(path).end_leftovers() == [] and sleeper.poll() is None


def test_what_a_dead_one_started_is_ended(tmp_path):
    leader = subprocess.Popen(
        ["sh", "-c", "sleep 62 >&2 & echo $!"], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    Notebook(tmp_path / "noted.json").note("web", leader.pid)
    orphan = int(leader.communicate()[0])
    assert is_living(orphan, "sleep")
    Notebook(tmp_path / "noted.json").end_leftovers()
    wait_until(lambda: not is_living(orphan, "sleep"), seconds=30)


def test_no_note_or_a_torn_one_is_no_hindrance(tmp_path):
    assert Notebook(tmp_path / "noted.json").end_leftovers() == []
    (tmp_path / "noted.json").write_text('{"web": [1')
    assert Notebook(tmp_path / "noted.json").end_leftovers() == []


def test_only_the_process_that_is_meant_is_ended(sleeper):
    assert not end(sleeper.pid, "postgres -D /somewhere") and sleeper.poll() is None
    assert end(sleeper.pid, "sleep") and sleeper.wait(5) == -15
