"""A JSON file as text, of which only the part at hand is in memory."""

import codecs
import re
from collections.abc import Callable, Iterable
from json import JSONDecodeError
from typing import BinaryIO, NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

PIECE = 1 << 18
ENTRY_LIMIT = 4_000_000
DEEPEST = 32  # levels of lists and objects, in each other
NEAR = 16  # no word or escape of JSON is longer: this close to the end, a fault or a number may only lack its rest
DOUBTFUL = re.compile(r"\\u(0000|[dD][89a-fA-F])")  # the character U+0000, half of a character
SPACE = re.compile(r"[ \t\n\r]*")
OF_THE_DECODER = (
    noop("Expecting value"),
    noop("Expecting ',' delimiter"),
    noop("Expecting ':' delimiter"),
    noop("Expecting property name enclosed in double quotes"),
    noop("Unterminated string starting at"),
    noop("Invalid control character at"),
    noop("Invalid \\escape"),
    noop("Invalid \\uXXXX escape"),
)


def is_deeper(value, levels: int) -> bool:
    """Whether lists and objects stand in each other on more than so many levels."""
    layer = _containers([value])
    for _level in range(levels):
        layer = _containers(inner for one in layer for inner in (one.values() if isinstance(one, dict) else one))
    return bool(layer)


def _containers(values: Iterable) -> list[dict | list]:
    return [one for one in values if isinstance(one, dict | list)]


class Unreadable(Exception):
    """The file is not JSON text; nothing after this place can be read."""

    def __init__(self, place: str, what: str):
        super().__init__(f"{place}: {what}")
        self.place, self.what = place, what


class Decoder(Protocol):
    def raw_decode(self, text: str, at: int) -> tuple[object, int]: ...


class Found(NamedTuple):
    value: object
    size: int  # in characters
    doubtful: bool  # it may hold characters that a text cannot


class Text:
    def __init__(self, stream: BinaryIO, tick: Callable[[int], object] = lambda size: None):
        self.stream, self.tick = stream, tick
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.buffer, self.at, self.ended = "", 0, False
        self.lines, self.last_line = 0, 0  # line ends before the buffer, characters before it in their last line

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            self.at = SPACE.match(self.buffer, self.at).end()
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._more():
                return ""

    def take(self, symbol: str) -> bool:
        taken = self.peek() == symbol
        self.at += taken
        return taken

    def expect(self, *symbols: str) -> str:
        """One of these symbols comes next."""
        found = self.peek()
        if found not in symbols:
            raise self.unreadable(_("expected %(symbols)s here") % {"symbols": " / ".join(symbols)})
        self.at += 1
        return found

    def value(self, decoder: Decoder) -> Found:
        """The next value; fetches until all of it is there."""
        self.peek()
        while True:
            end = self._decoded(decoder)
            if end and (end + NEAR < len(self.buffer) or not self._more()):
                return self._found(end)

    def unreadable(self, what: str, at: int | None = None) -> Unreadable:
        lines, column = self._place(self.at if at is None else at)
        return Unreadable(_("line %(line)d column %(column)d") % {"line": lines + 1, "column": column + 1}, what)

    def _decoded(self, decoder: Decoder) -> int:
        """Where the value ends; 0 when more text had to be fetched first."""
        try:
            self.read, end = decoder.raw_decode(self.buffer, self.at)
        except JSONDecodeError as fault:
            self._fetch_or_refuse(fault)
            return 0
        except RecursionError:
            raise self.unreadable(_("nested too deeply")) from None
        except ValueError:
            raise self.unreadable(_("a number that is too long")) from None
        return end

    def _found(self, end: int) -> Found:
        opened = self.buffer.count("{", self.at, end) + self.buffer.count("[", self.at, end)
        if opened > DEEPEST and is_deeper(self.read, DEEPEST):
            raise self.unreadable(_("nested too deeply"))
        found = Found(self.read, end - self.at, bool(DOUBTFUL.search(self.buffer, self.at, end)))
        self.at = end
        return found

    def _fetch_or_refuse(self, fault: JSONDecodeError) -> None:
        cut = fault.pos >= len(self.buffer) - NEAR or fault.msg.startswith("Unterminated")
        if cut and len(self.buffer) - self.at > ENTRY_LIMIT:
            raise self.unreadable(_("an entry of more than %(limit)d characters") % {"limit": ENTRY_LIMIT})
        if not (cut and self._more()):
            raise self.unreadable(_("this is not JSON (%(fault)s)") % {"fault": _(fault.msg)}, fault.pos)

    def _more(self) -> bool:
        """Drops what was read; fetches at least as much as is left, so that a long value is not read over and over."""
        if self.ended:
            return False
        self.lines, self.last_line = self._place(self.at)
        size = max(PIECE, len(self.buffer) - self.at)
        self.buffer, self.at = self.buffer[self.at :], 0
        self.buffer += self._read(size)
        return True

    def _read(self, size: int) -> str:
        data = self.stream.read(size)
        self.ended = not data
        self.tick(len(data))
        try:
            return self.decoder.decode(data, final=self.ended)
        except UnicodeDecodeError as fault:
            self.buffer += fault.object[: fault.start].decode()
            raise self.unreadable(_("this is not UTF-8"), len(self.buffer)) from None

    def _place(self, at: int) -> tuple[int, int]:
        """Line ends before this character, and characters before it in its line."""
        line_end = self.buffer.rfind("\n", 0, at)
        if line_end < 0:
            return self.lines, self.last_line + at
        return self.lines + self.buffer.count("\n", 0, at), at - line_end - 1
