"""A table of text from a file as people have it: CSV, TSV or XLSX."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 10_000  # of one session; an import of as many takes a few seconds
LARGEST_UNPACKED = 200 * 1024 * 1024
NAMED_MARK = re.compile(r'"?sep=([\t;,])"?')  # a first line by which some programs say what parts the cells
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
BROKEN_BOOK = (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, OSError)


class Unreadable(Exception):
    """`code` says why: empty, encoding, quotes, workbook, too-long, too-large, one-column."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are (number in the file, cells), as many as the header has or more; `blank`: numbers of the empty ones."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    blank: list[int] = field(default_factory=list)


def read(name: str, content: bytes) -> Table:
    """Raises `Unreadable`."""
    lines = _workbook(content) if name.lower().endswith((".xlsx", ".xlsm")) else _text(content)
    numbered = [(number, _bare(line)) for number, line in enumerate(lines, 1)]
    filled = [(number, cells) for number, cells in numbered if cells]
    if not filled:
        raise Unreadable("empty")
    (first, titles), *rows = filled
    if len(rows) > MOST_ROWS:
        raise Unreadable("too-long")
    header = _padded(titles, min(len(lines[first - 1]), max(len(cells) for _, cells in filled)))
    if len(header) < 2:
        raise Unreadable("one-column")
    blank = [number for number, cells in numbered if number > first and not cells]
    return Table(header, [(number, _padded(cells, len(header))) for number, cells in rows], blank)


def _bare(line: Iterable[str]) -> list[str]:
    """Without the empty cells at its end."""
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _text(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    named = NAMED_MARK.fullmatch(head.strip())
    delimiter = named[1] if named else max("\t;,", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise Unreadable("quotes") from fault
    return [[] if named and "".join(line).startswith("sep=") else line for line in lines]


def _decoded(content: bytes) -> str:
    """UTF-8, with or without its mark, the UTF-16 that spreadsheets call Unicode, or what Windows wrote before them."""
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NO_TEXT.search(text):
            return text
    raise Unreadable("encoding")


def _workbook(content: bytes) -> list[list[str]]:
    try:
        if sum(part.file_size for part in ZipFile(io.BytesIO(content)).infolist()) > LARGEST_UNPACKED:
            raise Unreadable("too-large")
        values, formulas = _rows(content, data_only=True), _rows(content, data_only=False)
        lines = [list(map(_cell, *pair)) for pair in zip(values, formulas, strict=True)]
    except BROKEN_BOOK as fault:
        raise Unreadable("workbook") from fault
    width = max(map(len, lines), default=0)
    return [_padded(line, width) for line in lines]


def _rows(content: bytes, *, data_only: bool) -> Iterator[tuple]:
    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only).worksheets[0]
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=MOST_ROWS + 2)


def _cell(cell, formula) -> str:
    """A formula that was never worked out stands there itself: to be found fault with, not taken for nothing."""
    value = formula.value if cell.value is None else cell.value
    if value is None:
        return ""
    if isinstance(value, time | timedelta):
        return _as_shown(value, cell.number_format)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _as_shown(value: time | timedelta, written: str) -> str:
    """12:30 typed into a cell is kept there as half past twelve; whoever typed it sees no seconds and meant minutes."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    minutes, seconds = divmod(value.total_seconds(), 60)
    hours, minutes = divmod(int(minutes), 60)
    rest = f":{seconds:02.0f}" if seconds.is_integer() else f":{seconds:06.3f}"
    return f"{hours}:{minutes:02}" + (rest if "s" in written.lower() else "")
