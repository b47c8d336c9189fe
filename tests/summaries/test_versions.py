import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.summaries.actions import approve_summary
from observations.summaries.versions import Difference, Piece, differences
from tests.pages import queries, text_of
from tests.summaries.made import consent, incident, refreshed, summaries_of


def url(cast):
    return reverse("summaries:version_list", args=[cast.melati.id])


@pytest.fixture
def versions(cast):
    """Three of them: two approved, one a draft."""
    for _ in range(2):
        a_version(cast)
    incident(cast)
    refreshed(cast.melati)
    return summaries_of(cast.melati)


def a_version(cast) -> None:
    incident(cast)
    refreshed(cast.melati)
    draft = summaries_of(cast.melati)[-1]
    with acting(user_id=cast.alice.id):
        approve_summary(summary=draft, edition=draft.edition, by=cast.alice)


def test_what_differs_between_two():
    earlier = {"incident": "Melati had 1 incident.", "focus": "In 2 of 8 events …"}
    later = {"incident": "Melati had 2 incidents.", "process": "After 3 of 8 feelings …"}
    assert differences(earlier, later) == [
        Difference("Melati had 1 incident.", "Melati had 2 incidents."),
        Difference("", "After 3 of 8 feelings …"),
        Difference("In 2 of 8 events …", ""),
    ]
    assert differences(earlier, earlier) == []


def test_of_a_sentence_that_stayed_only_the_words_that_changed_are_marked():
    assert Difference("In 35 of 113 events it was so.", "In 35 of 119 events it was not so.").pieces == [
        Piece("kept", "In 35 of"), Piece("gone", "113"), Piece("new", "119"), Piece("kept", "events it was"),
        Piece("new", "not"), Piece("kept", "so."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "states"),
    [
        ("Melati had 1 incident.", "After 3 of 8 feelings the group looked.", ["gone", "new"]),
        ("", "After 3 of 8 feelings …", ["new"]),
        ("Melati had 1 incident.", "", ["gone"]),
    ],
)
def test_sentences_with_little_in_common_stand_whole(before, after, states):
    pieces = Difference(before, after).pieces
    assert [piece.state for piece in pieces] == states
    assert [piece.text for piece in pieces] == [text for text in (before, after) if text]


def test_each_version_says_what_it_says_otherwise(cast, at, versions):
    shown = text_of(at(cast.sari).get(url(cast)))
    assert [shown.index(f"Version {number}") for number in (3, 2, 1)] == sorted(
        shown.index(f"Version {number}") for number in (1, 2, 3)
    )
    assert (
        "Version 2 approved approved on" in shown
        and "by Alice Melati had 1 2 critical incident, incidents, all with negative affect." in shown
    )
    assert shown.endswith("The first version.") or "The first version." in shown


def test_more_versions_make_no_more_queries(cast, at, versions):
    one = queries(at(cast.alice), url(cast))
    a_version(cast)
    assert queries(at(cast.alice), url(cast)) == one


def test_without_consent_there_are_none(cast, at, versions):
    consent(cast.melati, given=False)
    assert at(cast.alice).get(url(cast)).status_code == 404


def test_newer_records_mark_an_approved_one_as_overtaken(cast, at, versions):
    page = reverse("summaries:member_detail", args=[cast.melati.id])
    assert "overtaken by newer records" in text_of(at(cast.alice).get(page, {"version": 2}))
    assert "overtaken" not in text_of(at(cast.alice).get(page, {"version": 3}))
