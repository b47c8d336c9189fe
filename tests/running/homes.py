"""Folders for servers: any user may pass them, unlike pytest's own, and their sockets have short names."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def home() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="gc-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made)
