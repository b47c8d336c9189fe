"""The pages of findings before anything is worked out, and while newer records are being worked in."""

import pytest
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.summaries.models import Build, Findings
from observations.summaries.rebuilding import note_failure
from tests.factories import make_event, make_session
from tests.pages import queries, text_of, trail
from tests.summaries.made import changed, consent, incident, worked_out

PAGES = {"group": "group_summary", "session": "session_summary"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(params=PAGES)
def page(request, cast):
    """Its address; an incident of Melati is on record."""
    incident(cast)
    of = getattr(cast, request.param).id
    return reverse(f"summaries:{PAGES[request.param]}", args=[of])


def test_before_anything_is_worked_out_the_page_says_so_and_asks_again(cast, at, page):
    shown = at(cast.alice).get(page)
    assert "The findings are being worked out" in text_of(shown) and "Being worked out" in text_of(shown)
    assert f'hx-get="{page}?seen=0"' in shown.content.decode() and 'hx-trigger="every 2s"' in shown.content.decode()
    assert "1 critical incident" not in text_of(shown) and "Who meets whom" not in text_of(shown)


def test_without_javascript_loading_it_again_shows_what_is_there_by_then(cast, at, page):
    alice = at(cast.alice)
    assert "load the page again" in text_of(alice.get(page))
    worked_out(cast.group)
    shown = alice.get(page)
    assert "being worked out" not in text_of(shown) and "?seen=" not in shown.content.decode()
    assert "1 event" in text_of(shown)


def test_while_newer_records_are_worked_in_the_page_shows_what_it_has_and_asks_again(cast, at, page):
    worked_out(cast.group)
    incident(cast)
    changed(cast.melati)
    shown = at(cast.alice).get(page)
    assert "Newer records are being worked in" in text_of(shown) and "Being renewed" in text_of(shown)
    assert "1 event " in text_of(shown) and f'hx-get="{page}?seen=2"' in shown.content.decode()


def test_who_asks_again_is_answered_once_there_is_something_new(cast, at, page):
    worked_out(cast.group)
    waiting = at(cast.alice, **HTMX)
    opened = len(trail("opened"))
    assert waiting.get(f"{page}?seen=2").status_code == 204 and len(trail("opened")) == opened
    incident(cast)
    worked_out(cast.group)
    part = waiting.get(f"{page}?seen=2")
    html = part.content.decode()
    assert part.status_code == 200 and html.startswith('<div id="') and "<html" not in html
    assert 'id="findings-state" class="row" hx-swap-oob="true"' in html and "2 events" in text_of(part)
    assert len(trail("opened")) == opened + 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_whatever_it_says_that_it_has_seen_is_no_fault(cast, at, page, seen):
    worked_out(cast.group)
    assert at(cast.alice, **HTMX).get(f"{page}?seen={seen}").status_code == 200


def test_from_a_withdrawal_on_nothing_is_shown_until_it_is_worked_out_anew(cast, at, page):
    worked_out(cast.group)
    address = reverse("summaries:group_evidence", args=[cast.group.id, "0" * 16])
    consent(cast.melati, given=False)
    shown = text_of(at(cast.alice).get(page))
    assert "The findings are being worked out" in shown and "1 member has not agreed" in shown
    assert at(cast.alice).get(address).status_code == 404


def test_what_tells_of_somebody_who_does_not_agree_is_not_shown_though_it_were_there(cast, at, page):
    """As the database would never leave it; the page does not rely on that."""
    worked_out(cast.group)
    with acting(group_id=cast.group.id):
        kept = list(Findings.objects.all())
        consent(cast.melati, given=False)
        Findings.objects.bulk_create(kept)
    assert "The findings are being worked out" in text_of(at(cast.alice).get(page))


def test_findings_of_another_version_of_the_analysis_are_not_put_into_words(cast, at, page, monkeypatch):
    worked_out(cast.group)
    with acting(group_id=cast.group.id):
        Findings.objects.update(analysis="another", content={})
    assert "The findings are being worked out" in text_of(at(cast.alice).get(page))


def test_it_takes_as_many_queries_whatever_the_state_allows(cast, at, page):
    """Fewer while nothing is there; after that the same with more events of more sessions, current or not.

    While it waits there is one more: how the last builds went.
    """
    alice = at(cast.alice)
    before = queries(alice, page)
    worked_out(cast.group)
    there = queries(alice, page)
    for number in range(2, 9):
        session = make_session(group=cast.group, number=number, there=[cast.melati.person])
        for held in (session, cast.session):
            make_event(session=held, actor=cast.melati.person, recorded_by=cast.seat, toward=[cast.dahlia.person])
    changed(cast.melati)
    assert before - 1 <= there == queries(alice, page) - 1
    worked_out(cast.group)
    assert queries(alice, page) == there <= 17


def test_the_range_keeps_its_place_when_the_page_renews_itself(cast, at):
    make_session(group=cast.group, number=2)
    incident(cast)
    worked_out(cast.group)
    changed(cast.melati)
    url = reverse("summaries:group_summary", args=[cast.group.id])
    assert 'hx-include="#until"' in at(cast.alice).get(url).content.decode()
    worked_out(cast.group)
    part = at(cast.alice, **HTMX).get(f"{url}?seen=2&until=1").content.decode()
    assert 'min="1" max="2" value="1"' in part


def test_it_is_told_in_indonesian_too(cast, at, page):
    cast.alice.language = "id"
    cast.alice.save()
    assert "Temuan sedang disusun" in text_of(at(cast.alice).get(page))
    worked_out(cast.group)
    changed(cast.melati)
    assert "Catatan yang lebih baru sedang dimasukkan" in text_of(at(cast.alice).get(page))


def test_a_planned_session_waits_for_nothing(cast, at):
    planned = make_session(group=cast.group, number=2, state="planned")
    shown = at(cast.alice).get(reverse("summaries:session_summary", args=[planned.id]))
    assert "Not held yet" in text_of(shown) and "?seen=" not in shown.content.decode()


def test_opening_a_page_that_waits_is_on_record(cast, at, page):
    at(cast.alice).get(page)
    assert Entry.objects.filter(action="opened", by=cast.alice.id).count() == 1


def failing(cast):
    changed(cast.melati)
    note_failure(cast.group.id, cast.group.id, "ArithmeticError")


def test_what_cannot_be_worked_out_is_not_said_to_come_within_seconds(cast, at, page):
    failing(cast)
    shown = text_of(at(cast.alice).get(page))
    assert "The findings cannot be worked out now" in shown and "Cannot be worked out" in shown
    assert "within seconds" not in shown and "ArithmeticError" not in shown


def test_where_newer_records_cannot_be_worked_in_what_there_is_is_shown(cast, at, page):
    worked_out(cast.group)
    failing(cast)
    shown = text_of(at(cast.alice).get(page))
    assert "Newer records cannot be worked in now" in shown and "Cannot be renewed" in shown and "1 event" in shown
    assert "appear here by themselves" not in shown


def test_a_page_that_waits_is_told_that_it_fails_and_when_it_is_over(cast, at, page):
    waiting = at(cast.alice, **HTMX)
    assert waiting.get(f"{page}?seen=0").status_code == 204
    failing(cast)
    told = waiting.get(f"{page}?seen=0")
    assert "cannot be worked out now" in text_of(told) and f'hx-get="{page}?seen=0-failing"' in told.content.decode()
    assert waiting.get(f"{page}?seen=0-failing").status_code == 204
    worked_out(cast.group)
    assert "1 event" in text_of(waiting.get(f"{page}?seen=0-failing"))


def test_how_long_it_took_is_said_where_it_is_long(cast, at, page):
    worked_out(cast.group)
    incident(cast)
    changed(cast.melati)
    for took, said in ((0.4, False), (14.2, True)):
        Build.objects.filter(pk=cast.group.id).update(took=took)
        assert ("The last time it took 14 s." in text_of(at(cast.alice).get(page))) is said
