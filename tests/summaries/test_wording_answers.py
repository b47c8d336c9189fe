"""How others answer a member, in words and in the table under the circle, in both languages."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.pictures import pictures
from observations.summaries.shortfalls import not_enough
from observations.summaries.wording import sentences
from tests.analysis.made import event, only
from tests.analysis.test_complement import always_fitting, answered
from tests.summaries.test_wording import beginning, grounds, said, texts

AGAINST = (("HI", "HI"), ("PA", "PA"), ("FG", "JK"), ("LM", "DE"))


def always_against():
    return [one for session in range(1, 7) for one in answered(*AGAINST, session=session)]


def stored(*observations):
    return claims_of(content_of(observations, Course((1,), (1,))).claims)


def test_answers_in_keeping_are_said_with_what_mixed_answers_would_give():
    kept = beginning("More often", *always_fitting())
    assert kept.text == (
        "More often than by chance, other members answer what Melati does in keeping with it: warmth with warmth, "
        "coldness with coldness, leading with giving way, giving way with leading. So it was in 16 of 16 answers; "
        "with the answers of each session mixed it would be about 6."
    )
    [(label, figures)] = grounds(kept)
    assert label == "16 events"
    assert figures == "fit 1.00 (0.61 to 1.00), q below 0.001"
    assert kept.note == "warmth 0.38 and control 0.62 of it; mixed 0.04"


def test_answers_against_it_are_said_too():
    against = beginning("Less often", *always_against())
    assert "So it was in 0 of 24 answers; with the answers of each session mixed" in against.text


def test_it_reads_in_indonesian():
    kept = beginning("Lebih sering", *always_fitting(), language="id")
    assert kept.text == (
        "Lebih sering daripada kebetulan, anggota lain menanggapi yang dilakukan Melati secara sepadan: kehangatan "
        "dengan kehangatan, sikap dingin dengan sikap dingin, memimpin dengan mengalah, mengalah dengan memimpin. "
        "Demikianlah 16 dari 16 tanggapan; bila tanggapan tiap sesi diacak, kira-kira 6."
    )
    assert grounds(kept)[0][1] == "kesepadanan 1,00 (0,61 sampai 1,00), q di bawah 0,001"
    assert kept.note == "di antaranya kehangatan 0,38 dan kendali 0,62; bila diacak 0,04"
    assert beginning("Lebih jarang", *always_against(), language="id")


def test_it_stands_directly_after_the_style():
    first, second = (text for text in texts(*always_fitting()) if "coded events Melati" in text or "keeping" in text)
    assert first.startswith("In 16 coded events Melati was most often") and second.startswith(
        "More often than by chance, other members"
    )


def test_it_opens_the_events_that_were_answered_and_no_others():
    own = [*always_fitting(), event(octant="DE")]
    content = content_of(own, Course((1,), (1,)))
    [at] = [ground.position for ground in beginning("More often", *own).grounds]
    assert content.evidence[at] == [o.id for o in own if o.answered]


@pytest.mark.parametrize("what", ["not passed", "the counts say otherwise"])
def test_what_the_test_did_not_bear_out_is_not_said(what):
    claims = stored(*always_fitting())
    claim = only(claims, "style", measure="complementarity")
    other = {"not passed": {"claimed": False}, "the counts say otherwise": {"expected": 16.0}}[what]
    assert not [s for s in sentences([replace(claim, **other)], "Melati") if "keeping" in s.text]


def test_answers_that_do_not_care_are_no_sentence_of_the_summary_but_kept_as_not_borne_out():
    """In four sessions each behaviour meets each of four answers once."""
    shown, met = ("HI", "PA", "FG", "LM"), ("PA", "HI", "BC", "LM")
    turned = [(met[by:] + met[:by]) for by in range(4)]
    own = [
        one for at, answers in enumerate(turned, 1) for one in answered(*zip(shown, answers, strict=False), session=at)
    ]
    assert not [sentence for sentence in said(*own) if "keeping" in sentence.text]
    kept = [(claim.of, claim.claimed) for claim in stored(*own) if claim.kind == "style"]
    assert kept == [({"octant": None}, None), ({"measure": "complementarity"}, False)]


def picture(*observations, language="en"):
    content = content_of(observations, Course((1,), (1,)))
    with override(language):
        return pictures(claims_of(content.claims), "/evidence/", content.pictured)["style"]


def test_the_table_under_the_circle_has_the_answers_octant_by_octant():
    shown = picture(*answered(("HI", "PA"), ("HI", "BC"), ("HI", "HI"), ("DE", "DE")), event(octant="DE"))
    assert shown.answered
    row = '<th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td>'
    assert row.format("Giving in", 3, "2/3") in shown.rows
    assert row.format("Cold", 2, "1/1") in shown.rows
    assert row.format("Warm", 0, "–") in shown.rows


def test_without_an_answer_and_in_a_summary_of_before_the_table_has_the_counts_alone():
    assert not picture(event(octant="DE")).answered
    claims = stored(*always_fitting())
    assert not pictures(claims, "/evidence/", {})["style"].answered


def lacking(*observations, language="en"):
    with override(language):
        return not_enough(stored(*observations))


def test_what_is_missing_is_told():
    topic = "Whether others answer in keeping with it"
    few = answered(*[("HI", "PA")] * 7)
    assert f"{topic}: 1 more coded event is needed that another member answered with one (7 of 8)." in lacking(*few)
    alike = answered(*[("HI", "PA")] * 8)
    assert f"{topic}: too little varies within the sessions for a comparison." in lacking(*alike)
    assert (
        "Apakah tanggapan orang lain sepadan dengannya: di dalam sesi terlalu sedikit yang berbeda untuk dibandingkan."
        in lacking(*alike, language="id")
    )
