"""Documents on their way in: sealed where they are kept, a file for each transfer, gone when it is over."""

from collections.abc import Collection, Iterator
from pathlib import Path
from time import time
from typing import BinaryIO
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from observations.reports.importing.source import private_folder
from observations.reports.interchange.sealed import MAGIC, sealed

SUFFIX = ".document"
LEFT_LYING = 600  # seconds since it was last written; by then whoever wrote it has told of it, or is gone
SEALING = 4 / 3  # a sealed file is so much longer than what is in it


def begins_with(document: UploadedFile, size: int) -> bytes:
    document.seek(0)
    return document.read(size)


def is_sealed(document: UploadedFile) -> bool:
    return begins_with(document, len(MAGIC)) == MAGIC


def bytes_in(document: UploadedFile) -> int:
    """Of the document itself, about; without its seal."""
    return round(document.size / SEALING) if is_sealed(document) else document.size


def keep(transfer: UUID, document: UploadedFile) -> None:
    pieces = document.chunks() if is_sealed(document) else sealed(document.chunks())
    place = _place(transfer)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with place.open("xb") as file:
            file.writelines(pieces)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def kept(transfer: UUID) -> BinaryIO:
    """Raises FileNotFoundError."""
    return _place(transfer).open("rb")


def discard(transfer: UUID) -> None:
    _place(transfer).unlink(missing_ok=True)


def discard_left_lying(under_way: Collection[UUID]) -> None:
    for transfer, written in _found():
        if transfer not in under_way and written < time() - LEFT_LYING:
            discard(transfer)


def _found() -> Iterator[tuple[UUID, float]]:
    for path in _folder().glob(f"*{SUFFIX}"):
        try:
            yield UUID(path.stem), path.stat().st_mtime
        except FileNotFoundError:
            continue  # whoever worked on it is done


def _place(transfer: UUID) -> Path:
    return _folder() / f"{transfer}{SUFFIX}"


def _folder() -> Path:
    return private_folder() / "transfers"
