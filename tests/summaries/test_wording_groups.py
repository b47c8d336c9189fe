"""What is said about a group as a whole."""

from dataclasses import replace

from django.utils.translation import override

from observations.analysis.member import group_claims
from observations.analysis.records import Felt
from observations.summaries.wording.groups import NAMED, group_sentences
from tests.analysis.made import course, event, incident


def said(*observations, people=("melati", "dahlia"), held=12, language="en"):
    courses = {name: course(held) for name in people}
    claims = group_claims(observations, range(1, held + 1), courses)
    claims = [replace(claim, detail={**(claim.detail or {}), "grounds": len(claim.events)}) for claim in claims]
    with override(language):
        return group_sentences(claims, {name: name.title() for name in people})


def texts(*observations, **about):
    return [sentence.text for sentence in said(*observations, **about)]


def turn(session, actor="melati", toward="dahlia"):
    return event(session, actor=actor, toward=(toward,))


def test_about_nobody_nothing_is_said():
    assert texts(people=()) == [] == texts(people=("melati",), held=0)


def test_how_often_two_turned_to_each_other_is_said_with_both_halves():
    assert texts(*(turn(n) for n in (1, 7, 8, 9, 10, 11)))[0] == (
        "Where two members were in a session together, one turned to the other in 6 of 12 cases. In the first half: "
        "1 of 6, in the second: 5 of 6."
    )


def test_pairs_that_never_met_are_named_and_of_many_the_rest_is_counted():
    people = ("melati", "dahlia", "mawar", "kenanga", "anggrek")
    [pairs] = [s for s in said(turn(1), people=people) if "pairs" in s.text]
    assert pairs.text == "1 of 10 pairs that were in a session together have met in an event."
    assert pairs.note.startswith("Never: Anggrek – Dahlia, Anggrek – Kenanga") and pairs.note.endswith(" and 3 more")
    assert pairs.note.count("–") == NAMED


def test_who_was_left_out_lately_is_named():
    left_out = [text for text in texts(turn(1), event(12, actor="dahlia")) if text.startswith("In the last")]
    assert left_out == ["In the last 3 sessions no event was by or toward this member, who was there: Melati."]
    both = [text for text in texts(turn(1)) if text.startswith("In the last")]
    assert both == ["In the last 3 sessions no event was by or toward these members, who were there: Dahlia, Melati."]


def test_what_the_group_has_shown_opens_apart_and_what_it_has_not_is_not_told():
    [shown] = [s for s in said(event(trigger="praise", need="esteem"), event(need="contact")) if "shown" in s.text]
    assert shown.text == "The group has shown 1 trigger and 2 different needs."
    assert [ground.label for ground in shown.grounds] == ["1 trigger", "2 different needs"]


def test_support_for_risk_is_said_in_both_languages():
    risks = [incident("yy???") for _ in range(3)] + [incident("yn???") for _ in range(2)]
    assert "In 3 of 5 incidents a risk was taken and the group supported it." in texts(*risks)
    told = texts(*risks, language="id")
    assert "Dalam 3 dari 5 peristiwa kritis, suatu risiko diambil dan kelompok mendukungnya." in told


def felt_by_all(rows="-45675 2-1324 54-326 454-25 1443-3 57539-", people="abcdef"):
    """An event of each, at which each of the others felt something as strong as the rows say."""
    table = dict(zip(people, rows.split(), strict=True))
    return [
        event(actor=actor, felt=tuple(Felt(by, "warm", int(row[at])) for by, row in table.items() if by != actor))
        for at, actor in enumerate(people)
    ]


def test_what_each_evokes_in_everybody_is_said_where_everybody_noted_something_about_everybody():
    [evoked] = [s for s in said(*felt_by_all(), people=tuple("abcdef")) if s.text.startswith("How strongly")]
    assert evoked.text == (
        "How strongly others feel what a member does, against the mean of 4.1 of 5 that all have together: "
        "F +0.9, D −0.5, A −0.5, B +0.4, C −0.3, E +0.1."
    )
    first = evoked.grounds[0]
    assert evoked.note == "" and (first.label, first.figures, first.opens) == ("F", "−0.5 to +2.3", True)


def test_with_gaps_it_is_said_of_whom_it_is_known_and_how_much_was_noted():
    [evoked] = [s for s in said(*felt_by_all()[1:], people=tuple("abcdef")) if s.text.startswith("How strongly")]
    assert [ground.label for ground in evoked.grounds] == ["F", "D", "C", "B", "E"]
    assert evoked.note == "Of 30 pairs of who acted and who felt, something was noted for 25."


def test_what_is_one_pairs_alone_is_said_with_its_events():
    """Everybody feels everything at 2, and A what B does at 5, three times over."""
    rows = "-52222 2-2222 22-222 222-22 2222-2 22222-"
    told = said(*felt_by_all(rows), *felt_by_all(rows), *felt_by_all(rows), people=tuple("abcdef"))
    [special] = [sentence for sentence in told if "special to these two" in sentence.text]
    assert special.text == (
        "Stronger (+) or weaker (−) than either shows with the others, and so special to these two: "
        "A at what B does +1.9."
    )
    [ground] = special.grounds
    assert ground.label == "A at what B does" and ground.figures.endswith("q below 0.001") and ground.opens
    told = said(*felt_by_all(rows), *felt_by_all(rows), people=tuple("abcdef"), language="id")
    assert any("khas di antara mereka: A terhadap yang dilakukan B" in sentence.text for sentence in told)


def test_where_no_pair_is_special_nothing_is_said_of_one():
    rows = "-45675 2-1324 54-326 454-25 1443-3 57539-"
    assert not [text for text in texts(*felt_by_all(rows), people=tuple("abcdef")) if "special" in text]


def test_where_few_noted_anything_about_each_other_it_is_not_said():
    assert not [text for text in texts(*felt_by_all()[4:], people=tuple("abcdef")) if text.startswith("How strongly")]
