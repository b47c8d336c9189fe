from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheets.columns import FIELDS
from tests.factories import make_group
from tests.pages import OUTSIDERS, READERS, WRITERS, text_of, trail
from tests.reports.sheets.files import PEOPLE, workbook
from tests.reports.sheets.made import SESSION, begun, file


def url(cast):
    return reverse("reports:sheet_start", args=[cast.group.id])


def sent(browser, cast, **said):
    return browser.post(url(cast), SESSION | {"sheet": file()} | said)


def drafts(cast):
    with acting(group_id=cast.group.id):
        return list(SheetDraft.objects.order_by("made_at"))


@pytest.mark.parametrize("who", WRITERS)
def test_a_file_is_read_and_waits_for_its_columns(cast, at, who):
    answer = sent(at(getattr(cast, who)), cast)
    [draft] = drafts(cast)
    assert answer.url == reverse("reports:sheet_match", args=[draft.id])
    assert (draft.by_id, draft.minutes, len(draft.rows), draft.columns) == (getattr(cast, who).id, 45, 30, None)
    assert trail("sheet-read")[0].detail == {"rows": 30}


def test_the_session_began_when_clocks_where_the_group_meets_said_so(cast, at):
    sent(at(cast.alice), cast)
    assert drafts(cast)[0].starts == datetime(2026, 2, 3, 9, tzinfo=UTC)


def test_a_table_of_people_comes_along(cast, at):
    sent(at(cast.alice), cast, people=file(PEOPLE, "people.tsv"))
    assert drafts(cast)[0].people["2"]["name"] == "Bu Ratna"


def test_a_workbook_is_read_too(cast, at):
    sent(at(cast.alice), cast, sheet=file(workbook(["from", "to"], ["Ani", "Budi"]), "x.xlsx"))
    assert drafts(cast)[0].rows == [[2, ["Ani", "Budi"]]]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"sheet": file(b"", "x.csv")}, "There is nothing in this file."),
        ({"sheet": file(b"only\n1\n", "x.csv")}, "There is only one column."),
        ({"sheet": file(b"a,b\n\x81,1\n", "x.csv")}, "This is not text in UTF-8."),
        ({"sheet": file(b"a,b\n1,2\n", "x.xlsx")}, "This workbook cannot be opened."),
        ({"sheet": ""}, "Choose the file."),
        ({"people": file(b"x,y\n1,2\n", "x.csv")}, "No column with the people’s numbers or names was found"),
        ({"date": f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"}, "What was observed lies in the past."),
        ({"minutes": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, at, said, fault):
    answer = sent(at(cast.alice), cast, **{"time": "17:35"} | said)
    assert answer.status_code == 422 and drafts(cast) == []
    assert fault in text_of(answer) and 'value="17:35"' in answer.content.decode()
    assert "no browser keeps a file" in text_of(answer)


def test_a_file_that_is_too_large_is_not_even_read(cast, at, monkeypatch):
    monkeypatch.setattr("observations.reports.sheet_forms.LARGEST", 100)
    assert "This file is too large." in text_of(sent(at(cast.alice), cast))


def test_the_page_speaks_indonesian(cast, at):
    cast.alice.language = "id"
    cast.alice.save()
    answer = sent(at(cast.alice), cast, sheet=file(b"only\n1\n", "x.csv"))
    assert "Hanya ada satu kolom." in text_of(answer) and "Impor lembar kerja" in text_of(answer)


def test_another_file_takes_the_place_of_a_half_imported_one_and_says_so_before(cast, at):
    first = begun(cast=cast)
    assert "is half imported" in text_of(at(cast.alice).get(url(cast)))
    assert "is half imported" not in text_of(at(cast.bob).get(url(cast)))
    sent(at(cast.alice), cast)
    assert [draft.id == first.id for draft in drafts(cast)] == [False]


def test_somebody_elses_half_imported_file_stays_for_a_week(cast, at):
    begun(cast=cast, by=cast.bob)
    sent(at(cast.alice), cast)
    assert [draft.by_id for draft in drafts(cast)] == [cast.bob.id, cast.alice.id]
    with acting(group_id=cast.group.id):
        SheetDraft.objects.filter(by=cast.bob).update(made_at=datetime.now(UTC) - timedelta(days=8))
    sent(at(cast.alice), cast)
    assert [draft.by_id for draft in drafts(cast)] == [cast.alice.id]


def test_a_file_for_one_group_leaves_that_of_another_alone(cast, at):
    second = make_group(lead=cast.alice, name="Second")
    begun(cast=cast)
    at(cast.alice).post(reverse("reports:sheet_start", args=[second.id]), SESSION | {"sheet": file()})
    assert len(drafts(cast)) == 1


@pytest.mark.parametrize(("people", "status"), [(READERS, 403), (OUTSIDERS, 404)])
def test_who_may_not_write_is_refused(cast, at, people, status):
    for who in people:
        assert sent(at(getattr(cast, who)), cast).status_code == status
    assert drafts(cast) == []


def test_it_is_shown_or_filled_in_and_nothing_else(cast, at):
    assert at(cast.alice).put(url(cast)).status_code == 405


def test_all_that_an_interaction_can_say_is_offered_for_columns():
    from observations.reports.sheet_wording import LABELS

    assert set(LABELS) == set(FIELDS)
