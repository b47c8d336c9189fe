"""One process that is kept alive: its lines go to the log, it is started again when it ends, and ends with us."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from . import journal

QUICK = 10.0  # seconds; whoever ends sooner waits longer before the next start
LONGEST_PAUSE = 10.0


@dataclass
class Supervised:
    name: str
    command: list[str]
    environ: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 5  # seconds between asking it to end and insisting
    before: Callable[[], None] = lambda: None
    started: Callable[[str, int], None] = lambda name, pid: None
    starts: int = field(default=0, init=False)

    async def keep(self) -> None:
        """Runs it until cancelled."""
        loop, pause = asyncio.get_running_loop(), 0.25
        while True:
            begun = loop.time()
            status = await self.run()
            pause = min(pause * 2, LONGEST_PAUSE) if loop.time() - begun < QUICK else 0.5
            self.say(f"ended ({_meaning(status)}); starting it again in {pause:g} s")
            await asyncio.sleep(pause)

    async def run(self) -> int:
        """Runs it once; cancelled, it ends the process first."""
        self.before()
        self.starts += 1
        child = self._spawn()
        self.started(self.name, child.pid)
        reading = asyncio.create_task(self._pass_on(child))
        try:
            await _end_of(child.pid)
        except asyncio.CancelledError:
            await self._stop(child)
            raise
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)  # what it started ends with it; it is not reaped yet
            child.wait()
            await asyncio.wait([reading], timeout=1)
        return child.returncode

    def say(self, line: str) -> None:
        journal.say(self.name, line)

    def _spawn(self) -> subprocess.Popen:
        return subprocess.Popen(
            self.command,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us only, and we end it in order
        )

    async def _pass_on(self, child: subprocess.Popen) -> None:
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, child.stdout)
        rest = b""
        while chunk := await reader.read(65536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.say(line.decode(errors="replace").rstrip())
        transport.close()

    async def _stop(self, child: subprocess.Popen) -> None:
        with suppress(ProcessLookupError):
            os.kill(child.pid, self.stop_signal)
        with suppress(TimeoutError):
            await asyncio.wait_for(_end_of(child.pid), self.patience)


async def _end_of(pid: int) -> None:
    """Waits for the end of a child that nobody has reaped."""
    loop, handle, ended = asyncio.get_running_loop(), os.pidfd_open(pid), asyncio.Event()
    loop.add_reader(handle, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(handle)
        os.close(handle)


def _meaning(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"
