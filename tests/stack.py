"""The whole program as processes of its own, on a database of its own: web, worker and beat."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

from tests.databases import ROOT, environment, start

WEB = ["-m", "gunicorn", "groupcounsel.wsgi:application", "--threads", "4", "--log-level", "warning"]
WEB += ["--keep-alive", "90", "-b"]  # seconds: no client asks in the moment in which a connection at rest is closed
WORKER = ["-m", "celery", "-A", "groupcounsel", "worker", "--concurrency", "1", "--loglevel", "warning"]
BEAT = ["-m", "celery", "-A", "groupcounsel", "beat", "--loglevel", "warning", "--schedule"]

PORTS = (20_000, 32_000)


@dataclass
class Stack:
    database: str
    port: int
    env: dict[str, str]
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def begin(self, name: str) -> None:
        beat = f"{self.env['GROUPCOUNSEL_VAR']}/beat-{self.database}"
        words = {"web": [*WEB, f"127.0.0.1:{self.port}"], "worker": WORKER, "beat": [*BEAT, beat]}[name]
        self.processes[name] = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=self.env)

    def kill(self, name: str) -> None:
        """With those it started, which would go on for a while: as when the machine loses its power."""
        process = self.processes.pop(name)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(90)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/account/login/", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False


def free_port() -> int:
    """Below those that the system lends to connections on their way out, so that none of them takes it meanwhile."""
    while True:
        port = SystemRandom().randrange(*PORTS)
        with suppress(OSError):
            socket.create_server(("127.0.0.1", port)).close()
            return port


def queue(number: int) -> str:
    return f"{start().redis}?virtual_host={number}"


@contextmanager
def running(database: str, *, queue_number: int, parts=("web", "worker", "beat"), **more: str):
    """The named parts, running until the block ends. `queue_number` keeps two stacks' queues apart (1 to 15);
    `more`: other words of their environment."""
    port = free_port()
    env = environment(database, SITE_URL=f"http://localhost:{port}", REDIS_URL=queue(queue_number), **more)
    stack = Stack(database, port, env)
    with ExitStack() as after:
        after.callback(stack.end)
        for part in parts:
            stack.begin(part)
        if "web" in parts:
            wait_until(stack.answers, seconds=120)
        yield stack


def wait_until(true, *, seconds: float):
    """Ask again and again until it is so; fail after so many seconds."""
    from time import monotonic, sleep

    deadline = monotonic() + seconds
    while not (found := true()):
        assert monotonic() < deadline, f"not so after {seconds} s"
        sleep(0.05)
    return found
