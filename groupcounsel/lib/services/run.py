"""`make run`: every process of the program under one that supervises them, with one log.

Started as `python -m groupcounsel.lib.services.run`; what it heeds stands in docs/settings.md.
"""

import asyncio
import fcntl
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

from . import environment, journal, programs
from .faults import CannotStart
from .given import database_urls
from .leftovers import Notebook
from .places import Place, place
from .postgres import Postgres
from .prepared import Prepared
from .readiness import Server, until, until_ready
from .supervised import Supervised
from .valkey import Valkey
from .vault import kept_secrets


def main() -> int:
    try:
        here = place(environment.data_folder(os.environ))
        with _alone(here):
            journal.open_log(here.folder / "log")
            return asyncio.run(_until_stopped(Run(here)))
    except* CannotStart as faults:
        for fault in _sentences(faults):
            print(f"\nGroupCounsel cannot start. {fault}\n", file=sys.stderr)
    return 1


class Run:
    def __init__(self, here: Place):
        self.here = here
        self.port = environment.port(os.environ)
        self.secrets = kept_secrets(here.folder)
        self.notebook = Notebook(here.folder / "processes.json")
        self.servers = {
            "DATABASE_URL": Postgres(here, self.secrets),
            "REDIS_URL": Valkey(here),
        }
        self.said = {name: environment.said(os.environ, name) for name in (*self.servers, "DATABASE_OWNER_URL")}

    async def everything(self) -> None:
        for name in self.notebook.end_leftovers():
            journal.say("run", f"ended the {name} that an earlier run had left behind")
        _refuse_taken_port(programs.host(), self.port)
        own = [server for name, server in self.servers.items() if not self.said[name]]
        async with asyncio.TaskGroup() as group:
            await asyncio.gather(*(self._serve(group, server) for server in own))
            await self._programs(*self._addresses())

    def environ_if_up(self) -> dict[str, str]:
        """What the programs get, for a command beside them; empty while the database does not answer."""
        postgres = self.servers["DATABASE_URL"]
        return self._addresses()[0] if self.said["DATABASE_URL"] or postgres.is_ready() else {}

    async def _serve(self, group: asyncio.TaskGroup, server: Server) -> None:
        process = Supervised(
            server.name, server.command(), os.environ, server.stop_signal, patience=60, before=server.prepare
        )
        group.create_task(process.keep())
        await until_ready(server, lambda: process.starts > 4, patience=300)
        server.provision()

    def _addresses(self) -> tuple[dict[str, str], str]:
        """The environment of the programs, and the URL of the tables' owner."""
        postgres, valkey = self.servers.values()
        app, owner = postgres.url("app"), postgres.url("owner")
        if url := self.said["DATABASE_URL"]:
            role, password = self.secrets["app_role"], self.secrets["app_password"]
            app, owner = database_urls(url, self.said["DATABASE_OWNER_URL"], app_role=role, app_password=password)
        given = {"DATABASE_URL": app, "REDIS_URL": self.said["REDIS_URL"] or valkey.url}
        given["GROUPCOUNSEL_VAR"] = str(self.here.folder)
        return environment.for_programs(os.environ, self.secrets, **given), owner

    async def _programs(self, environ: dict[str, str], owner_url: str) -> None:
        await self._prepare(environ, owner_url)
        kept = [
            Supervised(name, command, environ, started=self.notebook.note)
            for name, command in programs.lasting(self.here, self.port).items()
        ]
        async with asyncio.TaskGroup() as group:
            for process in kept[:2]:
                group.create_task(process.keep())
            await self._first_page(kept[0])
            self._welcome()
            await kept[2].keep()

    async def _prepare(self, environ: dict[str, str], owner_url: str) -> None:
        prepared = Prepared(self.here.folder, owner_url, environ["DATABASE_URL"])
        if prepared.is_so():
            return
        journal.say("run", "preparing the database; the first time this takes a moment")
        demo = environ["DEMO"].lower() in ("1", "on", "true", "yes")
        command = programs.prepare(demo=demo)
        if await Supervised("prepare", command, environ | {"DATABASE_OWNER_URL": owner_url}).run():
            raise CannotStart("The database could not be prepared; the last lines above say why.")
        prepared.remember()

    async def _first_page(self, web: Supervised) -> None:
        await until(lambda: _answers(programs.host(), self.port), lambda: web.starts > 1, name="web", patience=120)

    def _welcome(self) -> None:
        sign_ins = self.here.folder / "demo-sign-ins.txt"
        print(f"\n  GroupCounsel is running: http://localhost:{self.port}\n", flush=True)
        if sign_ins.exists():
            lines = "".join(f"    {line}\n" for line in sign_ins.read_text().splitlines())
            print(f"  Demo sign-ins:\n{lines}", flush=True)
        print("  Ctrl-C ends it.\n", flush=True)


async def _until_stopped(run: Run) -> int:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    working, waiting = asyncio.create_task(run.everything()), asyncio.create_task(stopped.wait())
    await asyncio.wait([working, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if stopped.is_set():
        journal.say("run", "ending everything")
        working.cancel()
    await _settled(working)
    return 0


async def _settled(task: Awaitable[None]) -> None:
    try:
        await task
    except asyncio.CancelledError:
        journal.say("run", "ended")


@contextmanager
def _alone(here: Place) -> Iterator[None]:
    with (here.folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise CannotStart(
                f"Another copy already runs on {here.folder}. "
                "For a second one beside it: `make run PORT=8010 GROUPCOUNSEL_VAR=var2`."
            ) from fault
        yield


def _refuse_taken_port(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as fault:
        raise CannotStart(f"Port {port} is taken by another program. Choose another: `make run PORT=8010`.") from fault


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _sentences(faults: BaseExceptionGroup) -> Iterator[BaseException]:
    for fault in faults.exceptions:
        yield from _sentences(fault) if isinstance(fault, BaseExceptionGroup) else [fault]


if __name__ == "__main__":
    sys.exit(main())
