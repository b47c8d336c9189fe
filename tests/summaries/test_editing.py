"""What counselors make of a draft, and that nobody makes anything of what was approved."""

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.summaries.actions import approve_summary
from observations.summaries.content import claims_of
from observations.summaries.editing import name_of
from observations.summaries.models import SetAside, Summary
from tests.pages import text_of
from tests.summaries.made import consent, incident, refreshed, summaries_of

WORDS = "She waited longer than usual before she answered."
REASON = "It was a joke between the two."
SAID = "Melati had 1 critical incident, with negative affect."


@pytest.fixture
def draft(cast):
    incident(cast)
    refreshed(cast.melati)
    return summaries_of(cast.melati)[0]


def page(cast, at, who="alice", **query):
    return text_of(at(getattr(cast, who)).get(reverse("summaries:member_detail", args=[cast.melati.id]), query))


def write(browser, summary, words=WORDS):
    return browser.post(reverse("summaries:words_edit", args=[summary.id]), {"words": words}, follow=True)


def aside(browser, summary, reason=REASON, position=0):
    url = reverse("summaries:claim_set_aside", args=[summary.id, position])
    return browser.post(url, {"reason": reason}, follow=True)


def approved(cast, summary) -> Summary:
    with acting(user_id=cast.alice.id):
        approve_summary(summary=summary, edition=summary.edition, by=cast.alice)
    return summaries_of(cast.melati)[-1]


def the_aside(summary) -> SetAside:
    with acting(group_id=summary.group_id):
        return SetAside.objects.get(summary=summary)


def test_own_words_stand_under_the_counselors_name(cast, at, draft):
    shown = text_of(write(at(cast.alice), draft))
    assert f"In a counselor’s own words {WORDS} Alice," in shown
    assert WORDS in page(cast, at, "sari"), "a supervisor reads them"


def test_emptied_they_are_gone(cast, at, draft):
    write(at(cast.alice), draft)
    write(at(cast.alice), draft, words="")
    assert "In a counselor’s own words" not in page(cast, at)
    assert summaries_of(cast.melati)[0].words_by is None


def test_what_is_set_aside_leaves_the_summary_and_says_why(cast, at, draft):
    assert page(cast, at).index(SAID) < page(cast, at).index("Not enough yet")
    shown = text_of(aside(at(cast.alice), draft))
    assert f"Set aside {SAID} {REASON} Alice," in shown and shown.count(SAID) == 2, "once in the name of a button"


def test_it_takes_a_reason_and_what_was_typed_is_kept(cast, at, draft):
    refused = aside(at(cast.alice), draft, reason="  ")
    assert refused.status_code == 422 and SAID in text_of(refused)
    assert not the_draft_has_asides(draft)


def the_draft_has_asides(draft) -> bool:
    with acting(group_id=draft.group_id):
        return draft.set_aside.exists()


def test_taken_back_it_stands_again(cast, at, draft):
    aside(at(cast.alice), draft)
    url = reverse("summaries:claim_take_back", args=[the_aside(draft).id])
    shown = text_of(at(cast.bob).post(url, follow=True))
    assert REASON not in shown and SAID in shown


def test_a_sentence_that_is_not_there_is_not_set_aside(cast, at, draft):
    assert aside(at(cast.alice), draft, position=99).status_code == 404


def test_both_go_along_into_the_renewed_draft_and_the_next_version(cast, at, draft):
    write(at(cast.alice), draft)
    aside(at(cast.alice), draft)
    incident(cast)
    refreshed(cast.melati)
    [renewed] = summaries_of(cast.melati)
    assert renewed.words == WORDS and the_aside(renewed)
    approved(cast, renewed)
    incident(cast)
    refreshed(cast.melati)
    newest = summaries_of(cast.melati)[-1]
    assert (newest.state, newest.words, newest.words_by) == ("draft", WORDS, cast.alice)
    assert the_aside(newest).reason == REASON and newest.edits == 0


def test_a_draft_that_was_worked_on_stays_when_the_records_say_what_was_approved(cast, at, draft):
    approved(cast, draft)
    later = incident(cast)
    refreshed(cast.melati)
    write(at(cast.alice), summaries_of(cast.melati)[-1])
    with acting(group_id=cast.group.id):
        later.delete()
    refreshed(cast.melati)
    assert [one.state for one in summaries_of(cast.melati)] == ["approved", "draft"]
    assert summaries_of(cast.melati)[-1].words == WORDS


def test_who_approves_has_read_what_was_edited(cast, at, draft):
    write(at(cast.bob), draft)
    url = reverse("summaries:summary_approve", args=[draft.id])
    assert at(cast.alice).post(url, {"edition": draft.edition}).status_code == 422
    assert summaries_of(cast.melati)[0].state == "draft"


def test_an_approved_version_is_neither_worded_nor_set_aside(cast, at, draft):
    aside(at(cast.alice), draft)
    kept = approved(cast, summaries_of(cast.melati)[0])
    shown = text_of(write(at(cast.alice), kept))
    assert "This version was approved meanwhile and stays as it is." in shown and WORDS not in shown
    at(cast.alice).post(reverse("summaries:claim_take_back", args=[the_aside(kept).id]))
    assert the_aside(kept).reason == REASON


@pytest.mark.parametrize(
    "changes", [{"words": "x"}, {"claims": []}, {"edits": 7}, {"state": "draft"}, {"digest": "0" * 64}], ids=str
)
def test_the_database_lets_an_approved_version_be(cast, draft, changes):
    kept = approved(cast, draft)
    with acting(group_id=cast.group.id), pytest.raises(IntegrityError, match="an_approved_summary_stays"), atomic():
        Summary.objects.filter(pk=kept.pk).update(**changes)


def test_the_database_sets_nothing_aside_in_an_approved_version(cast, draft):
    kept = approved(cast, draft)
    of = {"group": cast.group, "summary": kept, "claim": "rupture", "reason": REASON, "by": cast.alice}
    refused = pytest.raises(IntegrityError, match="what_was_approved_is_not_set_aside")
    with acting(group_id=cast.group.id), refused, atomic():
        SetAside.objects.create(**of)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [("a_sentence_set_aside_has_a_reason", {"claim": "focus", "reason": ""}), ("a_claim_is_set_aside_once", {})],
)
def test_rules_of_what_is_set_aside(cast, draft, rule, facts):
    of = {"group": cast.group, "summary": draft, "claim": "rupture", "reason": REASON, "by": cast.alice}
    with acting(group_id=cast.group.id):
        SetAside.objects.create(**of)
        with pytest.raises(IntegrityError, match=rule), atomic():
            SetAside.objects.create(**of | facts)


def test_own_words_are_somebodys(cast, draft):
    with acting(group_id=cast.group.id), pytest.raises(IntegrityError, match="own_words_are_somebodys"), atomic():
        Summary.objects.filter(pk=draft.pk).update(words="x")


def test_withdrawn_consent_takes_all_of_it_away(cast, at, draft):
    aside(at(cast.alice), draft)
    approved(cast, summaries_of(cast.melati)[0])
    consent(cast.melati, given=False)
    refreshed(cast.melati)
    assert summaries_of(cast.melati) == []


def test_the_trail_has_every_change_and_none_of_the_words(cast, at, draft):
    write(at(cast.alice), draft)
    aside(at(cast.alice), draft)
    at(cast.alice).post(reverse("summaries:claim_take_back", args=[the_aside(draft).id]))
    entries = Entry.objects.filter(subject=draft.id, by=cast.alice.pk).order_by("id")
    assert [entry.action for entry in entries] == ["summary-worded", "claim-set-aside", "claim-taken-back"]
    assert all(entry.detail == {"version": 1} for entry in entries)


def test_a_claim_keeps_its_name_whatever_its_figures(draft):
    names = [name_of(claim) for claim in claims_of(draft.claims)]
    assert names[0] == 'incident {"affect": "negative"}' and len(set(names)) == len(names)
