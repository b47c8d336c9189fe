"""Spreadsheets as people have them."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from observations.reports.sheets.reading import Table, read

HERE = Path(__file__).parent
CLASSROOM, PEOPLE = (HERE / "classroom.tsv").read_bytes(), (HERE / "people.tsv").read_bytes()
COLUMNS = {"actor": 0, "toward": 1, "at": 2, "behaviour": None, "affect": None, "strength": None, "text": None}
LETTERS = ["who", "whom", "at", "what", "affect", "strength", "text"]


def workbook(*rows) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def classroom() -> Table:
    return read("classroom.tsv", CLASSROOM)


def table(*rows, header=LETTERS) -> Table:
    """`rows` of as many cells as there are to say; the first is row 2, as in a file."""
    filled = [[*map(str, row), *[""] * (len(header) - len(row))] for row in rows]
    return Table(header, list(enumerate(filled, 2)))
