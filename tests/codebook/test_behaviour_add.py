import pytest
from django.urls import reverse

from tests.codebook.made import behaviour
from tests.pages import text_of, trail

URL = reverse("codebook:behaviour_add")
TOLD = {"label_en": "Rolls the eyes", "label_id": "memutar mata", "octant": "BC"}


def test_an_admin_adds_one_and_its_code_is_made_from_the_english_name(cast, at):
    assert at(cast.adi).post(URL, TOLD).url == reverse("codebook:behaviour_list")
    added = behaviour(cast, "rolls-the-eyes")
    assert (added.label_en, added.label_id, added.octant, added.group) == (*TOLD.values(), None)
    assert [entry.detail for entry in trail("behaviour-added")] == [{"code": "rolls-the-eyes"}]


def test_an_octant_is_not_needed(cast, at):
    at(cast.adi).post(URL, TOLD | {"octant": ""})
    assert behaviour(cast, "rolls-the-eyes").octant is None


@pytest.mark.parametrize("who", ["alice", "olga", "charlie", "sari"])
def test_for_others_the_page_does_not_exist(cast, at, who):
    assert at(getattr(cast, who)).get(URL).status_code == 404
    assert at(getattr(cast, who)).post(URL, TOLD).status_code == 404


def test_another_verb_is_refused(cast, at):
    assert at(cast.adi).delete(URL).status_code == 405


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label_en": ""}, "This field is required."),
        ({"label_id": ""}, "This field is required."),
        ({"label_en": "!!!"}, "Use letters"),
        ({"label_en": "Gives in"}, "There is a behaviour of this name already."),
        ({"octant": "ZZ"}, "Select a valid choice"),
    ],
)
def test_what_is_refused_is_said_and_the_rest_is_kept(cast, at, changes, words):
    answer = at(cast.adi).post(URL, TOLD | changes)
    assert answer.status_code == 422 and words in text_of(answer)
    kept = {name: value for name, value in TOLD.items() if name not in changes}
    assert f'value="{kept.get("label_id", TOLD["label_en"])}"' in answer.content.decode()
    assert trail("behaviour-added") == []


def test_two_at_once_are_told_by_the_database(cast, at):
    at(cast.adi).post(URL, TOLD)
    answer = at(cast.adi).post(URL, TOLD)
    assert answer.status_code == 422 and len(trail("behaviour-added")) == 1


def test_the_form_names_its_fields_in_both_languages(cast, at):
    assert "In Indonesian" in text_of(at(cast.adi).get(URL))
    type(cast.adi).objects.filter(pk=cast.adi.pk).update(language="id")
    assert "Dalam bahasa Indonesia" in text_of(at(cast.adi).get(URL))
