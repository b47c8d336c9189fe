"""The codebook as a page: every code with its meaning, the source's wording and the original's."""

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from observations.codebook import codes
from observations.codebook.definitions import DEFINITIONS
from observations.codebook.explanations import ADDED, COMPONENTS, NEGATIVE, POSITIVE
from observations.codebook.lists import LISTS
from observations.codebook.models import Codebook
from tests.factories import make_event
from tests.pages import queries, text_of

URL = reverse("codebook:codebook")


@pytest.mark.parametrize("who", ["alice", "olga", "charlie", "sari", "adi"])
def test_everybody_who_signs_in_reads_it(cast, at, who):
    assert "Version 1" in text_of(at(getattr(cast, who)).get(URL))


def test_a_visitor_does_not(cast, at):
    assert at(None).get(URL).status_code == 302


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).post(URL).status_code == 405


def test_every_code_of_the_version_stands_there_with_its_definition(cast, at):
    page = at(cast.alice).get(URL).content.decode()
    for values in Codebook.objects.get().codes.values():
        assert [value for value in values if f"<code>{value}</code>" not in page] == []


def test_every_code_is_defined_and_nothing_else():
    assert {name: list(said) for name, said in DEFINITIONS.items()} == codes.ALL
    assert list(LISTS) == list(codes.ALL)


def test_characteristics_and_components_are_five_three_and_five(cast, at):
    assert (len(NEGATIVE), len(POSITIVE), list(COMPONENTS)) == (5, 3, codes.ComponentKind.values)
    page = text_of(at(cast.alice).get(URL))
    for wording in ("ketakutan", "penolakan dan destruksi", "ujian kenyataan yang sangat berdampak", "menutup diri"):
        assert f"{wording}" in page


def test_what_the_source_leaves_out_is_marked_as_an_addition(cast, at):
    assert all(explanation.added and not explanation.source for explanation in ADDED.values())
    assert text_of(at(cast.alice).get(URL)).count("an addition") == len(ADDED)


@pytest.mark.parametrize("explanations", [NEGATIVE, POSITIVE, COMPONENTS])
def test_each_shows_the_sources_wording_and_the_originals_meaning(explanations):
    assert [name for name, said in explanations.items() if not (said.line and said.source and said.original)] == []


def test_it_says_since_when_it_is_frozen(cast, at):
    assert "not used yet" in text_of(at(cast.alice).get(URL))
    make_event(session=cast.session, actor=cast.melati.person)
    assert "unchanged since" in text_of(at(cast.alice).get(URL))


@pytest.mark.parametrize("sabotage", ["UPDATE codebook_codebook SET codes = '{}'", "DELETE FROM codebook_codebook"])
def test_a_used_codebook_is_frozen(cast, sabotage):
    make_event(session=cast.session, actor=cast.melati.person)
    with pytest.raises(IntegrityError, match="a_used_codebook_is_frozen"), connection.cursor() as cursor:
        cursor.execute(sabotage)


def test_it_takes_few_queries(cast, at):
    make_event(session=cast.session, actor=cast.melati.person)
    few = queries(at(cast.alice), URL)
    for _ in range(20):
        make_event(session=cast.session, actor=cast.melati.person)
    assert queries(at(cast.alice), URL) == few
