from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils.translation import override

from groupcounsel.lib.database_session import acting
from observations.analysis.records import Course, Response
from observations.codebook.codes import Octant, ResponseKind, Trigger
from observations.summaries.content import claims_of, content_of
from observations.summaries.labels import labelled
from observations.summaries.wording import chains, sentences
from tests.analysis.made import event
from tests.codebook.made import make_behaviour

COURSE = Course((1, 2, 3), (1, 2, 3))
AFTER_CRITICISM = ((7, "criticism", "HI"), (2, "criticism", "BC"), (4, "praise", "HI"), (37, "praise", "LM"))


def stored(*observations):
    return claims_of(content_of(observations, COURSE).claims)


def said(claims, start, language="en"):
    with override(language):
        return [one for one in sentences(claims, "Melati") if one.text.startswith(start)]


def paired(target, counted):
    """Of each of `counted`: how many, after which trigger, with which code of `target`."""
    return [event(trigger=trigger, **{target: code}) for n, trigger, code in counted for _ in range(n)]


def test_what_was_tested_and_stands_is_said_with_what_happens_otherwise():
    [sentence] = said(stored(*paired("octant", AFTER_CRITICISM)), "After criticism")
    assert sentence.text == "After criticism, Melati gives in: 7 of 9 times; otherwise 4 of 41."
    [ground] = sentence.grounds
    assert (ground.label, ground.opens) == ("7 events", True)
    assert ground.figures == "Q 0.94 (0.63 to 0.99), q below 0.001"


def test_the_same_in_indonesian():
    [sentence] = said(stored(*paired("octant", AFTER_CRITICISM)), "Setelah kritik", "id")
    assert sentence.text == "Setelah kritik, Melati mengalah: 7 dari 9 kali; selain itu 4 dari 41."
    assert sentence.grounds[0].figures == "Q 0,94 (0,63 sampai 0,99), q di bawah 0,001"


def test_what_did_not_stand_is_not_said():
    even = [(5, "criticism", "HI"), (5, "criticism", "LM"), (5, "praise", "HI"), (5, "praise", "LM")]
    assert said(stored(*paired("octant", even)), "After") == []


def test_what_others_answer_and_what_comes_next():
    kinds = [("BC", "attacks")] * 8 + [("LM", "supports")] * 8
    own = [event(octant=octant, responses=(Response("dahlia", kind),)) for octant, kind in kinds]
    texts = [one.text for one in said(stored(*own), "When")]
    assert "When Melati is proud, somebody attacks: 8 of 8 times; otherwise 0 of 8." in texts
    assert "When Melati is warm, next in the session Melati is warm: 7 of 7 times; otherwise 1 of 8." in texts
    again = [one.text for one in said(stored(*own), "Ketika", "id")]
    assert "Ketika Melati bersikap tinggi hati, ada yang menyerang: 8 dari 8 kali; selain itu 0 dari 8." in again


def test_a_behaviour_goes_by_its_name_in_the_language_of_the_reader(cast, django_assert_num_queries):
    counted = [(n, trigger, {"HI": "sighs"}.get(octant, "mocks")) for n, trigger, octant in AFTER_CRITICISM]
    claims = stored(*paired("behaviour", counted))
    make_behaviour(cast, code="sighs", group=cast.group, label_en="sighs aloud", label_id="menghela napas")
    for language, start, name in (("en", "After criticism", "sighs aloud"), ("id", "Setelah kritik", "menghela napas")):
        with acting(user_id=cast.alice.id), override(language), django_assert_num_queries(1):
            named = labelled(claims, cast.group.id)
        assert f"“{name}”: 7 " in said(named, start, language)[0].text


@pytest.mark.django_db
def test_without_a_chain_of_behaviours_no_name_is_asked_for(django_assert_num_queries):
    claims = stored(*paired("octant", AFTER_CRITICISM))
    with django_assert_num_queries(0):
        assert labelled(claims, uuid4()) == claims


def test_a_behaviour_without_a_name_is_said_by_its_code():
    counted = [(7, "criticism", "sighs"), (2, "criticism", "mocks"), (4, "praise", "sighs"), (37, "praise", "mocks")]
    assert "shows “sighs”" in said(stored(*paired("behaviour", counted)), "After criticism")[0].text


def test_of_many_chains_the_surest_are_said_and_the_rest_counted():
    one = next(claim for claim in stored(*paired("octant", AFTER_CRITICISM)) if claim.kind == "chain" and claim.claimed)
    many = [replace(one, p=0.001 * (number + 1), n=100 + number) for number in reversed(range(chains.MOST + 2))]
    told = said(many, "After criticism")
    assert len(told) == chains.MOST and "7 of 100 times" in told[0].text
    assert [sentence.note for sentence in told] == [""] * 11 + ["2 more chains stand in the exported results."]


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_code_has_its_words(language):
    with override(language):
        words = chains._triggers(), chains._octants(), chains._responses()
    for codes, known in zip((Trigger, Octant, ResponseKind), words, strict=True):
        assert known.keys() == set(codes.values)
        assert len(set(known.values())) == len(known)
