"""Whether a database has been prepared by exactly these files: then a start need not do it again.

The answer is kept in the database, where a restored or exchanged one brings its own, and beside the files made for it.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql

from .environment import PROJECT
from .given import for_libpq
from .vault import FILE

SKIPPED = {".git", ".venv", "var", "__pycache__", "tests", "docs", "node_modules"}
ENDINGS = {".py", ".po", ".css", ".js", ".svg", ".png", ".woff2", ".json", ".lock"}
READ = "SELECT obj_description('public'::regnamespace, 'pg_namespace')"
WRITE = sql.SQL("COMMENT ON SCHEMA public IS {}")


class Prepared:
    def __init__(self, folder: Path, owner_url: str, app_url: str):
        self.note = folder / "prepared"
        self.owner_url = for_libpq(owner_url)
        self.state = _state(app_url)

    def is_so(self) -> bool:
        with suppress(OSError, psycopg.Error), psycopg.connect(self.owner_url) as connection:
            return self.note.read_text() == self.state == connection.execute(READ).fetchone()[0]
        return False

    def remember(self) -> None:
        """A role that may not comment on the schema prepares at every start; that costs seconds, nothing else."""
        self.note.write_text(self.state)
        with suppress(psycopg.errors.InsufficientPrivilege), psycopg.connect(self.owner_url) as connection:
            connection.execute(WRITE.format(self.state))


def _state(app_url: str) -> str:
    known = hashlib.sha256(app_url.encode())
    for path, found in sorted(_files(PROJECT)):
        known.update(f"{path}\0{found.st_mtime_ns}\0{found.st_size}\n".encode())
    return f"prepared by {known.hexdigest()[:32]}"


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    for entry in os.scandir(folder):
        if entry.name in SKIPPED or _is_data_folder(entry):
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif Path(entry.name).suffix in ENDINGS:
            yield entry.path, entry.stat()


def _is_data_folder(entry: os.DirEntry) -> bool:
    """Of a second copy, which may lie beside the program under any name."""
    return Path(entry.path, FILE).exists()
