"""PostgreSQL and Valkey for the tests, apart from `make run` and left running between two runs.

`start()` may be called by several at once. On the command line: `start` or `stop`.
"""

import asyncio
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .faults import CannotStart
from .places import Place, place
from .postgres import Postgres
from .readiness import Server, until_ready
from .valkey import Valkey
from .vault import kept_secrets

FOLDER = Path(__file__).resolve().parents[3] / "var" / "test"


class Urls(NamedTuple):
    superuser: str
    owner: str
    app: str
    redis: str


def start(folder: Path = FOLDER) -> Urls:
    """Both servers answer when this returns. Nothing they hold survives a power cut: they are for tests only."""
    here = place(folder)
    with _alone(here):
        postgres, valkey = _servers(here)
        if missing := [server for server in (postgres, valkey) if not server.is_ready()]:
            asyncio.run(launch(missing, here))
            postgres.provision()
    return Urls(postgres.url("postgres"), postgres.url("owner"), postgres.url("app"), valkey.url)


def stop(folder: Path = FOLDER) -> None:
    here = place(folder)
    with _alone(here):
        for server in _servers(here):
            server.end_other()


def _servers(here: Place) -> tuple[Postgres, Valkey]:
    return Postgres(here, kept_secrets(here.folder), durable=False), Valkey(here, durable=False)


@contextmanager
def _alone(here: Place) -> Iterator[None]:
    with (here.folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


async def launch(servers: list[Server], here: Place) -> None:
    """Starts servers that outlive us, each with a log file in the folder, and waits until they answer.

    One that runs already and is only too busy to answer is waited for.
    """
    started = [(server, None if server.is_running() else _spawn(server, here)) for server in servers]
    await asyncio.gather(*(until_ready(server, lambda pid=pid: _has_ended(pid)) for server, pid in started))


def _spawn(server: Server, here: Place) -> int:
    server.prepare()
    command = server.command(death_signal="clear")
    log = str(here.folder / f"{server.name}.log")
    outputs = [
        (os.POSIX_SPAWN_OPEN, 1, log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    inputs = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    return os.posix_spawn(_found(command[0]), command, os.environ, file_actions=inputs + outputs, setsid=True)


def _found(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise CannotStart(f"The program {name} is missing; it is part of the package util-linux.")
    return path


def _has_ended(pid: int | None) -> bool:
    return pid is not None and os.waitpid(pid, os.WNOHANG) != (0, 0)


if __name__ == "__main__":
    {"start": start, "stop": stop}[sys.argv[1]]()
