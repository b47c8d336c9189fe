import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.shortfalls import not_enough
from observations.summaries.wording import sentences
from observations.summaries.wording.sentence import points
from tests.analysis.made import event, feared, incident, observations

SESSIONS = tuple(range(1, 13))
COURSE = Course(SESSIONS, SESSIONS)
CATALOGUE = Path(__file__).parents[2] / "observations/summaries/locale/id/LC_MESSAGES/django.po"
LEFT_OPEN = r"%\(|\bNone\b(?! of the others)|\bnan\b|  "  # a place without its value, or a value without words


def said(*observations, language="en"):
    claims = claims_of(content_of(observations, COURSE).claims)
    with override(language):
        return sentences(claims, "Melati")


def texts(*observations, language="en"):
    return [sentence.text for sentence in said(*observations, language=language)]


def beginning(start: str, *observations, language="en"):
    [sentence] = [s for s in said(*observations, language=language) if s.text.startswith(start)]
    return sentence


def grounds(sentence):
    return [(ground.label, ground.figures) for ground in sentence.grounds]


def test_nothing_is_said_about_nothing():
    assert texts() == []


def test_a_kind_that_this_version_does_not_know_is_passed_over():
    stored = content_of([incident()], COURSE).claims
    older = [claim for claim in stored if claim["kind"] == "incident"]
    newer = [
        *stored,
        stored[0] | {"kind": "from-later", "missing": {"reason": "too-few-events", "needed": 8, "have": 1}},
    ]
    for claims in (claims_of(older), claims_of(newer)):
        assert [sentence.text for sentence in sentences(claims, "Melati")] == texts(incident())
    assert not_enough(claims_of(newer)) == not_enough(claims_of(stored))


@pytest.mark.parametrize(
    ("affects", "english", "indonesian"),
    [
        (
            ["negative"],
            "Melati had 1 critical incident, with negative affect.",
            "Melati mengalami 1 peristiwa kritis dengan afeksi negatif.",
        ),
        (
            ["positive"] * 2,
            "Melati had 2 critical incidents, all with positive affect.",
            "Melati mengalami 2 peristiwa kritis dengan afeksi positif.",
        ),
        (
            ["positive", "negative", "negative"],
            "Melati had 3 critical incidents: 2 with negative and 1 with positive affect.",
            "Melati mengalami 3 peristiwa kritis: 2 dengan afeksi negatif dan 1 dengan afeksi positif.",
        ),
    ],
)
def test_incidents_are_counted_at_any_number(affects, english, indonesian):
    records = [incident(affect=affect) for affect in affects]
    assert texts(*records) == [english]
    assert texts(*records, language="id") == [indonesian]


def test_below_the_floor_there_are_counts_and_no_shares():
    [few] = said(incident(), incident(affect="positive"))
    assert grounds(few) == [("1 negative incident", ""), ("1 positive incident", "")]


def test_from_the_floor_on_each_count_has_its_share_and_interval():
    records = [incident(), *(incident(affect="positive") for _ in range(4))]
    assert grounds(said(*records)[0]) == [
        ("1 negative incident", "20\u202f% (4–62\u202f%)"),
        ("4 positive incidents", "80\u202f% (38–96\u202f%)"),
    ]


def test_figures_are_written_as_the_language_writes_them():
    fears = [feared(8, 1), feared(9, 0), feared(7, 2), feared(8, 1), feared(7, 1)]
    english, indonesian = (
        beginning(start, *fears, language=code) for start, code in (("What", "en"), ("Dalam 5 peristiwa, yang", "id"))
    )
    assert "had seemed 7.8 of 10 likely on average, and came true to 1.0 of 10." in english.text
    assert "berkemungkinan rata-rata 7,8 dari 10, dan yang sungguh terjadi rata-rata 1,0 dari 10." in indonesian.text
    assert english.grounds[0].figures == "difference 6.8 of 10 (5.0 to 8.6)"
    assert indonesian.grounds[0].figures == "selisih 6,8 dari 10 (5,0 sampai 8,6)"


def test_the_way_of_the_incidents_names_only_steps_that_enough_is_known_of():
    known = [incident("yyn??") for _ in range(4)] + [incident("yn???") for _ in range(3)]
    way = beginning("How far", *known)
    assert (
        way.text == "How far the incidents of Melati came: to a risk in 7 of 7 and to support by the group in 4 of 7."
    )
    assert [label for label, _ in grounds(way)] == ["Risk: 7", "Support: 4"]


def test_the_way_in_full_in_both_languages():
    whole = [incident("yyyyy", seen=1) for _ in range(5)]
    assert beginning("How far", *whole).text == (
        "How far the incidents of Melati came: to a risk in 5 of 5, to support by the group in 5 of 5, "
        "to reality testing in 5 of 5, to recognition in 5 of 5 and to freer interaction in 5 of 5."
    )
    assert beginning("Sejauh", *whole, language="id").text == (
        "Sejauh mana peristiwa kritis Melati berjalan: sampai pada risiko dalam 5 dari 5, "
        "pada dukungan kelompok dalam 5 dari 5, pada ujian kenyataan dalam 5 dari 5, "
        "pada pengenalan dalam 5 dari 5, dan pada interaksi yang lebih bebas dalam 5 dari 5."
    )


def test_where_incidents_stop_is_said_when_one_step_stands_out():
    stopped = [incident("yn???") for _ in range(4)] + [incident("yyn??")]
    assert beginning("Of 5", *stopped).text == (
        "Of 5 incidents of Melati that stopped on the way, 4 stopped before support, more than before any other step."
    )
    assert not [text for text in texts(*stopped[:3], *[incident("yyn??")] * 3) if "stopped" in text]


def test_where_all_incidents_stop_at_one_step_it_is_not_compared_with_others():
    stopped = [incident("yn???") for _ in range(5)]
    assert beginning("5 incidents", *stopped).text == (
        "5 incidents of Melati stopped on the way, all of them before support."
    )
    assert beginning("5 peristiwa", *stopped, language="id").text == (
        "5 peristiwa kritis Melati terhenti di tengah jalan, semuanya sebelum dukungan."
    )


def test_a_fear_that_was_surpassed_is_said_however_few_and_asks_for_a_follow_up():
    one = beginning("In 1", feared(3, 9))
    assert one.text == (
        "In 1 of 1 event rated before and after, it came worse than Melati had feared. 1 has had no follow-up yet."
    )
    assert one.pill == "follow-up open"
    two = beginning("In 2", feared(3, 9), feared(3, 9, followed_up=True), feared(8, 1))
    assert two.text.startswith("In 2 of 3 events rated") and two.text.endswith("1 has had no follow-up yet.")


def test_a_fear_that_was_surpassed_in_indonesian():
    assert beginning("Dalam 1", feared(3, 9), feared(8, 1), language="id").text == (
        "Dalam 1 dari 2 peristiwa yang dinilai sebelum dan sesudahnya, yang terjadi lebih buruk daripada "
        "yang ditakutkan Melati. 1 di antaranya belum ditindaklanjuti."
    )


def test_a_surpassed_fear_with_its_follow_up_asks_for_nothing():
    done = beginning("In 1", feared(3, 9, followed_up=True))
    assert done.text.endswith("it came worse than Melati had feared.") and done.pill == ""


def test_the_outcomes_feared_stand_beside_it_most_frequent_first():
    outcomes = ["ridicule", "attack", "ridicule", "rejection", "ridicule"]
    fears = [feared(8, 1, feared_outcome=outcome) for outcome in outcomes]
    assert beginning("What", *fears).note == "being ridiculed 3, being attacked 1, being rejected 1"


def test_strong_feelings_with_and_without_reflection_open_apart():
    feelings = [event(affect="negative", strength=5, reflection=r) for r in ["none"] * 3 + ["described"] * 5]
    spoken = beginning("Reflection", *feelings)
    assert spoken.text == "Reflection followed 5 of 8 strong feelings of Melati; 3 stayed without."
    assert [label for label, _ in grounds(spoken)] == ["5 reflected on", "3 without reflection"]


def test_a_count_of_none_has_figures_and_opens_nothing():
    spoken = beginning("In 0", *(event(focus="past") for _ in range(8)))
    [ground] = spoken.grounds
    assert spoken.text == "In 0 of 8 events the focus of Melati was the here and now."
    assert (ground.label, ground.figures, ground.opens) == ("0 events", "0\u202f% (0–32\u202f%)", False)


def rising(shares):
    """Sessions of ten events each, as many of them here and now as `shares` says."""
    return [
        event(number, focus="here-and-now" if n < here else "outside")
        for number, here in enumerate(shares, 1)
        for n in range(10)
    ]


def test_change_over_sessions_is_a_figure_with_its_span():
    change = beginning("Over 6", *rising([1, 3, 4, 6, 8, 9]))
    assert change.text.endswith("changed by +16.7 points from one session to the next.")
    assert change.grounds[0].figures.endswith("points") and change.grounds[0].label == "60 events"


def test_where_no_change_fits_too_the_sentence_says_so():
    assert beginning("Over 5", *rising([5, 4, 5, 6, 5])).text.endswith("No change at all would fit these records too.")
    falling = beginning("Sepanjang", *rising([9, 8, 6, 4, 3, 1]), language="id")
    assert "berubah −16,7 poin" in falling.text


records = st.lists(
    st.one_of(
        st.builds(incident, st.text("yn?", min_size=5, max_size=5), affect=st.sampled_from(["negative", "positive"])),
        st.builds(feared, st.integers(0, 10), st.integers(0, 10)),
        st.builds(event, st.integers(1, 12), focus=st.sampled_from(["here-and-now", "past"])),
        observations(),
    ),
    max_size=40,
    unique_by=lambda o: o.id,
)


@settings(max_examples=50, deadline=None)
@given(records, st.sampled_from(["en", "id"]))
def test_whatever_the_records_every_sentence_names_the_member_and_nothing_is_left_open(found, language):
    for sentence in said(*found, language=language):
        assert "Melati" in sentence.text and sentence.grounds
        assert not re.search(LEFT_OPEN, f"{sentence.text}|{sentence.note}|{grounds(sentence)}")


@settings(max_examples=30, deadline=None)
@given(records)
def test_the_same_records_are_said_the_same_in_any_order(found):
    assert said(*found) == said(*reversed(found))


def test_the_indonesian_is_complete_and_fills_the_same_places():
    catalogue = polib.pofile(str(CATALOGUE))
    assert not catalogue.untranslated_entries() and not catalogue.fuzzy_entries()
    for entry in catalogue:
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            places = set(re.findall(r"%\((\w+)\)s", entry.msgid_plural or entry.msgid))
            assert set(re.findall(r"%\((\w+)\)s", text)) == places, entry.msgid


@pytest.mark.parametrize(
    ("share", "said"), [(0.125, "+12.5"), (-0.125, "−12.5"), (0.0004, "0.0"), (-0.0004, "0.0"), (0.0006, "+0.1")]
)
def test_a_difference_has_its_sign_unless_it_rounds_to_nothing(share, said):
    assert points(share) == said
