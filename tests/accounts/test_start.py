"""A process whose database role sees everything does not start: web, worker, beat and every command."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.databases import ROOT, environment, named
from tests.databases import start as servers
from tests.stack import BEAT, WORKER, free_port

COMMANDS = {
    "web": ["-m", "gunicorn", "groupcounsel.wsgi:application", "-b"],
    "web, loaded before it forks": ["-m", "gunicorn", "groupcounsel.wsgi:application", "--preload", "-b"],
    "worker": WORKER,
    "beat": BEAT,
}


def begun(name: str, database_url: str, folder) -> subprocess.CompletedProcess:
    last = f"127.0.0.1:{free_port()}" if "web" in name else str(folder / "beat")
    command = [sys.executable, *COMMANDS[name], *([last] if name != "worker" else [])]
    env = environment(connection.settings_dict["NAME"], DATABASE_URL=database_url)
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_tables_owner_is_refused_with_a_sentence(db, name, tmp_path):
    owner = named(servers().owner, connection.settings_dict["NAME"])
    ended = begun(name, owner, tmp_path)
    assert ended.returncode != 0
    assert "GroupCounsel does not start. The database role of DATABASE_URL owns tables." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_superuser_is_refused(db, tmp_path):
    ended = begun("web", named(servers().superuser, connection.settings_dict["NAME"]), tmp_path)
    assert ended.returncode != 0 and "may bypass row security" in ended.stderr


def test_a_database_that_is_not_reached_is_said_in_a_sentence(db, tmp_path):
    ended = begun("web", f"postgresql://nobody@127.0.0.1:{free_port()}/nothing", tmp_path)
    assert ended.returncode != 0 and "The database is not reached." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_connection_of_the_check_is_not_shared_with_forked_processes(db):
    look = "import groupcounsel.wsgi; from django.db import connection; print(connection.connection)"
    env = environment(connection.settings_dict["NAME"])
    begun = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert begun.stdout == "None\n", begun.stderr
