import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Statement, StatementVersion
from observations.summaries.actions import approve_summary
from observations.summaries.models import Evidence
from observations.summaries.rebuilding import note_failure
from tests.factories import make_session
from tests.pages import text_of
from tests.summaries.made import changed, consent, incident, refreshed, summaries_of


@pytest.fixture
def melati(cast):
    for _ in range(6):
        incident(cast)
    refreshed(cast.melati)
    return cast.melati


def url(membership, **asked):
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("summaries:member_detail", args=[membership.id]) + (f"?{words}" if words else "")


def approve(membership, by):
    [draft] = [summary for summary in summaries_of(membership) if summary.state == "draft"]
    with acting(user_id=by.id):
        approve_summary(summary=draft, edition=draft.edition, by=by)
    return draft


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "sari"])
def test_whoever_may_read_the_group_reads_its_members_page(cast, at, melati, who):
    page = at(getattr(cast, who)).get(url(melati))
    assert page.status_code == 200
    assert "Melati had 6 critical incidents, all with negative affect." in text_of(page)


@pytest.mark.parametrize("who", ["charlie", "rina", "adi"])
def test_for_outsiders_there_is_no_such_page(cast, at, melati, who):
    assert at(getattr(cast, who)).get(url(melati)).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(at, melati):
    assert at(None).get(url(melati)).status_code == 302


def test_the_page_is_only_read(cast, at, melati):
    assert at(cast.alice).post(url(melati)).status_code == 405


def test_the_title_names_nobody(cast, at, melati):
    assert "<title>Member · GroupCounsel</title>" in at(cast.alice).get(url(melati)).content.decode()


def test_the_head_says_what_the_summary_is_and_how_long_the_member_has_come(cast, at, melati):
    shown = text_of(at(cast.alice).get(url(melati)))
    assert re.search(r"Draft built (now|\d+ seconds? ago|a second ago) from 6 events", shown)
    assert "1 of 1 session attended" in shown and "since 7 January 2026" in shown


def test_each_sentence_leads_to_its_evidence(cast, at, melati):
    page = at(cast.alice).get(url(melati)).content.decode()
    [summary] = summaries_of(melati)
    assert f'hx-get="/summaries/{summary.id}/evidence/0/"' in page
    assert f'<a href="/summaries/{summary.id}/evidence/0/">6 negative incidents</a>' in page


def test_what_is_missing_is_said_with_its_number(cast, at, melati):
    shown = text_of(at(cast.alice).get(url(melati)))
    assert "Not enough yet" in shown
    assert "Share of the here and now: 2 more events with a focus are needed (6 of 8)." in shown


def test_the_pictures_have_titles_and_the_same_figures_as_tables(cast, at, melati):
    page = at(cast.alice).get(url(melati)).content.decode()
    assert re.findall(r'role="img" aria-labelledby="(\w+)-title"', page) == ["funnel", "focus", "fears", "incidents"]
    assert '<desc id="funnel-figures">Risk: 6/6. Support: 6/6. Reality testing: 0/6.' in page
    assert page.count("<table") == 4


def test_coded_behaviours_have_their_circle_with_its_table(cast, at):
    for octant in ["FG"] * 9 + ["HI"] * 6 + ["DE"] * 4 + ["BC", "JK"]:
        incident(cast, octant=octant)
    refreshed(cast.melati)
    response = at(cast.alice).get(url(cast.melati))
    page = response.content.decode()
    assert (
        '<svg viewBox="0 0 380 236" role="img" aria-labelledby="style-title" aria-describedby="style-figures">' in page
    )
    assert '<tr><th scope="row">Withdrawn</th><td class="num">9</td></tr>' in page
    assert "Taken together they point to “withdrawn”." in text_of(response)


def test_problems_and_goals_stand_in_their_newest_words(cast, at, melati):
    with acting(group_id=cast.group.id):
        for kind, texts in (("goal", ["say no"]), ("problem", ["gives in", "gives in, then resents it"])):
            statement = Statement.objects.create(group=cast.group, membership=melati, kind=kind)
            for text in texts:
                StatementVersion.objects.create(group=cast.group, statement=statement, text=text)
    shown = text_of(at(cast.alice).get(url(melati)))
    assert "Problems gives in, then resents it Goals say no" in shown


def test_the_newest_incidents_lead_to_their_events(cast, at, melati):
    newest = incident(cast, session=make_session(group=cast.group, number=2), at=754.2)
    refreshed(melati)
    page = at(cast.alice).get(url(melati))
    assert reverse("events:event_detail", args=[newest.id]) in page.content.decode()
    assert "Newest incidents Session 2 · 12:34 2 of 5 components −4" in text_of(page)


def test_before_the_first_summary_the_page_says_that_it_is_being_built(cast, at):
    page = at(cast.alice).get(url(cast.melati)).content.decode()
    assert "The summary is being built" in page and "?seen=0" in page


def test_a_page_behind_the_record_says_so_and_asks_again(cast, at, melati):
    current = at(cast.alice).get(url(melati)).content.decode()
    assert "Being renewed" not in current and "?seen=" not in current
    changed(melati)
    behind = at(cast.alice).get(url(melati)).content.decode()
    assert "Being renewed" in behind and "?seen=2" in behind and 'hx-trigger="every 1s"' in behind


def test_who_asks_again_is_answered_once_there_is_something_new(cast, at, melati):
    waiting = at(cast.alice, **{"HX-Request": "true"})
    changed(melati)
    assert waiting.get(url(melati, seen=2)).status_code == 204
    incident(cast)
    refreshed(melati)
    part = waiting.get(url(melati, seen=2))
    assert part.status_code == 200 and part.content.decode().startswith('<div id="member-summary"')
    assert "Melati had 7 critical incidents" in text_of(part)
    assert 'id="summary-state" class="row" hx-swap-oob="true"' in part.content.decode()


def test_only_what_was_shown_is_in_the_trail(cast, at, melati):
    waiting = at(cast.alice, **{"HX-Request": "true"})
    opened = Entry.objects.filter(action="opened", subject=melati.pk, by=cast.alice.pk)
    waiting.get(url(melati, seen=2))
    assert opened.count() == 0
    waiting.get(url(melati))
    at(cast.alice).get(url(melati))
    assert opened.count() == 2


def test_without_consent_there_is_nothing_to_see_even_before_the_queue_comes_to_it(cast, at, melati):
    consent(melati, given=False)
    shown = text_of(at(cast.alice).get(url(melati)))
    assert "Melati has not agreed to automatic summaries." in shown
    assert "What stands out" not in shown and "Approve" not in shown


def test_only_writers_are_offered_to_approve(cast, at, melati):
    offered = {who: "Approve" in text_of(at(getattr(cast, who)).get(url(melati))) for who in ("bob", "olga", "sari")}
    assert offered == {"bob": True, "olga": False, "sari": False}


def test_a_draft_beside_an_approved_version_says_what_has_changed(cast, at, melati):
    approve(melati, cast.alice)
    incident(cast)
    refreshed(melati)
    page = at(cast.alice).get(url(melati))
    assert "changed since version 1" in text_of(page)
    assert url(melati, version=1) in page.content.decode()


def test_an_approved_version_is_read_as_it_was(cast, at, melati):
    approve(melati, cast.alice)
    incident(cast)
    refreshed(melati)
    shown = text_of(at(cast.alice).get(url(melati, version=1)))
    assert "Version 1 approved on" in shown and "Melati had 6 critical incidents" in shown
    assert "Newest version" in shown and "Being renewed" not in shown


@pytest.mark.parametrize("version", ["7", "x", "99999999999999999999"])
def test_a_version_that_was_never_made_is_not_found(cast, at, melati, version):
    assert at(cast.alice).get(url(melati, version=version)).status_code == 404


def test_it_speaks_the_readers_language(cast, at, melati):
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="id")
    shown = text_of(at(cast.alice).get(url(melati)))
    assert "Melati mengalami 6 peristiwa kritis dengan afeksi negatif." in shown
    assert "Belum cukup" in shown and "hadir pada 1 dari 1 sesi" in shown


def test_a_longer_record_takes_no_more_queries(cast, at, melati):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert alice.get(url(melati)).status_code == 200
        return len(captured)

    alice = at(cast.alice)
    few = queries()
    for number in range(2, 7):
        session = make_session(group=cast.group, number=number, there=[melati.person, cast.dahlia.person])
        [incident(cast, session=session, toward=[cast.dahlia.person]) for _ in range(4)]
    refreshed(melati)
    assert queries() == few


def test_the_page_never_reads_the_evidence_itself(cast, at, melati):
    with acting(group_id=cast.group.id):
        Evidence.objects.update(events=["not read"])
    assert at(cast.alice).get(url(melati)).status_code == 200
    assert "not read" not in json.dumps([summary.claims for summary in summaries_of(melati)])


def test_where_too_little_is_known_for_a_bar_the_picture_says_so(cast, at):
    incident(cast)
    refreshed(cast.melati)
    assert "No bar: fewer than five incidents are known." in text_of(at(cast.alice).get(url(cast.melati)))


def test_where_every_bar_is_drawn_it_does_not(cast, at):
    for _ in range(6):
        incident(cast, states=["observed"] * 5)
    refreshed(cast.melati)
    assert "No bar" not in text_of(at(cast.alice).get(url(cast.melati)))


def test_a_summary_that_cannot_be_built_or_renewed_is_not_said_to_come_within_seconds(cast, at):
    incident(cast)
    changed(cast.melati)
    note_failure(cast.group.id, cast.melati.id, "ArithmeticError")
    shown = text_of(at(cast.alice).get(url(cast.melati)))
    assert "The summary cannot be built now" in shown and "Cannot be built" in shown and "within seconds" not in shown
    refreshed(cast.melati)
    changed(cast.melati)
    assert "is being renewed" in text_of(at(cast.alice).get(url(cast.melati)))
    note_failure(cast.group.id, cast.melati.id, "ArithmeticError")
    shown = text_of(at(cast.alice).get(url(cast.melati)))
    assert "the summary cannot be renewed now" in shown and "Cannot be renewed" in shown
    assert "ArithmeticError" not in shown


def test_a_page_that_waits_for_a_summary_is_told_that_it_fails(cast, at):
    incident(cast)
    changed(cast.melati)
    waiting = at(cast.alice, **{"HX-Request": "true"})
    assert waiting.get(url(cast.melati, seen=0)).status_code == 204
    note_failure(cast.group.id, cast.melati.id, "ArithmeticError")
    assert "cannot be built now" in text_of(waiting.get(url(cast.melati, seen=0)))
    assert waiting.get(url(cast.melati, seen="0-failing")).status_code == 204
