from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Consent, Membership, Statement, StatementVersion
from tests.factories import make_member
from tests.pages import OUTSIDERS, READERS, WRITERS, queries, text_of, trail


def url(membership):
    return reverse("members:membership_manage", args=[membership.id])


def state(membership, *texts, kind="problem", closed=None, position=0, by=None):
    """A statement with its wordings, the first one first, a day apart."""
    of = {"group_id": membership.group_id}
    with acting(**of):
        statement = Statement.objects.create(membership=membership, kind=kind, closed=closed, position=position, **of)
        for day, text in enumerate(texts, 1):
            at = datetime(2026, 2, day, 12, tzinfo=UTC)
            StatementVersion.objects.create(statement=statement, text=text, written_at=at, written_by=by, **of)
    return statement


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_whoever_reads_the_group_reads_it(cast, at, who):
    state(cast.melati, "gives in, then resents it")
    shown = text_of(at(getattr(cast, who)).get(url(cast.melati)))
    assert "Melati" in shown and "gives in, then resents it" in shown and "Joined 7 Jan 2026" in shown


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_every_opening_leaves_a_trace(cast, at, who):
    reader = getattr(cast, who)
    at(reader).get(url(cast.melati))
    [entry] = trail("opened")
    assert (entry.by, entry.subject, entry.group) == (reader.id, cast.melati.id, cast.group.id)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member_and_nothing_was_opened(cast, at, who):
    assert at(getattr(cast, who)).get(url(cast.melati)).status_code == 404
    assert trail("opened") == []


@pytest.mark.parametrize("who", READERS)
def test_readers_are_offered_no_form(cast, at, who):
    state(cast.melati, "gives in")
    page = at(getattr(cast, who)).get(url(cast.melati)).content.decode()
    content = page.split('<main id="main"')[1].split("</main>")[0]
    assert "<form" not in content and reverse("members:identity", args=[cast.melati.id]) not in content


def test_the_page_is_only_read_and_not_kept_by_the_browser(cast, at):
    assert at(cast.alice).post(url(cast.melati)).status_code == 405
    assert "no-store" in at(cast.alice).get(url(cast.melati)).headers["Cache-Control"]


def test_earlier_wordings_are_shown_with_their_dates(cast, at):
    state(cast.melati, "shy", "falls silent with men", "waits to be asked", by=cast.alice)
    shown = text_of(at(cast.alice).get(url(cast.melati)))
    assert "waits to be asked 3 Feb 2026 · Alice 2 earlier wordings" in shown
    assert "falls silent with men 2 Feb 2026 · Alice shy 1 Feb 2026 · Alice" in shown


def test_what_is_closed_stands_below_what_is_open(cast, at):
    state(cast.melati, "old problem", closed=date(2026, 4, 1))
    state(cast.melati, "new problem", position=1)
    state(cast.melati, "a goal", kind="goal")
    shown = text_of(at(cast.alice).get(url(cast.melati)))
    assert shown.index("new problem") < shown.index("old problem") < shown.index("a goal")
    assert "closed 1 Apr 2026" in shown and "Open again" in shown


def test_consent_is_shown_as_it_stands_and_as_it_was(cast, at):
    anggrek = make_member(group=cast.group, alias="Anggrek", consents=("polls",))
    with acting(group_id=cast.group.id):
        Consent.objects.create(group=cast.group, membership=anggrek, purpose="polls", given=False, by=cast.bob)
    shown = text_of(at(cast.alice).get(url(anggrek)))
    assert "Recording what happens in the group not asked yet not given" in shown
    assert "· Bob Earlier given" in shown and "withdrawn" in shown


def test_an_ended_membership_says_when_and_how(cast, at):
    with acting(group_id=cast.group.id):
        Membership.objects.filter(pk=cast.melati.pk).update(left=date(2026, 5, 1), outcome="partly")
        Membership.objects.filter(pk=cast.dahlia.pk).update(left=date(2026, 5, 1), outcome="moved away")
    assert "Outcome reached it in part" in text_of(at(cast.alice).get(url(cast.melati)))
    assert "left 1 May 2026" in (shown := text_of(at(cast.alice).get(url(cast.dahlia)))) and "moved away" in shown


def test_the_title_names_nobody(cast, at):
    page = at(cast.alice).get(url(cast.melati)).content.decode()
    assert "<title>Member · " in page


def test_twenty_statements_more_cost_no_query_more(cast, at):
    state(cast.melati, "first", "second", by=cast.alice)
    browser = at(cast.alice)
    before = queries(browser, url(cast.melati))
    for position in range(20):
        state(cast.melati, "first", "second", position=position, by=cast.bob)
    with acting(group_id=cast.group.id):
        of = {"group": cast.group, "membership": cast.melati, "purpose": "polls", "by": cast.bob}
        Consent.objects.bulk_create(Consent(given=bool(number % 2), **of) for number in range(20))
        for day in (1, 2, 3):
            Membership.objects.filter(pk=cast.melati.pk).update(left=date(2026, 5, day))
            Membership.objects.filter(pk=cast.melati.pk).update(left=None)
    assert queries(browser, url(cast.melati)) == before
