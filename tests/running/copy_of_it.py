"""A copy of the whole program, started as `make run` does, on a folder and a port of its own."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.stack import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
SET_BY_TESTS = ("SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SITE_URL")
RUN = [sys.executable, "-m", "groupcounsel.lib.services.run"]


class Copy:
    def __init__(self, folder: Path, **settings: str):
        self.folder = folder
        self.port = free_port()
        own = {"GROUPCOUNSEL_VAR": str(folder), "PORT": str(self.port), "DEMO": "off", "SWEEP_SECONDS": "10"}
        bare = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
        self.environ = bare | own | settings
        self.process: subprocess.Popen | None = None

    def start(self) -> "Copy":
        self.process = subprocess.Popen(
            RUN, cwd=ROOT, env=self.environ, stdout=self._output(), stderr=subprocess.STDOUT
        )
        return self

    def refused(self) -> str:
        """What it says when it does not start."""
        result = subprocess.run(RUN, cwd=ROOT, env=self.environ, capture_output=True, text=True, timeout=60)
        assert result.returncode == 1, result.stdout
        return result.stderr

    def health(self) -> tuple[int, dict]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as fault:
            with fault:
                return fault.code, json.load(fault)
        except (urllib.error.URLError, ConnectionError):
            return 0, {}

    def is_well(self) -> bool:
        assert self.process.poll() is None, self.said()
        return self.health()[0] == 200

    def until_well(self, seconds: float = 180) -> None:
        try:
            wait_until(self.is_well, seconds=seconds)
        except AssertionError as fault:
            raise AssertionError(f"{fault}: {self.health()}\n{self.said()}") from None

    def said(self) -> str:
        return self._path.read_text()

    def kill(self, name: str) -> int:
        """SIGKILL to one of its processes; its number."""
        pid = self.child(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def child(self, name: str) -> int:
        return self.children()[name]

    def children(self) -> dict[str, int]:
        words = {
            "web": "gunicorn",
            "worker": " worker ",
            "beat": " beat ",
            "postgres": "/postgres ",
            "valkey": "valkey",
        }
        found = {pid: command for pid, command, parent in processes() if parent == self.process.pid}
        return {name: pid for pid, command in found.items() for name, word in words.items() if word in command}

    def left(self) -> list[str]:
        """Commands of living processes that work in its folder or answer on its port."""
        marks = (str(self.folder), f"127.0.0.1:{self.port}")
        return [command for _, command, _ in processes() if any(mark in command for mark in marks)]

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(90)

    @property
    def _path(self) -> Path:
        return self.folder.with_suffix(".out")

    def _output(self):
        return os.open(self._path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)


def processes() -> Iterator[tuple[int, str, int]]:
    """Number, command and parent of every living process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if command:
            yield int(folder.name), command, parent
