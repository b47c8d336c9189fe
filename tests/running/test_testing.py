"""The servers that tests share: whoever asks first starts them, as root or as anybody else."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from groupcounsel.lib.services import testing
from groupcounsel.lib.services.privileges import prefix

ROOT = Path(__file__).resolve().parents[2]
SOMEBODY = 65534  # has a name on every Linux; initdb wants one
START = """
import sys
from pathlib import Path
from groupcounsel.lib.services import testing
testing.start(Path(sys.argv[1]))
"""


@pytest.fixture
def servers(folder):
    yield folder
    testing.stop(folder)


def started(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT pg_postmaster_start_time()").fetchone()


def test_several_who_ask_at_once_get_the_same_servers(servers):
    with ThreadPoolExecutor(3) as callers:
        answers = set(callers.map(testing.start, [servers] * 3))
    assert len(answers) == 1
    urls = answers.pop()
    before = started(urls.app)
    assert testing.start(servers) == urls and started(urls.app) == before


def test_an_ordinary_user_runs_them_as_that_user(servers):
    somebody = SOMEBODY if os.geteuid() == 0 else None
    os.chown(servers.parent, somebody or -1, -1)
    reached = [ROOT / "here", Path(sys.prefix) / "here", Path(sys.base_prefix) / "here", servers]
    command = [*prefix(somebody, reached, "KILL"), sys.executable, "-c", START, str(servers)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
    number = (servers / "postgres/postmaster.pid").read_text().split()[0]
    owner = somebody or os.geteuid()
    assert re.search(rf"Uid:\t{owner}\t{owner}\t", Path(f"/proc/{number}/status").read_text())
    assert (servers / "postgres").stat().st_uid == owner


def test_nothing_is_left_after_stop(folder):
    testing.start(folder)
    testing.stop(folder)
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [command for command in commands if str(folder).encode() in command]
