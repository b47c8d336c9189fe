"""A document as a file that can be read from its start as often as needed, sealed or not."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings

from observations.reports.interchange.sealed import MAGIC, unsealed


class Source:
    def __init__(self, file: BinaryIO):
        self.file = file
        self.sealed = self._from_start(len(MAGIC)) == MAGIC
        self.size = file.seek(0, 2)

    def start(self) -> BinaryIO:
        """The document's bytes from its first one."""
        self._from_start(len(MAGIC) if self.sealed else 0)
        return Pieces(unsealed(self.file)) if self.sealed else self.file

    def _from_start(self, size: int) -> bytes:
        self.file.seek(0)
        return self.file.read(size)


class Pieces:
    """What comes piece by piece, as something to read."""

    def __init__(self, pieces: Iterator[bytes]):
        self.pieces = pieces

    def read(self, size: int) -> bytes:
        return next(self.pieces, b"")


def private_folder() -> Path:
    """Where files are kept while they are worked on; for nobody else on this machine."""
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    """A stream that can be read once only, kept in a file without a name."""
    with TemporaryFile(dir=private_folder()) as file:
        shutil.copyfileobj(stream, file)
        yield file
