"""A table of text from a file as people have it: CSV, TSV or XLSX."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 10_000  # of one session; an import of as many takes a few seconds
LARGEST_UNPACKED = 200 * 1024 * 1024
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
    delimiter = max("\t;,", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise Unreadable("quotes") from fault


def _decoded(content: bytes) -> str:
    """UTF-8, with or without its mark, or the UTF-16 that spreadsheets call Unicode."""
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable("encoding") from fault
    if "\0" in text:
        raise Unreadable("encoding")
    return text


def _workbook(content: bytes) -> list[list[str]]:
    try:
        if sum(part.file_size for part in ZipFile(io.BytesIO(content)).infolist()) > LARGEST_UNPACKED:
            raise Unreadable("too-large")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        lines = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2)]
    except BROKEN_BOOK as fault:
        raise Unreadable("workbook") from fault
    width = max(map(len, lines), default=0)
    return [_padded(line, width) for line in lines]


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
