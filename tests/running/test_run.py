"""`make run` as a newcomer meets it: the whole program, killed at every place."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import copied, named, start
from tests.running.copy_of_it import ROOT, Copy
from tests.running.homes import home
from tests.stack import queue, wait_until


@pytest.fixture(scope="module")
def copy():
    """One copy for all tests here, because its first start prepares a database; each test leaves it well."""
    with home() as made:
        started = Copy(made / "var").start()
        started.until_well()
        yield started
        started.end()


def command(copy, *words, **settings):
    line = [sys.executable, "manage.py", *words]
    environ = {name: value for name, value in copy.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | settings
    return subprocess.run(line, cwd=ROOT, env=environ, capture_output=True, text=True)


def test_it_prints_the_address_and_how_to_end_it(copy):
    wait_until(lambda: "Ctrl-C ends it" in copy.said(), seconds=30)
    assert f"http://localhost:{copy.port}" in copy.said()


def test_each_line_of_the_log_says_when_and_who(copy):
    lines = (copy.folder / "log/groupcounsel.log").read_text().splitlines()
    said = [re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (\w+) +.*", line) for line in lines]
    assert None not in said and {"run", "postgres"} <= {line[1] for line in said}


def test_only_the_owner_reads_the_secrets(copy):
    assert (copy.folder / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_no_process_but_the_supervisor_runs_as_root(copy):
    children = copy.children()
    assert set(children) == {"web", "worker", "beat", "postgres", "valkey"}
    states = {name: Path(f"/proc/{pid}/status").read_text() for name, pid in children.items()}
    users = {name: re.search(r"Uid:\t(\d+)\t(\d+)", state).groups() for name, state in states.items()}
    assert not [name for name, numbers in users.items() if "0" in numbers]


def test_the_end_of_the_trail_is_noted_by_whom_the_worker_runs_as(copy):
    record = "from groupcounsel.audit.trail import record; record(by=None, action='opened')"
    assert command(copy, "shell", "--verbosity", "0", "-c", record).returncode == 0
    wait_until(lambda: list((copy.folder / "trail").glob("*.json")), seconds=90)


@pytest.mark.parametrize("name", ["web", "worker", "beat", "postgres", "valkey"])
def test_whoever_is_killed_is_started_again_by_itself(copy, name):
    killed = copy.kill(name)
    wait_until(lambda: copy.children().get(name, killed) != killed, seconds=60)
    wait_until(lambda: copy.health()[0] == 200, seconds=60)


def test_a_command_beside_it_works_with_its_database_and_no_setting(copy):
    listed = command(copy, "export_summaries", "--all", "--format", "json")
    assert (listed.returncode, listed.stderr) == (0, "") and '"pooled"' in listed.stdout


def test_a_command_with_settings_of_its_own_keeps_to_them(copy):
    refused = command(copy, "export_summaries", "--all", SECRET_KEY="mine")
    assert refused.returncode == 1 and "Set the FIELD_KEYS environment variable" in refused.stderr


def test_a_second_copy_on_the_same_folder_refuses_with_a_sentence(copy):
    said = Copy(copy.folder).refused()
    assert "Another copy already runs on" in said and "GROUPCOUNSEL_VAR" in said and "Traceback" not in said


def test_a_taken_port_is_said_so(copy, folder):
    said = Copy(folder, PORT=str(copy.port)).refused()
    assert f"Port {copy.port} is taken" in said and "Traceback" not in said


def test_a_second_copy_on_given_servers_runs_beside_it_and_ends_alone(copy, folder):
    before = copy.children()
    with copied(f"given_{os.getpid()}") as name:
        other = Copy(folder, DATABASE_URL=named(start().superuser, name), REDIS_URL=queue(9)).start()
        other.until_well()
        assert set(other.children()) == {"web", "worker", "beat"}
        assert other.end() == 0
    assert other.left() == [] and copy.children() == before
    copy.until_well()


def test_ctrl_c_ends_everything_and_nothing_else_and_the_next_start_keeps_the_data(copy):
    bystander = subprocess.Popen(["sleep", "3600"])
    secrets = (copy.folder / "secrets.json").read_text()
    assert copy.end() == 0
    assert copy.left() == [] and bystander.poll() is None
    copy.start().until_well()
    assert (copy.folder / "secrets.json").read_text() == secrets and "preparing" not in copy.said()
    bystander.kill()
    bystander.wait()


def test_a_killed_supervisor_takes_everything_along_and_the_next_start_recovers(copy):
    copy.end(signal.SIGKILL)
    wait_until(lambda: copy.left() == [], seconds=60)
    copy.start().until_well()
    wait_until(lambda: len(copy.children()) == 5, seconds=60)


def test_everything_killed_at_once_recovers(copy):
    numbers = [*copy.children().values(), copy.process.pid]
    for number in numbers:
        os.kill(number, signal.SIGKILL)
    copy.process.wait(60)
    copy.start().until_well()
