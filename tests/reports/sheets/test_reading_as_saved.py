"""Files as programs really save them: Windows letters, decimal commas, named marks, clocks and formulas in cells."""

import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from observations.reports.sheets.reading import Table, Unreadable, read
from observations.reports.sheets.rows import interpret

ROWS = [["dari", "ke", "menit", "catatan"], ["Élise", "Zoë", "2,5", "“baik” – kata dia"], ["Zoë", "semua", "3,25", ""]]
COLUMNS = {"actor": 0, "toward": 1, "at": 2, "text": 3}


def as_text(mark: str, encoding: str, end="\r\n") -> bytes:
    quoted = [[f'"{cell}"' if mark in cell or "\n" in cell else cell for cell in row] for row in ROWS]
    return (end.join(mark.join(row) for row in quoted) + end).encode(encoding)


@pytest.mark.parametrize("mark", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_letters_marks_and_line_ends_of_every_program_give_the_same_table(mark, encoding, end):
    found = read("x.csv", as_text(mark, encoding, end))
    assert found == Table(ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


def test_decimal_commas_are_times():
    found = interpret(read("x.csv", as_text(";", "cp1252")), COLUMNS, "minutes", 90)
    assert [(row.at, row.actor, row.toward, row.toward_group) for row in found.interactions] == [
        (150.0, "Élise", "Zoë", False),
        (195.0, "Zoë", None, True),
    ]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"'])
def test_a_first_line_that_only_names_the_mark_is_no_header(first):
    found = read("x.csv", f"{first}\r\nfrom;to,whom\r\nAni;Budi\r\n".encode())
    assert found == Table(["from", "to,whom"], [(3, ["Ani", "Budi"])])


def test_what_only_looks_like_text_is_refused():
    with pytest.raises(Unreadable) as refused:
        read("x.csv", b"from,to\n\x02\x93,\xff\n")
    assert refused.value.code == "encoding"


def book(*rows, formats=None) -> bytes:
    made, file = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    for place, written in (formats or {}).items():
        made.active[place].number_format = written
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "written", "text"),
    [
        (datetime.time(12, 30), "h:mm", "12:30"),
        (datetime.time(12, 30), "h:mm:ss", "12:30:00"),
        (datetime.time(0, 31, 12), "mm:ss", "0:31:12"),
        (datetime.timedelta(hours=31, minutes=12), "[h]:mm", "31:12"),
        (datetime.timedelta(hours=31, minutes=12), "[h]:mm:ss", "31:12:00"),
        (datetime.timedelta(minutes=5, seconds=2, milliseconds=500), "[h]:mm:ss.0", "0:05:02.500"),
    ],
)
def test_a_clock_is_read_as_the_sheet_shows_it(value, written, text):
    """A spreadsheet keeps 12:30 as half past twelve; somebody who typed it meant twelve minutes and a half."""
    found = read("x.xlsx", book(["who", "at"], ["Ani", value], formats={"B2": written}))
    assert found.rows == [(2, ["Ani", text])]


def test_twelve_thirty_in_a_cell_is_twelve_minutes_and_a_half():
    found = read("x.xlsx", book(["who", "at"], ["Ani", datetime.time(12, 30)], formats={"B2": "h:mm"}))
    assert interpret(found, {"actor": 0, "at": 1}, "clock", 90).interactions[0].at == 750.0


def test_a_formula_that_was_never_worked_out_is_a_fault_and_not_an_empty_cell():
    found = read("x.xlsx", book(["who", "whom", "affect"], ["Ani", "Budi", "=A1"]))
    assert found.rows == [(2, ["Ani", "Budi", "=A1"])]
    [fault] = interpret(found, {"actor": 0, "toward": 1, "affect": 2}, "minutes", 90).faults
    assert (fault.row, fault.field, fault.value) == (2, "affect", "=A1")


def test_days_and_truth_in_cells_are_words():
    found = read("x.xlsx", book(["who", "day", "yes"], ["Ani", datetime.datetime(2026, 2, 3, 16, 5), True]))
    assert found.rows == [(2, ["Ani", "2026-02-03 16:05:00", "True"])]


cells = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1, max_size=8).map(str.strip)
names = cells.filter(lambda cell: cell and not set(cell) & set(';"'))


@given(st.lists(st.tuples(names, names), min_size=1, max_size=8))
def test_whatever_windows_can_write_is_read_back(rows):
    content = "\r\n".join(["from;to", *(";".join(row) for row in rows)]).encode("cp1252")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        assert [tuple(row) for _, row in read("x.csv", content).rows] == rows
