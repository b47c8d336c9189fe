"""Processes that somebody else started: is it still the one we mean, and how to end it."""

import os
import select
import signal
from pathlib import Path


def noted_number(note: Path) -> int:
    """The number in the first line of a server's note; 0 when there is none."""
    lines = note.read_text().split("\n", 1) if note.exists() else [""]
    return int(lines[0]) if lines[0].strip().isdecimal() else 0


def is_living(pid: int, mark: str) -> bool:
    """A process of this number whose command names `mark`: numbers are given out again."""
    try:
        return mark in Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False


def end(pid: int, mark: str, how: signal.Signals = signal.SIGTERM, *, patience: float = 10) -> bool:
    """Asks it to end, then insists. True when there was such a process."""
    if not is_living(pid, mark):
        return False
    handle = os.pidfd_open(pid)
    try:
        for attempt in (how, signal.SIGKILL):
            signal.pidfd_send_signal(handle, attempt)
            if select.select([handle], [], [], patience)[0]:
                break
    finally:
        os.close(handle)
    return True
