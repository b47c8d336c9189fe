import datetime
from zipfile import ZipFile

import pytest

from observations.reports.sheets import reading
from observations.reports.sheets.reading import Table, Unreadable, read
from tests.reports.sheets.files import classroom, workbook


def why(name, content) -> str:
    with pytest.raises(Unreadable) as refused:
        read(name, content)
    return refused.value.code


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_told_apart_by_the_first_line(mark):
    content = f"from{mark}to{mark}minute\nAni{mark}Budi{mark}2.5\n".encode()
    assert read("x.csv", content) == Table(["from", "to", "minute"], [(2, ["Ani", "Budi", "2.5"])])


def test_a_workbook_reads_like_the_same_table_as_text():
    rows = [["from", "to", "minute"], ["Ani", "Budi", 2.5], [14, 3, 7.0]]
    text = b"from,to,minute\nAni,Budi,2.5\n14,3,7\n"
    assert read("x.xlsx", workbook(*rows)) == read("x.csv", text)


def test_times_of_a_workbook_are_written_as_clocks_write_them():
    at = [datetime.time(0, 31, 12), datetime.timedelta(minutes=5, seconds=2)]
    assert read("x.xlsx", workbook(["at", "until"], at)).rows == [(2, ["0:31:12", "0:05:02"])]


def test_a_column_of_a_workbook_may_lack_its_name():
    assert read("x.xlsx", workbook(["a", "b"], [1, 2, 3])) == Table(["a", "b", ""], [(2, ["1", "2", "3"])])


def test_the_mark_at_the_beginning_is_not_part_of_the_first_name():
    assert read("x.csv", "from,to\nAni,Budi\n".encode("utf-8-sig")).header == ["from", "to"]


def test_what_spreadsheets_call_unicode_is_read():
    assert read("x.txt", "dari\tke\nÉlise\tZoë\n".encode("utf-16")).rows == [(2, ["Élise", "Zoë"])]


def test_quoted_cells_may_hold_the_mark_and_line_breaks():
    assert read("x.csv", b'from,text\nAni,"well, then\nno"\nBudi,yes\n').rows == [
        (2, ["Ani", "well, then\nno"]),
        (3, ["Budi", "yes"]),
    ]


def test_rows_keep_their_number_and_empty_lines_are_named():
    assert read("x.csv", b"\na,b\n1,2\n\n , \n3,4\n") == Table(["a", "b"], [(3, ["1", "2"]), (6, ["3", "4"])], [4, 5])


def test_short_rows_are_filled_up_and_empty_cells_at_the_end_are_nothing():
    assert read("x.csv", b"a,b,c,\n1\n1,2,3,,,\n").rows == [(2, ["1", "", ""]), (3, ["1", "2", "3"])]


def test_cells_after_the_last_column_are_kept_to_be_found_fault_with():
    assert read("x.csv", b"a,b\n1,2,3\n").rows == [(2, ["1", "2", "3"])]


def test_the_observed_classroom_is_read_whole():
    table = classroom()
    assert (len(table.header), len(table.rows), table.rows[-1]) == (6, 30, (31, ["3", "", "", "", "", ""]))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.csv", b"", "empty"),
        ("x.csv", b" \n,,\n", "empty"),
        ("x.csv", b"from,to\n\x81lise,Zo\x90\n", "encoding"),
        ("x.csv", b"a,b\n\x00\x01,2\n", "encoding"),
        ("x.csv", b"only\n1\n2\n", "one-column"),
        ("x.csv", b'a,b\n"1,2\n3,4\n', "quotes"),
        ("x.xlsx", b"a,b\n1,2\n", "workbook"),
        ("x.xlsx", workbook(), "empty"),
    ],
)
def test_a_file_that_is_no_table_says_why(name, content, code):
    assert why(name, content) == code


def test_a_torn_workbook_says_that_it_cannot_be_opened():
    whole = workbook(["a", "b"], [1, 2])
    assert why("x.xlsx", whole[: len(whole) // 2]) == "workbook"


def test_a_zip_that_is_no_workbook_says_so(tmp_path):
    with ZipFile(tmp_path / "x.xlsx", "w") as file:
        file.writestr("hello.txt", "hello")
    assert why("x.xlsx", (tmp_path / "x.xlsx").read_bytes()) == "workbook"


def test_a_workbook_that_unpacks_to_far_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 100)
    assert why("x.xlsx", workbook(["a", "b"], [1, 2])) == "too-large"


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_table_of_the_greatest_length_is_read_and_one_row_more_is_not(monkeypatch, name):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    rows = [["a", "b"], *[[1, 2]] * 4]
    as_file = {"x.csv": lambda lines: "\n".join("{},{}".format(*line) for line in lines).encode()}
    content = as_file.get(name, lambda lines: workbook(*lines))
    assert len(read(name, content(rows[:4])).rows) == 3
    assert why(name, content(rows)) == "too-long"
