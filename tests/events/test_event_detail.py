"""One page to read, log and complete an event in full."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Watermark
from observations.events.document import event_document
from observations.events.models import Component
from tests.events.made import everything, form_of, signed
from tests.factories import attend, make_event, make_member, make_session

SECTIONS = ["What happened", "The feared and the real", "The five components", "Who responded how", "What it means"]
OUTSIDERS = [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]


def url(event):
    return reverse("events:event_detail", args=[event.id])


def quick(cast, **fields):
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, **fields)


def now(cast, event):
    with acting(group_id=cast.group.id):
        return event_document(event)


def save(browser, event, **changes):
    """Opens the page, changes some fields and sends it, as a browser does."""
    data = form_of(browser.get(url(event)), url(event))
    return browser.post(url(event), data | changes)


def marks(cast):
    return {str(row.membership): row.record for row in Watermark.objects.filter(group=cast.group.id)}


def test_who_may_write_gets_the_form(cast, at):
    event = quick(cast, toward=[cast.dahlia.person])
    page = at(cast.alice).get(url(event)).content.decode()
    assert "Melati → Dahlia" in page
    assert re.findall("<legend><h2>(.*?)</h2></legend>", page) == SECTIONS


def test_names_stay_out_of_the_title(cast, at):
    page = at(cast.alice).get(url(quick(cast))).content.decode()
    assert re.search("<title>(.*?)</title>", page)[1] == "Event · GroupCounsel"


def test_five_characteristics_three_characteristics_and_five_components_are_explained_in_place(cast, at):
    page = at(cast.alice).get(url(quick(cast))).content.decode()
    form = page[page.index('id="feared"') : page.index('id="responses"')]
    assert form.count("only-negative") == 5 and form.count("only-positive") == 3
    assert form.count("«") == 5 + 3 + 5
    assert "ujian kenyataan yang sangat berdampak" in form and "an addition" in page


@pytest.mark.parametrize("who", ["olga", "sari"])
def test_who_only_reads_gets_the_words_and_no_form(full, at, who):
    page = at(getattr(full, who)).get(url(full.event)).content.decode()
    assert "Reality testing" in page and "observed · Session 2" in page and "She gave in." in page
    assert "<textarea" not in page and 'method="post" class="event-form"' not in page


def test_an_observer_does_not_read_what_a_counselor_felt(full, at):
    assert "Alice: protective" in at(full.sari).get(url(full.event)).content.decode()
    page = at(full.olga).get(url(full.event)).content.decode()
    assert "Alice: protective" not in page and "Dahlia: sad" in page


@pytest.mark.parametrize(("who", "status"), OUTSIDERS)
def test_nobody_else_saves(full, at, who, status):
    before = now(full, full.event)
    assert at(getattr(full, who)).post(url(full.event), {"kind": "interaction"}).status_code == status
    assert now(full, full.event) == before


def test_other_verbs_are_refused(cast, at):
    assert at(cast.alice).put(url(quick(cast))).status_code == 405


def test_saving_an_untouched_form_changes_nothing_and_leaves_no_trace(full, at):
    before, stood = now(full, full.event), marks(full)
    assert save(at(full.alice), full.event).status_code == 302
    assert now(full, full.event) == before
    assert marks(full) == stood and not Entry.objects.filter(action="event-changed").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"strength": None},
        {"affect": None, "strength": 3, "kind": "interaction"},
        {"at": 0.125},
        {"toward_group": True, "novel": False, "adaptive": True},
        {"reality_testing": "unknown", "reflection": "none", "process_looked_at": False},
        {"text": "One line.\n\nAnother.\n", "distortion_view": "They\r\ndespise me. ", "follow_up": " Return."},
        {"follow_up": "⚑"},
    ],
)
def test_what_came_from_elsewhere_survives_an_untouched_form(cast, at, fields):
    event = quick(cast, **fields)
    before = now(cast, event)
    answer = save(at(cast.bob), event)
    assert answer.status_code == 302, re.findall("errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    assert now(cast, event) == before


def test_everything_filled_in_is_stored_and_read_back(full, at):
    blank = quick(full, at=754.2)
    data = form_of(at(full.alice).get(url(full.event)), url(full.event))
    data["seen"] = form_of(at(full.alice).get(url(blank)), url(blank))["seen"]
    for rows in ("responses", "felt", "validation"):
        data[f"{rows}-INITIAL_FORMS"] = ["0"]
    assert at(full.alice).post(url(blank), data).status_code == 302
    expected = everything(full, later=full.second) | {"id": str(blank.id)}
    del expected["components"]["facilitation"]
    assert now(full, blank) == expected


def test_everything_can_be_cleared_again(full, at):
    page = form_of(at(full.alice).get(url(full.event)), url(full.event))
    kept = {name: value for name, value in page.items() if name == "seen" or name.endswith("_FORMS")}
    told = {"at": "12:34.2", "kind": "interaction", "actor": full.melati.person.ref}
    assert at(full.alice).post(url(full.event), kept | told).status_code == 302
    document = now(full, full.event)
    assert document.pop("components") == {"facilitation": {"state": "unknown"}}
    assert document == {"id": str(full.event.id), "session": "s1", "recorded_by": full.seat.ref} | told | {"at": 754.2}


def test_lines_are_kept_as_they_were_typed(full, at):
    save(at(full.alice), full.event, text="One line.\r\n\r\nAnother.\r\n")
    assert now(full, full.event)["text"] == "One line.\n\nAnother."


def test_a_long_text_is_kept_whole(full, at):
    long = "She gave in, and then she did not. " * 5000
    assert save(at(full.alice), full.event, text=long, distortion_view=long).status_code == 302
    document = now(full, full.event)
    assert document["text"] == document["distortion"]["view"] == long.strip()


def test_a_change_names_its_facets_in_the_trail_and_nothing_of_what_was_said(full, at):
    save(at(full.alice), full.event, text="A secret", focus="past")
    entry = Entry.objects.get(action="event-changed", subject=full.event.id)
    assert entry.by == full.alice.id and entry.group == full.group.id
    assert entry.detail == {"facets": ["focus", "text"]}


def test_everybody_with_a_part_before_or_after_is_marked(full, at):
    bystander = make_member(group=full.group, alias="Anggrek")
    attend(session=full.session, person=bystander.person)
    stranger = make_member(group=full.group, alias="Kenanga")
    before = marks(full)
    save(at(full.alice), full.event, actor=bystander.person.ref, trigger="praise")
    after = marks(full)
    changed = {membership for membership in after if after[membership] != before[membership]}
    assert changed == {str(of.id) for of in (full.melati, full.dahlia, bystander, full.group)}
    assert str(stranger.id) not in changed


def test_rows_are_added_with_the_empty_one_and_removed_with_a_tick(full, at):
    dahlia = full.dahlia.person.ref
    added = {"responses-2-by": dahlia, "responses-2-kind": "comforts"}
    save(at(full.alice), full.event, **added, **{"responses-0-DELETE": "on"})
    expected = [{"by": full.seat.ref, "kind": "confronts"}, {"by": dahlia, "kind": "comforts"}]
    assert now(full, full.event)["responses"] == expected


def test_a_component_seen_in_a_later_session_keeps_that_session(full, at):
    save(at(full.alice), full.event, **{"facilitation-state": "observed", "facilitation-session": full.second.ref})
    with acting(group_id=full.group.id):
        row = Component.objects.get(event=full.event, kind="facilitation")
        assert (row.state, row.session_id) == ("observed", full.second.id)


def test_what_is_not_known_yet_keeps_no_session(full, at):
    save(at(full.alice), full.event, **{"recognition-state": "unknown"})
    assert now(full, full.event)["components"]["recognition"] == {"state": "unknown", "of": ["behaviour", "avoidance"]}


def test_whoever_was_absent_is_not_offered(cast, at):
    away = attend(session=cast.session, person=make_member(group=cast.group, alias="Anggrek").person, state="absent")
    page = at(cast.alice).get(url(quick(cast))).content.decode()
    actors = re.findall('name="actor"[^>]* value="(.*?)"', page)
    assert cast.melati.person.ref in actors and away.person.ref not in actors


def test_a_signed_event_is_for_reading_and_offers_the_amendment(full, at):
    signed(full)
    page, observed = (at(who).get(url(full.event)).content.decode() for who in (full.alice, full.olga))
    amend = reverse("events:event_amend", args=[full.event.id])
    assert "<textarea" not in page and amend in page and amend not in observed


def test_the_page_costs_the_same_in_a_large_group(full, at):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert at(full.alice).get(url(full.event)).status_code == 200
        return len(captured)

    small = queries()
    for number in range(3, 43):
        make_session(group=full.group, number=number)
    for _ in range(20):
        quick(full)
    assert queries() == small


def test_the_sessions_offered_are_this_one_the_next_and_the_newest(full, at):
    for number in range(3, 61):
        make_session(group=full.group, number=number)
    page = at(full.alice).get(url(full.event)).content.decode()
    select = page[page.index('name="risk-session"') :]
    offered = re.findall(r"Session (\d+) ·", select[: select.index("</select>")])
    assert offered[0] == "1" and "13" in offered and "60" in offered and "30" not in offered
    assert len(offered) == 25


def test_it_is_complete_in_indonesian(full, at):
    type(full.alice).objects.filter(pk=full.alice.pk).update(language="id")
    page = at(full.alice).get(url(full.event)).content.decode()
    assert "Lima komponen" in page and "belum diketahui" in page.lower()
