"""In place, one line each: what to look for, the source's wording and the original's meaning."""

import html
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from observations.codebook.explanations import ADDED, COMPONENTS, NEGATIVE, POSITIVE
from tests.factories import make_event

FIVE = ["Strong negative affect", "New for this member", "What was feared", "Reality testing with marked effect",
        "Afterwards"]  # fmt: skip
THREE = ["Strong positive affect", "The feared outcome", "A part of the self unknown until now"]
COMPONENTS_IN_ORDER = ["Risk", "Support", "Reality testing", "Recognition", "Facilitation"]
SETTLED = {
    "feared": "the dreaded catastrophe does not follow",
    "afterwards": "the member becomes able to be with others more freely",
    "feared_positive": "they are feared and do not follow",
    "hidden_self": "discovers an unknown part of the self",
    "recognition": "the avoidance of behaviour",
}


@pytest.fixture
def form(cast, at):
    """What stands in the event's form, in the language of whoever reads."""
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)

    def shown(language="en"):
        type(cast.alice).objects.filter(pk=cast.alice.pk).update(language=language)
        page = at(cast.alice).get(reverse("events:event_detail", args=[event.id])).content.decode()
        return page[page.index('id="feared"') : page.index('id="responses"')]

    return shown


def titles(form, look):
    """Number and title of each group of fields with this look, in the order of the page."""
    found = re.findall(rf'class="[^"]*\b{look}\b[^"]*">(?:(?!<h3>).)*<h3>(.*?)</h3>', form, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", title).split()) for title in found]


def numbered(words):
    return [f"{number} {word}" for number, word in enumerate(words, 1)]


def test_the_five_of_a_negative_incident_stand_in_order(form):
    assert titles(form(), "only-negative") == numbered(FIVE)


def test_the_three_of_a_positive_incident_stand_in_order(form):
    assert titles(form(), "only-positive") == numbered(THREE)


def test_the_five_components_stand_in_order(form):
    assert titles(form(), "component") == numbered(COMPONENTS_IN_ORDER)


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_opens_the_sources_wording_and_the_originals_meaning_in_place(form, language):
    meanings = re.findall(r'<details class="meaning">(.*?)</details>', form(language), re.DOTALL)
    shown = [html.unescape(meaning) for meaning in meanings]
    with override(language):
        for said in [*NEGATIVE.values(), *POSITIVE.values(), *COMPONENTS.values()]:
            [meaning] = [one for one in shown if f"<span>{said.line}</span>" in one]
            assert f'<dd lang="id">«{said.source}»</dd>' in meaning and f"<dd>{said.original}</dd>" in meaning


@pytest.mark.parametrize(("name", "words"), SETTLED.items())
def test_where_the_source_says_less_or_the_opposite_the_originals_meaning_is_told(name, words):
    assert words in str((NEGATIVE | POSITIVE | COMPONENTS)[name].original)


def test_what_the_source_leaves_out_is_called_an_addition():
    assert {said.title for said in ADDED.values() if said.added} == {
        "Self-disclosure", "Safe enough", "Honest feedback"}  # fmt: skip


def test_the_lines_are_short_enough_to_be_read_at_a_glance():
    for said in [*NEGATIVE.values(), *POSITIVE.values(), *COMPONENTS.values()]:
        assert len(str(said.line)) <= 125, said.title
