import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.reports.sheets.columns import guess
from observations.reports.sheets.rows import Fault, interpret
from tests.reports.sheets.files import LETTERS, classroom, table

ALL = dict(zip(("actor", "toward", "at", "behaviour", "affect", "strength", "text"), range(7), strict=True))


def read(*rows, columns=ALL, unit="minutes", minutes=90):
    return interpret(table(*rows), columns, unit, minutes)


def faults(*row, **how):
    found = read(row, **how)
    assert found.interactions == []
    return [(fault.field, fault.code, fault.value) for fault in found.faults]


def one(*row, **how):
    found = read(row, **how)
    assert found.faults == []
    return found.interactions[0]


def test_a_full_row_becomes_an_interaction():
    row = one("Ani", "Budi", "2.5", "teases", "negative", "4", "again")
    assert (row.row, row.at, row.actor, row.toward, row.toward_group) == (2, 150.0, "Ani", "Budi", False)
    assert (row.behaviour, row.affect, row.strength, row.text) == ("teases", "negative", 4, "again")


def test_what_is_not_in_the_file_is_not_known():
    row = one("Ani", columns=dict.fromkeys(ALL) | {"actor": 0})
    assert (row.at, row.toward, row.toward_group, row.behaviour, row.affect, row.strength) == (
        0, None, False, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("word", ["group", "Everybody", "kelompok", "SEMUA"])
def test_the_whole_group_may_be_addressed(word):
    row = one("Ani", word, "1")
    assert row.toward_group and row.toward is None


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("31.2", "minutes", 1872.0),
        ("31,2", "minutes", 1872.0),
        (".5", "minutes", 30.0),
        ("0.333", "minutes", 19.98),
        ("1872", "seconds", 1872.0),
        ("31:12", "clock", 1872.0),
        ("0:31:12", "clock", 1872.0),
        ("1:02:03.5", "clock", 3723.5),
        ("31:12,5", "clock", 1872.5),
    ],
)
def test_times_are_minutes_seconds_or_as_a_clock_says(text, unit, seconds):
    assert one("Ani", "Budi", text, unit=unit).at == seconds


@pytest.mark.parametrize(
    ("text", "unit"),
    [("", "minutes"), ("soon", "minutes"), ("-1", "minutes"), ("1e3", "seconds"), ("nan", "seconds"), ("12", "clock"),
     ("1:2:3:4", "clock"), ("12:ab", "clock"), ("٣", "minutes"), ("9" * 400, "seconds")],
)  # fmt: skip
def test_what_is_no_time_is_a_fault(text, unit):
    assert faults("Ani", "Budi", text, unit=unit) == [("at", "not-a-time", text)]


def test_a_time_after_the_end_is_a_fault_and_the_end_itself_is_not():
    assert one("Ani", "Budi", "90").at == 5400
    assert faults("Ani", "Budi", "90.1") == [("at", "outside-the-session", "90.1")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "Budi", "1"], ("actor", "missing", "")),
        (["Ani", "Ani", "1"], ("toward", "toward-oneself", "Ani")),
        (["Ani", "ani", "1"], ("toward", "toward-oneself", "Ani")),
        (["A" * 121, "Budi", "1"], ("actor", "too-long-a-name", "A" * 121)),
        (["Ani", "B" * 121, "1"], ("toward", "too-long-a-name", "B" * 121)),
        (["Ani", "Budi", "1", "x" * 81], ("behaviour", "too-long-a-behaviour", "x" * 81)),
        (["Ani", "Budi", "1", "", "angry"], ("affect", "not-an-affect", "angry")),
        (["Ani", "Budi", "1", "", "", "6"], ("strength", "not-from-1-to-5", "6")),
        (["Ani", "Budi", "1", "", "", "0.2"], ("strength", "not-from-1-to-5", "0.2")),
        (["Ani", "Budi", "1", "", "", "", "", "more"], ("", "too-many-cells", "more")),
    ],
)
def test_each_fault_is_told_with_its_column_and_what_stands_there(row, fault):
    assert faults(*row) == [fault]


def test_all_faults_of_a_row_are_told():
    assert [code for _, code, _ in faults("", "Budi", "late", "", "angry", "9")] == [
        "missing", "not-a-time", "not-an-affect", "not-from-1-to-5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "affect"), [("Neg", "negative"), ("−", "negative"), ("negatif", "negative"), ("+", "positive"), ("", None)]
)
def test_affects_are_written_in_many_ways(word, affect):
    assert one("Ani", "Budi", "1", "", word).affect == affect


def test_rows_stand_in_the_order_of_time_and_at_the_same_time_of_the_file():
    found = read(["A", "", "2"], ["B", "", "1"], ["C", "", "2"], ["D", "", "1"])
    assert [row.actor for row in found.interactions] == ["B", "D", "A", "C"]


def test_a_name_in_other_letters_is_the_same_person_as_written_first():
    found = read(["Ani", "BUDI", "1"], ["ANI", "budi", "2"])
    assert found.people == ["Ani", "BUDI"]
    assert [(row.actor, row.toward) for row in found.interactions] == [("Ani", "BUDI")] * 2


def test_people_stand_in_the_order_of_number_then_name():
    found = read(["10", "2", "1"], ["dewi", "Ani", "1"], ["1", "group", "1"])
    assert found.people == ["1", "2", "10", "Ani", "dewi"]


def test_the_observed_classroom_has_one_row_toward_oneself_and_one_without_its_end():
    header = classroom().header
    found = interpret(classroom(), guess(header), "minutes", 45)
    assert len(found.interactions) == 28 and found.faulty == 2
    assert found.faults == [Fault(22, "toward", "toward-oneself", "4"), Fault(31, "at", "not-a-time", "")]
    assert found.counts()["2"] == (10, 3) and found.counts()["6"] == (4, 5)
    assert found.behaviours == ["answers", "asks", "explains", "greets", "sanctions", "teases"]


def test_who_is_left_out_takes_their_rows_along():
    found = interpret(classroom(), guess(classroom().header), "minutes", 45)
    left = found.without({"2"})
    assert len(left) == 28 - 10 - 3
    assert all("2" not in (row.actor, row.toward) for row in left)


cells = st.lists(st.text(max_size=12), max_size=9)


@given(st.lists(cells, max_size=20), st.sampled_from(["minutes", "seconds", "clock"]))
def test_no_row_is_passed_over_in_silence(rows, unit):
    found = interpret(table(*rows, header=LETTERS), ALL, unit, 90)
    read_or_faulty = {row.row for row in found.interactions} | {fault.row for fault in found.faults}
    assert read_or_faulty == set(range(2, len(rows) + 2))
    assert len(found.interactions) + found.faulty == len(rows)
