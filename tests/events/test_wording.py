"""From a document to the words of a page, and how times are typed."""

import pytest
from django import forms
from django.utils.translation import override

from groupcounsel.lib.database_session import acting
from observations.events.access import room_to_read
from observations.events.facets import FACETS
from observations.events.forms.fields import ClockField, written_clock
from observations.events.wording import SECTIONS, names_for, told
from tests.events.made import everything
from tests.factories import make_session


@pytest.fixture
def words(cast):
    document = everything(cast, later=make_session(group=cast.group, number=2))
    with acting(user_id=cast.alice.id):
        room = room_to_read(cast.session.id)
        return lambda: {
            (title, fact.label): fact.values
            for title, facts in told(document, names_for(room, [document]))
            for fact in facts
        }


def test_every_facet_is_told_in_one_of_the_sections():
    keys = [key for _title, keys in SECTIONS for key in keys]
    assert len(keys) == len(set(keys))
    assert {facet.path[0] for facet in FACETS} - set(keys) == {"id", "session", "recorded_by"}


def test_people_sessions_and_behaviours_have_their_names(cast, words):
    with acting(user_id=cast.alice.id):
        said = words()
    assert said["What happened", "Toward whom"] == ["Alice, Dahlia"]
    assert said["What happened", "Behaviour"] == ["gives in"] and said["What happened", "Octant"] == ["giving in"]
    assert said["What it means", "Done in"] == ["Session 2"]
    assert said["What it means", "Who recognised it"] == ["Melati"]


def test_rows_are_told_line_by_line(cast, words):
    with acting(user_id=cast.alice.id):
        said = words()
    responses = ["Dahlia: supports, strength 3 of 5, not anticipated", "Alice: confronts"]
    assert said["Who responded how", "Responses"] == responses
    assert said["Who responded how", "What it evoked"] == ["Alice: protective, strength 2 of 5", "Dahlia: sad"]
    assert said["The five components", "Recognition"] == [
        "not observed · of the behaviour · of avoiding it · Session 2"
    ]


def test_no_and_zero_are_told_and_nothing_is_not(cast, words):
    with acting(user_id=cast.alice.id):
        said = words()
    assert said["What happened", "Adaptive for this member"] == ["no"]
    assert said["The feared and the real", "How far it happened"] == ["0"]
    assert said["What it means", "How far it is so for the member"] == ["8"]
    assert said["What it means", "How far the first view is still so"] == ["3"]
    assert said["What it means", "Who confirmed or disputed it"] == ["Dahlia: disputes it, 0 of 10"]
    assert told({"kind": "interaction", "at": 3}, names=None)[0][1][0].values == ["0:03"]


def test_the_words_follow_the_language(cast, words):
    with acting(user_id=cast.alice.id), override("id"):
        said = words()
    assert said["Apa yang terjadi", "Oktan"] == ["mengalah"]
    assert said["Lima komponen", "Pengenalan"][0].startswith("tidak teramati")


@pytest.mark.parametrize("seconds", [0, 59, 60, 754.2, 4530, 0.125, 5999.999, 86399])
def test_a_time_goes_through_a_form_unharmed(seconds):
    assert ClockField().clean(written_clock(seconds)) == pytest.approx(seconds, abs=1e-6)


@pytest.mark.parametrize("typed", ["", " ", "soon", "1:60", "-1:00", "1:2:3:4", "12:", ":30", "٣:٠٠x"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        ClockField().clean(typed)
