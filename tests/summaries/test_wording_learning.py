"""Needs, insights, validation, parallels, transference and gaps in words, in both languages."""

import pytest

from observations.analysis.records import Response
from observations.summaries.content import claims_of, content_of
from observations.summaries.wording import sentences
from tests.analysis.made import course, event, events, incident
from tests.analysis.test_learning import answered, insight, view
from tests.analysis.test_shift import rated_view
from tests.summaries.test_shortfalls import lacking
from tests.summaries.test_wording import beginning, grounds, texts

NEEDS = [*(answered("acceptance", "supports") for _ in range(5)), answered("esteem", "silent"), event(need="esteem")]
INSIGHTS = [insight("behaviour", "clarification", n, helped_by=("dahlia",)) for n in (1, 2, 3)] + [insight("self")]
RATED = [*(rated_view(8, 3, 4, 2) for _ in range(5)), rated_view(5, 6, 1)]
VIEWS = [view(), view("confirms", "confirms"), view("disputes", revised=True)]
OUTSIDE = [
    *(event(octant="FG", outside="family", recognised_by=("melati",)) for _ in range(3)),
    event(octant="HI", outside="work", recognised_by=("dahlia",)),
    event(octant="FG"),
]
SEEN_AS = [event(transference="father"), event(transference="father"), event(transference="mother")]
SAID = [
    (NEEDS, ("Melati showed a need in 7 events: acceptance 5, esteem 2. "
            "Others answered in 6 of them, and met the need in 5."),
     ("Melati menunjukkan kebutuhan dalam 7 peristiwa: penerimaan 5, penghargaan 2. "
     "Dalam 6 di antaranya orang lain menanggapi, dan dalam 5 kebutuhan itu terpenuhi.")),
    ([event(need="contact")], "Melati showed a need in 1 event: contact 1.",
     "Melati menunjukkan kebutuhan dalam 1 peristiwa: kontak 1."),
    (INSIGHTS, ("Melati had 4 insights in 12 sessions attended. About: behaviour 3, self 1. "
               "With help in 3, from 1 person."),
     ("Melati memperoleh 4 kali insight dalam 12 sesi yang dihadiri. Tentang: perilaku 3, diri sendiri 1. "
     "Dengan bantuan dalam 3, dari 1 orang.")),
    ([insight(None, "explanation")], "Melati had 1 insight in 12 sessions attended.",
     "Melati memperoleh 1 kali insight dalam 12 sesi yang dihadiri."),
    (VIEWS, ("In 3 events the view of Melati was one to be validated: 1 confirmed by others, 1 disputed "
            "and 1 still open. A revised view is noted for 1."),
     ("Dalam 3 peristiwa, pandangan Melati perlu divalidasi: 1 dibenarkan orang lain, 1 dibantah, "
     "dan 1 masih terbuka. Pandangan yang diperbarui dicatat pada 1.")),
    (events(8, origin="spontaneous"), "8 of 8 events of Melati came about by themselves.",
     "8 dari 8 peristiwa Melati terjadi dengan sendirinya."),
    (OUTSIDE, ("In 4 events what Melati did has a parallel outside: family 3, work 1. "
              "Melati took part in recognising it in 3 of 4."),
     ("Dalam 4 peristiwa, yang dilakukan Melati memiliki kesejajaran di luar: keluarga 3, pekerjaan 1. "
     "Melati ikut mengenalinya dalam 3 dari 4.")),
    (SEEN_AS, "In 3 events Melati saw somebody as somebody else (father 2, mother 1): 3 still open.",
     "Dalam 3 peristiwa, Melati melihat seseorang sebagai orang lain (ayah 2, ibu 1): 3 masih terbuka."),
    (events(8, trigger="praise"),
     ("Nothing is noted yet about what the others did, the behaviour itself and whether it was reflected on "
     "in 8 events of Melati."),
     ("Belum ada catatan tentang yang dilakukan orang lain, perilakunya sendiri, dan apakah hal itu direfleksikan "
     "dalam 8 peristiwa Melati.")),
    (RATED, ("6 views of Melati were rated, by Melati before and after and by others: at first they lay 4.8 of 10 "
            "apart on average, afterwards 0.8. In 5 of 6 Melati came nearer to the others."),
     ("6 pandangan Melati dinilai, oleh Melati sebelum dan sesudahnya serta oleh orang lain: semula jaraknya "
     "rata-rata 4,8 dari 10, sesudahnya 0,8. Dalam 5 dari 6, Melati makin mendekati pandangan orang lain.")),
]  # fmt: skip


@pytest.mark.parametrize(("records", "english", "indonesian"), SAID, ids=[text[:30] for _, text, _ in SAID])
def test_each_reads_well_in_both_languages(records, english, indonesian):
    assert english in texts(*records)
    assert indonesian in texts(*records, language="id")


def test_the_need_opens_all_that_showed_one_and_of_each_those_that_were_met():
    found = grounds(beginning("Melati showed", *NEEDS))
    assert found[0] == ("7 events", "met in 5 of 6 · 83\u202f% (44–97\u202f%)")
    assert [label for label, _ in found[1:]] == ["acceptance met in 5 of 5", "esteem met in 0 of 1"]


def test_a_need_that_nobody_answered_opens_its_events_as_well():
    said = beginning("Melati showed", event(need="contact"), event(need="contact"))
    assert grounds(said) == [("2 events", "")] and said.grounds[0].opens


def test_insights_have_their_rate_and_how_they_came_beside_them():
    said = beginning("Melati had", *(insight("self", "clarification") for _ in range(5)), insight("self"))
    assert grounds(said) == [("6 insights", "0.50 a session (0.18–1.09)"), ("self: 6", "100\u202f% (61–100\u202f%)")]
    assert said.note == "clarification 5"


def test_the_views_open_by_what_became_of_them():
    assert [label for label, _ in grounds(beginning("In 3", *VIEWS))] == [
        "2 of 3 looked at by others", "1 of 2 disputed", "of one mind in 1 of 1", "1 of 3 revised"
    ]  # fmt: skip


def test_a_shift_opens_all_rated_views_with_its_interval():
    assert grounds(beginning("6 views", *RATED)) == [("6 events", "difference 4.0 of 10 (1.4 to 6.6)")]


def test_a_version_from_before_views_were_rated_is_worded_as_it_was():
    claims = [claim for claim in claims_of(content_of(VIEWS, course()).claims) if "measure" not in claim.of]
    assert sentences(claims, "Melati")[0].text.startswith("In 3 events the view of Melati")


def test_few_rated_views_are_counted_and_not_told():
    [told] = [text for text in lacking(*RATED[:4]) if text.startswith("Whether views come nearer")]
    assert told.endswith(": 1 more view rated by the member before and after and by another is needed (4 of 5).")
    assert [text for text in texts(*RATED[:4]) if "were rated" in text] == []


def test_parallels_open_by_behaviour_the_most_frequent_first():
    found = [label for label, _ in grounds(beginning("In 4", *OUTSIDE))]
    assert found == ["withdrawn: in 3 of 4", "giving in: in 1 of 1", "recognised by Melati: 3"]


def test_gaps_are_three_at_most_with_components_and_needs_among_them():
    found = [*(incident("y????") for _ in range(7)), event(need="esteem", responses=(Response("dahlia", "silent"),))]
    text = beginning("Nothing", *found).text
    assert text.startswith("Nothing is noted yet about what set it off, components (support, reality testing, ")
    assert text.endswith("and needs other than esteem in 8 events of Melati.")


def test_few_needs_never_seen_are_named():
    seen = [event(need=need) for need in ("contact", "recognition", "acceptance", "approval")]
    text = beginning("Nothing", *seen, *events(4, trigger="praise")).text
    assert "needs (esteem, mastery) in 8 events" in text


def test_a_parallel_that_the_member_did_not_recognise_is_not_held_against_them():
    said = beginning("In 1", event(octant="FG", outside="family", recognised_by=("dahlia",)))
    assert said.text == "In 1 event what Melati did has a parallel outside: family 1."
    assert [label for label, _ in grounds(said)] == ["withdrawn: in 1 of 1"]


def test_no_component_examined_is_said_shortly():
    assert "the five components" in beginning("Nothing", *(incident("?????") for _ in range(8))).text


def test_below_the_floor_no_gap_is_named():
    assert not [text for text in texts(*events(7, trigger="praise")) if text.startswith("Nothing")]


def test_parts_of_a_kind_are_not_told_as_missing_beside_the_whole():
    told = [text for text in lacking(*NEEDS[:2], *INSIGHTS, *VIEWS) if text.startswith("How often")]
    assert [text.split(":")[0] for text in told if "insight" in text or "views" in text or "needs" in text] == [
        "How often needs are met", "How often insights come", "How often views are validated"
    ]  # fmt: skip
