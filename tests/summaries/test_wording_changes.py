import pytest
from django.utils.translation import override

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.shortfalls import not_enough
from observations.summaries.wording import sentences
from tests.analysis.test_change import sessions
from tests.analysis.test_separation import made

HELD = tuple(range(1, 13))
BETTER = [(4, 0)] * 5 + [(3, 1)] + [(1, 3)] * 6


def said(own, start, language="en"):
    with override(language):
        claims = claims_of(content_of(own, Course(HELD, HELD)).claims)
        return [one for one in sentences(claims, "Melati") if one.text.startswith(start)]


def test_change_is_said_with_both_halves_and_both_rates():
    [sentence] = said(sessions(*BETTER), "Of the behaviour")
    assert sentence.text == (
        "Of the behaviour of Melati, 23 of 24 was maladaptive in the first 6 sessions attended, "
        "and 6 of 24 in the 6 after them."
    )
    bad, good = sentence.grounds
    assert (bad.label, good.label) == ("29 maladaptive events", "19 adaptive events")
    assert bad.figures == "rate ratio 0.26 (0.09 to 0.66), q 0.002"
    assert good.figures.startswith("rate ratio 18.00 (2.84 to ")


def test_change_in_indonesian():
    [sentence] = said(sessions(*BETTER), "Dari perilaku", "id")
    assert sentence.text == (
        "Dari perilaku Melati, 23 dari 24 maladaptif dalam 6 sesi pertama yang dihadiri, "
        "dan 6 dari 24 dalam 6 sesi sesudahnya."
    )
    assert sentence.grounds[0].figures == "rasio laju 0,26 (0,09 sampai 0,66), q sebesar 0,002"


def test_where_there_was_none_before_the_ratio_is_left_out():
    own = sessions(*[(0, 3)] * 6, *[(3, 1)] * 6)
    [sentence] = said(own, "Of the behaviour")
    assert sentence.grounds[0].figures == "q 0.002"
    lacking = not_enough(claims_of(content_of(own, Course(HELD, HELD)).claims))
    assert (
        "Change of maladaptive and adaptive behaviour: "
        "there was none in the first half of the sessions, so there is no ratio." in lacking
    )


def test_what_separations_do_is_said_beside_what_happens_otherwise():
    [sentence] = said(made((7, 1), (3, 19)), "After a separation the")
    assert sentence.text == (
        "After a separation the behaviour of Melati was maladaptive 7 of 8 times; otherwise 3 of 22."
    )
    assert sentence.grounds[0].label == "7 events"
    assert sentence.grounds[0].figures == "difference +73.9 points (+34.1 to +87.4), q below 0.001"


def test_separations_in_indonesian():
    [sentence] = said(made((7, 1), (3, 19)), "Setelah perpisahan, perilaku", "id")
    assert sentence.text == ("Setelah perpisahan, perilaku Melati maladaptif 7 dari 8 kali; selain itu 3 dari 22.")


def test_what_did_not_stand_is_not_said():
    assert said([*sessions(*[(2, 2)] * 12), *made((4, 4), (4, 4))], "Of the behaviour") == []
    assert said([*sessions(*[(2, 2)] * 12), *made((4, 4), (4, 4))], "After a separation") == []


@pytest.mark.parametrize(
    ("own", "attended", "lacks"),
    [
        (sessions(*[(2, 2)] * 7), 7, "1 more session attended is needed (7 of 8)."),
        (sessions((6, 0)), 8, "2 more events coded as adaptive or maladaptive are needed (6 of 8)."),
        (sessions((4, 5)), 8, "one half of the sessions has no coded behaviour."),
    ],
)
def test_what_change_lacks_is_told_once(own, attended, lacks):
    there = tuple(range(1, attended + 1))
    told = not_enough(claims_of(content_of(own, Course(there, there)).claims))
    assert [line for line in told if line.startswith("Change of m")] == [
        f"Change of maladaptive and adaptive behaviour: {lacks}"
    ]


def test_what_separations_lack():
    told = not_enough(claims_of(content_of(made((2, 1), (5, 5)), Course(HELD, HELD)).claims))
    assert (
        "Behaviour after separations: 2 more coded events are needed on the smaller side, "
        "after separations or otherwise (3 of 5)." in told
    )
