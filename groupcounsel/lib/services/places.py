"""Where the embedded servers keep their files."""

import os
import tempfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .faults import CannotStart
from .privileges import service_uid

LONGEST_SOCKET_FOLDER = 90  # bytes; the name of a socket must fit into 107


@dataclass(frozen=True)
class Place:
    """A data folder (`var` by default) and the user its servers run under."""

    folder: Path

    @cached_property
    def uid(self) -> int | None:
        return service_uid(self.folder / "postgres")

    @cached_property
    def sockets(self) -> Path:
        """Short enough for the name of a socket, and closed to everybody else."""
        near = self.folder / "run"
        return self.own(near if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER else self._far_sockets())

    def own(self, folder: Path) -> Path:
        """The folder, made if needed, open to the servers' user only."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        expected = os.geteuid() if self.uid is None else self.uid
        if folder.is_symlink() or folder.stat().st_uid not in (expected, os.geteuid()):
            raise CannotStart(f"{folder} belongs to another user. Start as that user, or give the folder to yourself.")
        os.chown(folder, expected, -1)
        folder.chmod(0o700)
        return folder

    def _far_sockets(self) -> Path:
        base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        return base / f"groupcounsel-{zlib.crc32(os.fsencode(self.folder)):08x}"


def place(folder: str | Path) -> Place:
    found = Path(folder).resolve()
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotStart(f"The data folder {found} cannot be made: {fault.strerror}.") from fault
    if not os.access(found, os.W_OK):
        raise CannotStart(
            f"The data folder {found} is not yours to write in. Start as its owner, or set GROUPCOUNSEL_VAR."
        )
    return Place(found)
