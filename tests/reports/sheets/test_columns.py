import pytest

from observations.reports.sheets.columns import FIELDS, guess, guess_unit, shape
from tests.reports.sheets.files import classroom


def said(header):
    return {name: header[place] for name, place in guess(header).items() if place is not None}


def test_the_columns_of_an_observation_are_known_by_their_names():
    assert said(classroom().header) == {
        "actor": "from_id",
        "toward": "to_id",
        "at": "start_minute",
        "behaviour": "interaction_type",
    }


def test_indonesian_names_are_known_too():
    header = ["waktu", "dari", "kepada", "perilaku", "afek", "kekuatan", "catatan"]
    assert said(header) == dict(
        zip(("at", "actor", "toward", "behaviour", "affect", "strength", "text"), header, strict=True)
    )


def test_a_column_means_one_thing_only():
    found = guess(["type of interaction", "code"])
    assert found["behaviour"] == 0 and list(found.values()).count(0) == 1


def test_what_no_column_sounds_like_is_left_open():
    assert guess(["x", "y"]) == dict.fromkeys(FIELDS)


@pytest.mark.parametrize(
    ("title", "values", "unit"),
    [
        ("start_minute", ["0.5", "12"], "minutes"),
        ("menit", ["31"], "minutes"),
        ("onset (sec)", ["31"], "seconds"),
        ("detik", ["31"], "seconds"),
        ("minute", ["0:31", "12:40"], "clock"),
        ("time", [], "minutes"),
    ],
)
def test_the_unit_of_times_follows_from_what_stands_there_then_from_the_name(title, values, unit):
    assert guess_unit(title, values) == unit


def test_files_with_the_same_columns_have_the_same_shape():
    assert shape(["a", "b"]) == shape(["a", "b"]) != shape(["b", "a"])
    assert shape(["a", "b"]) != shape(["ab"])
