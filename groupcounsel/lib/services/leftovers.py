"""What a supervisor that was killed left running, known by a note it kept of each process and when that began."""

import json
import os
import select
import signal
from contextlib import suppress
from pathlib import Path

PATIENCE = 5.0  # seconds


class Notebook:
    def __init__(self, path: Path):
        self.path = path
        self.noted: dict[str, tuple[int, int]] = {}

    def note(self, name: str, pid: int) -> None:
        self.noted[name] = (pid, _begun(pid) or 0)
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(self.noted))
        unfinished.rename(self.path)

    def end_leftovers(self) -> list[str]:
        """Ends each process of the last run that still lives; their names."""
        with suppress(FileNotFoundError, ValueError):
            found = json.loads(self.path.read_text())
            return [name for name, (pid, begun) in found.items() if _end_group(pid, begun)]
        return []


def _end_group(pid: int, begun: int) -> bool:
    """The process and whatever it started; a number that was given to another process since is left alone."""
    now = _begun(pid)
    if now not in (begun, None):
        return False
    if now is not None:
        _ask(pid)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
        return True
    return now is not None


def _ask(pid: int) -> None:
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(pid)
        signal.pidfd_send_signal(handle, signal.SIGTERM)
        select.select([handle], [], [], PATIENCE)
        os.close(handle)


def _begun(pid: int) -> int | None:
    """When the process of this number began, in clock ticks since the machine did."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    return None
