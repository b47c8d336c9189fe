"""How a server is started with no more rights than it needs.

Nothing serves as root, and PostgreSQL refuses to. Started by root, the servers run under a user number of their own
instead (no account is created), and when a folder above their files is closed to others, as /root is, they get the
right to pass it, nothing more. `docs/adr/0002-embedded-services.md` says why.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from .faults import CannotStart

SERVICE_UID = 60606  # no Debian account and no container range lies here
NOBODY = 65534  # initdb insists on a user that has a name, Celery on a group that has one
SETPCAP, OVERRIDE, READ_SEARCH = 8, 1, 2  # numbers of capabilities(7)


def service_uid(data: Path) -> int | None:
    """The user number a server runs under; None: the one who starts it."""
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    return owner or SERVICE_UID


def prefix(uid: int | None, reaching: Iterable[Path], death_signal: str) -> list[str]:
    """What to put before a command: it ends with us, and runs as `uid`, which must reach these paths."""
    ends_with_us = ["--pdeathsig", death_signal, "--no-new-privs", "--"]
    if uid is None:
        return ["setpriv", *ends_with_us]
    user = ["--reuid", str(uid), "--regid", str(NOBODY), "--clear-groups"]
    return ["setpriv", *user, *_rights(uid, reaching), *ends_with_us]


def _rights(uid: int, reaching: Iterable[Path]) -> list[str]:
    closed = [folder for path in reaching for folder in path.resolve().parents if not _passable(folder, uid)]
    if not closed:
        return []
    right = f"-all,+{_right_to_pass(closed[0])}"
    return ["--inh-caps", right, "--ambient-caps", right, "--bounding-set", right, "--securebits", "+no_setuid_fixup"]


def _passable(folder: Path, uid: int) -> bool:
    found = folder.stat()
    return bool(found.st_mode & (0o100 if found.st_uid == uid else 0o001))


def _right_to_pass(closed: Path) -> str:
    """Reading is enough; a container usually only has the wider right to give."""
    held = _held_capabilities()
    for number, name in ((READ_SEARCH, "dac_read_search"), (OVERRIDE, "dac_override")):
        if held >> number & 1 and held >> SETPCAP & 1:
            return name
    raise CannotStart(
        f"The servers do not run as root, and under another user they cannot pass the folder {closed}. "
        f"Start as an ordinary user, move the project to a folder that others may pass (for example /srv), "
        f"or run `chmod o+x {closed}`."
    )


def _held_capabilities() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    held = {name: int(value, 16) for name, _, value in (line.partition(":\t") for line in lines) if name[:3] == "Cap"}
    return held["CapEff"] & held["CapBnd"]
