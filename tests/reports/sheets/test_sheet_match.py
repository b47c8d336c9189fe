import pytest

from groupcounsel.lib.database_session import acting
from observations.reports.sheet_models import SheetMapping
from observations.reports.sheets.columns import guess
from observations.reports.sheets.reading import Table
from tests.events.made import form_of
from tests.pages import text_of
from tests.reports.sheets.files import table
from tests.reports.sheets.made import address, begun


@pytest.fixture
def draft(cast):
    return begun(cast=cast, matched=False)


def url(draft):
    return address("sheet_match", draft)


def remembered(user):
    with acting(user_id=user.id):
        return {mapping.shape: mapping.columns for mapping in SheetMapping.objects.all()}


def test_columns_are_guessed_and_the_first_rows_read_like_that(cast, at, draft):
    text = text_of(at(cast.alice).get(url(draft)))
    assert "0:30 2 → 1 greets" in text and "1:15 2 → the group explains" in text
    assert "28 rows can be read. 2 have a fault" in text
    assert "22 Toward whom “4” somebody else: nobody acts toward themselves" in text


def test_the_preview_follows_what_is_chosen_and_htmx_gets_only_it(cast, at, draft):
    chosen = {"actor": 1, "toward": 0, "at": "", "unit": "seconds"}
    page = at(cast.alice, **{"HX-Request": "true"}).get(url(draft), chosen)
    assert "– 1 → 2" in text_of(page) and "<html" not in page.content.decode()
    assert form_of(page, url(draft)).items() >= {"actor": ["1"], "toward": ["0"], "at": [""]}.items()


def test_what_is_sent_from_the_page_is_kept_and_leads_to_the_people(cast, at, draft):
    browser = at(cast.alice)
    answer = browser.post(url(draft), form_of(browser.get(url(draft)), url(draft)))
    assert answer.url == address("sheet_people", draft)
    with acting(user_id=cast.alice.id):
        draft.refresh_from_db()
    assert (draft.columns, draft.unit) == (guess(draft.header), "minutes")


def test_the_next_file_with_these_columns_is_matched_like_the_last(cast, at, draft):
    browser = at(cast.alice)
    browser.post(url(draft), {"actor": 1, "toward": 0, "text": 5, "unit": "seconds"})
    second = begun(cast=cast, matched=False)
    assert form_of(browser.get(url(second)), url(second))["actor"] == ["1"]
    assert form_of(browser.get(url(second)), url(second))["unit"] == ["seconds"]


def test_it_is_forgotten_for_other_columns_and_for_other_people(cast, at, draft):
    at(cast.alice).post(url(draft), {"actor": 1, "toward": 0, "unit": "seconds"})
    bobs = begun(cast=cast, by=cast.bob, matched=False)
    assert form_of(at(cast.bob).get(url(bobs)), url(bobs))["actor"] == ["0"]
    other = begun(cast=cast, matched=False, table=Table(["from", "to", "x"], [(2, ["Ani", "Budi", ""])]))
    assert form_of(at(cast.alice).get(url(other)), url(other))["actor"] == ["0"]


def test_one_mapping_is_remembered_for_each_shape_the_last(cast, at, draft):
    for actor, toward in ((1, 0), (0, 1)):
        at(cast.alice).post(url(draft), {"actor": actor, "toward": toward, "unit": "minutes"})
    assert [columns["actor"] for columns in remembered(cast.alice).values()] == [0]
    assert remembered(cast.bob) == {}


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"actor": ""}, "Choose the column."),
        ({"actor": 9}, "Select a valid choice"),
        ({"actor": 0, "toward": 0}, "This column is “Who” already."),
        ({"actor": 0, "at": 5}, "Matched like this, no row can be read."),
    ],
)
def test_columns_that_do_not_fit_are_refused_and_not_remembered(cast, at, draft, said, fault):
    answer = at(cast.alice).post(url(draft), {"unit": "minutes"} | said)
    assert answer.status_code == 422 and fault in text_of(answer)
    assert "Go on to the people" not in text_of(answer)
    assert remembered(cast.alice) == {}


def test_faults_of_the_first_rows_stand_there_when_nothing_can_be_read(cast, at, draft):
    answer = at(cast.alice).get(url(draft), {"actor": 0, "at": 5, "unit": "minutes"})
    assert "2 When “greets” minutes from the start, as 31.2" in text_of(answer)


@pytest.mark.parametrize(("people", "refused"), [(50, False), (51, True)])
def test_more_than_fifty_people_are_taken_for_the_wrong_column(cast, at, people, refused):
    draft = begun(cast=cast, matched=False, table=table(*[[f"P{n}"] for n in range(people)], header=["from", "to"]))
    text = text_of(at(cast.alice).get(url(draft)))
    assert ("That makes 51 people; 50 are the most." in text) == refused
    assert ("Go on to the people" in text) != refused


@pytest.mark.parametrize(("behaviours", "refused"), [(60, False), (61, True)])
def test_more_than_sixty_behaviours_are_taken_for_notes(cast, at, behaviours, refused):
    rows = [["Ani", f"does {n}"] for n in range(behaviours)]
    draft = begun(cast=cast, matched=False, table=table(*rows, header=["from", "type"]))
    assert ("Is it rather “Notes”?" in text_of(at(cast.alice).get(url(draft)))) == refused


def test_a_file_that_sounds_like_nothing_asks_for_the_column_without_scolding(cast, at):
    draft = begun(cast=cast, matched=False, table=table(["Ani", "Budi"], header=["x", ""]))
    answer = at(cast.alice).get(url(draft))
    assert answer.status_code == 200
    assert "Choose the column." in text_of(answer) and "column 2" in text_of(answer)


def test_it_speaks_indonesian(cast, at, draft):
    cast.alice.language = "id"
    cast.alice.save()
    text = text_of(at(cast.alice).get(url(draft)))
    assert "Arti setiap kolom" in text and "28 baris dapat dibaca." in text


@pytest.mark.parametrize("who", ["bob", "olga", "sari", "charlie", "adi"])
def test_for_everybody_but_its_author_it_does_not_exist(cast, at, draft, who):
    browser = at(getattr(cast, who))
    assert browser.get(url(draft)).status_code == 404
    assert browser.post(url(draft), {"actor": 0, "unit": "minutes"}).status_code == 404


def test_who_has_lost_the_right_to_write_is_refused(cast, at, draft):
    cast.group.leaderships.filter(user=cast.alice).update(role="observer")
    assert at(cast.alice).get(url(draft)).status_code == 403
