"""What was tested and did not pass: told by its counts under a heading that says so, each opening its events."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from observations.analysis.member import member_claims
from observations.analysis.records import Course
from observations.summaries.content import claims_of, content_of
from observations.summaries.wording import sentences
from observations.summaries.wording.tested import not_borne_out
from tests.analysis.made import event
from tests.analysis.test_change import sessions
from tests.analysis.test_complement import always_fitting, answered
from tests.analysis.test_separation import made
from tests.factories import make_event
from tests.pages import text_of
from tests.summaries.made import refreshed, summaries_of

HELD = tuple(range(1, 13))
MIXED = answered(*[(shown, met) for shown in ("PA", "HI") for met in ("PA", "PA", "HI", "HI")])
SEPARATIONS = made((4, 4), (11, 11))
CHANGE = sessions(*[(2, 2)] * 12)


def told(own, language="en"):
    content = content_of(own, Course(HELD, HELD))
    with override(language):
        return not_borne_out(claims_of(content.claims), content.pictured, "Melati")


@pytest.mark.parametrize(
    ("own", "english", "indonesian"),
    [
        (
            CHANGE,
            (
                "Of the behaviour of Melati, 12 of 24 was maladaptive in the first 6 sessions attended, "
                "and 12 of 24 in the 6 after them."
            ),
            "Dari perilaku Melati, 12 dari 24 maladaptif dalam 6 sesi pertama yang dihadiri,",
        ),
        (
            SEPARATIONS,
            "After a separation the behaviour of Melati was maladaptive 4 of 8 times; otherwise 11 of 22.",
            "Setelah perpisahan",
        ),
        (
            MIXED,
            (
                "Other members answered what Melati did in keeping with it (warmth with warmth, coldness with "
                "coldness, leading with giving way, giving way with leading) in 4 of 8 answers; with the answers "
                "of each session mixed it would be about 4."
            ),
            "Anggota lain menanggapi yang dilakukan Melati secara sepadan (kehangatan",
        ),
    ],
    ids=["change", "separation", "answers"],
)
def test_its_counts_are_told_in_both_languages(own, english, indonesian):
    [said] = [one for one in told(own) if one.text == english]
    assert said.grounds and all(ground.opens and ", q 1" in f", {ground.figures}" for ground in said.grounds)
    assert any(one.text.startswith(indonesian) for one in told(own, "id"))


def test_it_is_no_sentence_of_the_summary_itself():
    for own in (CHANGE, SEPARATIONS, MIXED):
        content = content_of(own, Course(HELD, HELD))
        texts = {one.text for one in sentences(claims_of(content.claims), "Melati")}
        assert not texts & {one.text for one in told(own)}


def test_what_passed_is_not_in_it():
    assert [one.text for one in told(always_fitting()) if "in keeping" in one.text] == []


def test_of_chains_there_are_only_numbers():
    mixed = [
        event(1, trigger=trigger, octant=octant) for trigger in ("praise", "demand") for octant in ("PA", "HI") * 4
    ]
    chains = [claim for claim in member_claims(mixed, Course(HELD, HELD)) if claim.kind == "chain"]
    chains = [claim for claim in chains if claim.p is not None]
    assert (len(chains), sum(claim.claimed for claim in chains)) == (8, 2)
    assert [(one.text, one.grounds) for one in told(mixed)] == [("Of 8 chains that were tested, 6 did not pass.", ())]


def test_below_the_floors_nothing_was_tested():
    assert told([event(), event(octant="PA")]) == []


def test_a_version_of_before_has_none():
    content = content_of(CHANGE, Course(HELD, HELD))
    kept = [claim for claim in claims_of(content.claims) if claim.p is None or claim.claimed]
    assert not_borne_out(kept, {}, "Melati") == []


def test_the_page_tells_it_and_opens_what_it_stands_on(cast, at):
    melati, dahlia, by = cast.melati.person, cast.dahlia.person, {"recorded_by": cast.seat}
    for at_, (shown, met) in enumerate((shown, met) for shown in ("PA", "HI") for met in ("PA", "PA", "HI", "HI")):
        make_event(session=cast.session, actor=melati, at=1000 + 2 * at_, octant=shown, **by)
        make_event(session=cast.session, actor=dahlia, at=1001 + 2 * at_, octant=met, toward=[melati], **by)
    refreshed(cast.melati)
    page = at(cast.alice).get(reverse("summaries:member_detail", args=[cast.melati.id]))
    part = page.content.decode().split("Tested, and not borne out")[1]
    assert "in 4 of 8 answers" in part and "Chance alone would bring this about often enough." in part
    [summary] = summaries_of(cast.melati)
    url = re.search(rf'hx-get="(/summaries/{summary.id}/evidence/\d+/)"', part)[1]
    opened = text_of(at(cast.alice).get(url))
    assert "Other members answered what Melati did" in opened and "8 events" in opened


def test_where_nothing_was_tested_the_heading_is_left_out(cast, at):
    make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    refreshed(cast.melati)
    shown = text_of(at(cast.alice).get(reverse("summaries:member_detail", args=[cast.melati.id])))
    assert "not borne out" not in shown
