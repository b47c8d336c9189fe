"""The entries of a document, one at a time: `people[0]`, `people[1]`, …, `group`, in the order of the file."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from json import JSONDecoder
from math import isfinite
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from observations.reports.interchange.faults import Fault, fault, step, walk
from observations.reports.interchange.text import Found, Text

LISTS = ("people", "behaviours", "sessions", "events", "polls")
NO_TEXT = re.compile("[\0\ud800-\udfff]")


class Entry(NamedTuple):
    section: str
    index: int | None  # None: the section is no list
    value: object
    faults: list[Fault]
    size: int

    @property
    def path(self) -> str:
        return path_of(self.section, self.index)


def path_of(section: str, index: int | None) -> str:
    place = step("$", section)
    return place if index is None else step(place, index)


def entries(stream: BinaryIO, wanted: Callable[[str], bool], tick: Callable[[int], object]) -> Iterator[Entry]:
    """Those of the wanted sections, with what JSON allows and a document does not: a key twice, NaN.

    Raises `Unreadable` where the file is not JSON, not UTF-8, or no object.
    """
    text = Text(stream, tick)
    if text.peek() == codecs.BOM_UTF8.decode():
        raise text.unreadable(_("a byte order mark; expected UTF-8 without it"))
    text.expect("{")
    for section in _sections(text):
        watch = Watch() if wanted(section) else None
        for index, found in _values(text, section, watch):
            if watch:
                faults = watch.faults(path_of(section, index), found)
                yield Entry(section, index, found.value, faults, found.size)
    if text.peek():
        raise text.unreadable(_("something follows the end of the document"))


def _sections(text: Text) -> Iterator[str]:
    seen = set()
    more = not text.take("}")
    while more:
        yield _key(text, seen)
        more = text.expect(",", "}") == ","


def _key(text: Text, seen: set[str]) -> str:
    if text.peek() != '"':
        raise text.unreadable(_("expected a key in quotation marks"))
    key = text.value(PLAIN).value
    if key in seen:
        raise text.unreadable(_("the key “%(key)s” stands here a second time") % {"key": key})
    seen.add(key)
    text.expect(":")
    return key


def _values(text: Text, section: str, watch: "Watch | None") -> Iterator[tuple[int | None, Found]]:
    if section not in LISTS or not text.take("["):
        yield None, text.value(watch or PLAIN)
        return
    more, index = not text.take("]"), 0
    while more:
        yield index, text.value(watch or PLAIN)
        more, index = text.expect(",", "]") == ",", index + 1


def number(digits: str) -> int | float:
    """3.0 is 3."""
    value = float(digits)
    return int(value) if value.is_integer() else value


PLAIN = JSONDecoder()


class Watch:
    """A decoder that remembers what it met and the grammar lets pass."""

    def __init__(self):
        hooks = {"object_pairs_hook": self._object, "parse_constant": self._constant, "parse_float": number}
        self.decoder = JSONDecoder(**hooks)

    def raw_decode(self, text: str, at: int) -> tuple[object, int]:
        self.twice, self.constants = {}, 0
        return self.decoder.raw_decode(text, at)

    def faults(self, path: str, found: Found) -> list[Fault]:
        if not (self.twice or self.constants or found.doubtful):
            return []
        return [one for place, value in walk(path, found.value) for one in self._faults(place, value)]

    def _faults(self, path: str, value) -> Iterator[Fault]:
        for key in self.twice.get(id(value), ()):
            yield fault(path, key, _("this key stands twice"))
        if isinstance(value, float) and not isfinite(value):
            yield fault(path, value, _("expected a number that JSON can write"))
        if isinstance(value, str) and NO_TEXT.search(value):
            yield fault(path, value, _("expected text without the character U+0000 and without halves of characters"))

    def _object(self, pairs: list[tuple]) -> dict:
        made = dict(pairs)
        if len(made) < len(pairs):
            self.twice[id(made)] = sorted(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return made

    def _constant(self, name: str) -> float:
        self.constants += 1
        return float(name)
