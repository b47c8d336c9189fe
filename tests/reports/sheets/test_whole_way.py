"""From a file to timeline, ties and counts, through the three pages: right against a count of the file's own lines."""

import csv
import random
import re
from collections import Counter
from io import StringIO

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.access import room_to_read
from observations.events.ties import ties_of
from observations.reports.sheet_models import SheetDraft
from tests.events.made import form_of
from tests.pages import text_of
from tests.reports.sheets.files import CLASSROOM, PEOPLE, workbook
from tests.reports.sheets.made import SESSION, address, file, imported, session_of

LINES = list(csv.reader(StringIO(CLASSROOM.decode()), delimiter="\t"))
NAMES = {line.split("\t")[0]: line.split("\t")[1] for line in PEOPLE.decode().splitlines()[1:]}


def with_commas() -> bytes:
    """As an Indonesian spreadsheet saves it: semicolons, decimal commas, letters of Windows."""
    rows = [[cell.replace(".", ",") if cell[:1].isdigit() else cell for cell in line] for line in LINES]
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252")


def as_book() -> bytes:
    return workbook(*[[float(cell) if re.fullmatch(r"[\d.]+", cell) else cell for cell in line] for line in LINES])


FILES = {"classroom.tsv": CLASSROOM, "classroom.csv": with_commas(), "classroom.xlsx": as_book()}


def through_the_pages(browser, cast, content: bytes, name: str, people: bytes = PEOPLE, **said):
    start = reverse("reports:sheet_start", args=[cast.group.id])
    facts = SESSION | {"sheet": file(content, name), "people": file(people, "people.tsv")} | said
    assert browser.post(start, facts).status_code == 302
    with acting(group_id=cast.group.id):
        draft = SheetDraft.objects.get()
    columns = address("sheet_match", draft)
    assert browser.post(columns, form_of(browser.get(columns), columns)).status_code == 302
    assert imported(browser, draft).status_code == 302
    return session_of(cast)


def found_in(cast, session):
    with acting(user_id=cast.alice.id):
        found = ties_of(room_to_read(session.id))
    standings = {row.seat.alias: (row.affects.n, row.addressed, row.to_group) for row in found.standings}
    ties = {(tie.who.alias, tie.toward.alias): tie.affects.n for tie in found.ties}
    return standings, ties


def counted(rows):
    """`rows` of who and toward whom, counted without any of the program's own code."""
    pairs = [(NAMES.get(who, who), NAMES.get(whom, whom)) for who, whom in rows]
    ties = Counter(pair for pair in pairs if pair[1] != "group")
    acted, met = Counter(who for who, _ in pairs), Counter(whom for _, whom in ties.elements())
    to_group = Counter(who for who, whom in pairs if whom == "group")
    return {name: (acted[name], met[name], to_group[name]) for name in acted.keys() | met.keys()}, ties


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_gives_the_counts_of_its_lines(cast, at, name):
    session = through_the_pages(at(cast.alice), cast, FILES[name], name)
    standings, ties = found_in(cast, session)
    expected, expected_ties = counted([line[:2] for line in LINES[1:] if line[2] and line[0] != line[1]])
    assert ties == expected_ties
    assert {name: standings[name] for name in expected} == expected


def timeline(browser, session):
    """Times and words of every row, over all pages of the record."""
    record, rows, page = reverse("events:record", args=[session.id]), [], 1
    while True:
        text = browser.get(f"{record}?page={page}").content.decode()
        rows += re.findall(r'<time>(.*?)</time><a class="who"[^>]*>(.*?)</a>', text)
        if f"page={page + 1}" not in text:
            return rows
        page += 1


def seconds(clock: str) -> int:
    minutes, rest = clock.split(":")
    return int(minutes) * 60 + int(rest)


@pytest.fixture
def lesson():
    """An hour of 400 interactions among twelve, out of order, some in the same second."""
    chance = random.Random(7)
    return [
        (*map(str, chance.sample(range(1, 13), 2)), round(chance.uniform(0, 60), chance.choice([0, 2])))
        for _ in range(400)
    ]


def test_a_long_observation_is_right_in_timeline_ties_and_counts(cast, at, lesson):
    text = "\n".join(["from\tto\tminute", *("\t".join(map(str, row)) for row in lesson)])
    people = "id\trole\n" + "".join(f"{n}\t{'instructor' if n in (7, 11) else 'grade_11'}\n" for n in range(1, 13))
    session = through_the_pages(at(cast.alice), cast, text.encode(), "lesson.tsv", people.encode(), minutes="60")
    standings, ties = found_in(cast, session)
    acted, met = Counter(who for who, _, _ in lesson), Counter(whom for _, whom, _ in lesson)
    assert ties == Counter((who, whom) for who, whom, _ in lesson)
    assert {str(n): standings[str(n)] for n in range(1, 13)} == {
        str(n): (acted[str(n)], met[str(n)], 0) for n in range(1, 13)
    }
    rows = timeline(at(cast.alice), session)
    in_time = sorted(lesson, key=lambda row: row[2])
    assert [who.split(" → ") for _, who in rows] == [[who, whom] for who, whom, _ in in_time]
    assert [seconds(clock) for clock, _ in rows] == [int(round(60 * row[2], 3)) for row in in_time]


def test_the_page_of_the_ties_shows_these_counts(cast, at):
    session = through_the_pages(at(cast.alice), cast, CLASSROOM, "classroom.tsv")
    text = text_of(at(cast.alice).get(reverse("events:ties", args=[session.id])))
    assert "28 events" in text and "Bu Ratna 10 3 1" in text and "Fajar 4 5 0" in text
