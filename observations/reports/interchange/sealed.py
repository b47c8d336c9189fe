"""A document that only a site with the same keyring opens: Fernet tokens, one a line, none of which can be left out."""

import os
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import BinaryIO

from cryptography.fernet import InvalidToken, MultiFernet

from groupcounsel.lib.sealing import SealBroken, keyring

MAGIC = b"groupcounsel-sealed/1\n"
PIECE = 1 << 18
LONGEST = 2 * PIECE  # of a line
HEAD = Struct(">16sQ?")  # which file, which piece of it, is it the last


def sealed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    ring, file = keyring(), os.urandom(16)
    yield MAGIC
    for index, (block, last) in enumerate(_blocks(pieces)):
        yield ring.encrypt(HEAD.pack(file, index, last) + block) + b"\n"


def unsealed(stream: BinaryIO) -> Iterator[bytes]:
    """What was sealed; `stream` stands behind the first line. Raises `SealBroken`."""
    ring, file, ended = keyring(), None, False
    for index, line in enumerate(iter(lambda: stream.readline(LONGEST), b"")):
        block = _opened(ring, line)
        this, number, last = HEAD.unpack_from(block)
        if ended or number != index or this != (file or this):
            raise SealBroken
        file, ended = this, last
        yield block[HEAD.size :]
    if not ended:
        raise SealBroken


def _opened(ring: MultiFernet, line: bytes) -> bytes:
    try:
        block = ring.decrypt(line.rstrip(b"\n"))
    except InvalidToken as fault:
        raise SealBroken from fault
    if len(block) < HEAD.size:
        raise SealBroken
    return block


def _blocks(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Blocks of one size, the last one shorter, and whether it is the last."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > PIECE:
            yield bytes(waiting[:PIECE]), False
            del waiting[:PIECE]
    yield bytes(waiting), True
