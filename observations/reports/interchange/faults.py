"""What is wrong with a document: where, what stands there, what was expected. However many, they take no memory."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple, TextIO

PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
SHOWN = 80


class Fault(NamedTuple):
    path: str
    value: str
    expected: str

    def __str__(self):
        return f"{self.path}: {self.value} — {self.expected}" if self.value else f"{self.path} — {self.expected}"


def fault(path: str, value, expected: str) -> Fault:
    return Fault(path, shown(value), str(expected))


def step(path: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if PLAIN_KEY.fullmatch(key) else f"{path}[{json.dumps(key)}]"


def walk(path: str, value) -> Iterator[tuple[str, object]]:
    """Everything in a value with its path, the value itself first; keys of objects stand for themselves."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        if isinstance(key, str):
            yield step(path, key), key
        yield from walk(step(path, key), below)


def shown(value) -> str:
    """As JSON, cut where it is long; characters that no text can hold stand escaped."""
    written = json.dumps(value, ensure_ascii=False)
    safe = written.encode("utf-8", "backslashreplace").decode()
    return safe if len(safe) <= SHOWN else safe[: SHOWN - 1] + "…"


class Faults:
    """Kept in a temporary file, in the order in which they were found."""

    def __init__(self, file: TextIO):
        self.file, self.count = file, 0

    @classmethod
    @contextmanager
    def kept_in(cls, folder: Path) -> Iterator["Faults"]:
        with TemporaryFile("w+", dir=folder, encoding="utf-8") as file:
            yield cls(file)

    def add(self, *faults: Fault) -> None:
        for one in faults:
            self.file.write(json.dumps(one) + "\n")
            self.count += 1

    def __iter__(self) -> Iterator[Fault]:
        self.file.seek(0)
        return (Fault(*json.loads(line)) for line in self.file)

    def __bool__(self):
        return self.count > 0
