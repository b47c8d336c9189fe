"""The session's clock by one tap each; what is logged afterwards has the time that somebody typed."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from sessions_app.clock import seconds
from sessions_app.models import Session
from tests.factories import make_event
from tests.stack import wait_until


def test_start_pause_go_on_end_and_the_end_taken_back(room, desk):
    here = desk(room(members=5, state="planned"))
    expect(here.page.locator("#time")).to_have_text("not begun")
    for name in ("Start", "Pause", "Go on", "End", "Not ended"):
        here.press(name)
        expect(here.page.get_by_role("link", name="Debriefing")).to_be_visible(visible=name == "End")
        hint = "Pause. The clock stands still." if name == "Pause" else "Who? Tap a seat."
        expect(here.page.locator("#doing")).to_have_text(hint)
    here.all_stored()
    wait_until(lambda: here.session().state == "live", seconds=10)
    session = here.session()
    assert session.began and session.ended is None and len(session.pauses) == 1
    here.open()
    expect(here.page.locator("#time")).to_have_text(re.compile(r"^0:\d\d$"))


def test_after_the_end_one_tap_leads_to_the_debriefing(room, desk):
    here = desk(room())
    here.record()
    here.press("End")
    here.all_stored()
    here.page.get_by_role("link", name="Debriefing").click()
    expect(here.page.get_by_role("heading", level=1)).to_have_text("Debriefing of session 1")


def test_the_first_tap_begins_a_planned_session(room, desk):
    here = desk(room(members=5, state="planned"))
    here.record()
    expect(here.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    here.all_stored()
    assert here.session().state == "live"


def test_afterwards_the_typed_time_counts_and_stays(room, desk):
    here = desk(room(members=5, state="planned"))
    here.press("Log with typed times")
    field = here.page.get_by_label("At", exact=True)
    field.fill("half past")
    here.record()
    here.says("Write the time as 24:51, minutes and seconds.")
    expect(field).to_be_focused()
    expect(here.entries).to_have_count(0)
    field.fill("24:51")
    here.pad("-4").click()
    here.says("24:51 Melati toward Kenanga, negative 4, on record")
    here.record("Dahlia", "group", "+2")
    here.all_stored()
    assert [one["at"] for one in here.events()] == [1491.0, 1491.0]
    assert here.session().state == "debriefing"


def test_what_was_missed_is_offered_the_end_of_the_session_as_its_time(room, desk):
    here = desk(room(began=timezone.now() - timedelta(minutes=12)))
    here.press("End")
    field = here.page.get_by_label("At", exact=True)
    expect(field).to_have_value(re.compile(r"^12:\d\d$"))
    field.fill("7:30")
    here.record()
    here.all_stored()
    assert [one["at"] for one in here.events()] == [450.0]
    expect(field).to_have_value("7:30")


def test_a_session_that_was_held_without_the_clock_shows_none(room, desk):
    here = desk(room(state="debriefing"))
    expect(here.page.locator("#time")).to_have_text("held")


def test_a_signed_record_takes_nothing_and_offers_no_pair_to_join(room, desk, inside):
    place = room(state="debriefing")
    with inside(), acting(group_id=place.group.id):
        for name in ("Bayu", "Sari"):
            make_event(session=place.session, actor=place.seats["Melati"], recorded_by=place.seats[name])
        Session.objects.filter(pk=place.session.pk).update(state="signed")
    here = desk(place)
    expect(here.entries).to_have_count(2)
    expect(here.page.locator("#pairs")).to_be_hidden()
    here.seat("Melati").click()
    here.says("This record is signed. What was missed can be added to an event as an amendment.")
    expect(here.seat("Melati")).to_have_attribute("aria-pressed", "false")
    expect(here.page.locator("#message")).to_be_hidden()
    expect(here.page.locator("#doing")).to_contain_text("This record is signed.")


def test_the_page_reckons_with_pauses_that_overlap_as_the_server_does(room, desk):
    here = desk(room(members=5))
    began = timezone.now().replace(microsecond=0)
    noted = [(100, 200), (95, 300), (400, 410), (350, None)]
    session = Session(began=began, starts=began, pauses=[[told(began, at) for at in pause] for pause in noted])
    for at in (90, 150, 250, 340, 360, 405, 500):
        clock = {"began": 0, "ended": None, "pauses": [[1000 * one, other and 1000 * other] for one, other in noted]}
        asked = "async ([clock, at]) => (await import('/static/live/clock.js')).secondsAt(clock, at)"
        shown = here.page.evaluate(asked, [clock, 1000 * at])
        assert shown == seconds(session, began + timedelta(seconds=at)), at


def told(began, at):
    return at and (began + timedelta(seconds=at)).isoformat()
