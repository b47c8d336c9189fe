"""An entry grows by single taps, and what waits in the browser and what the server has look the same."""

import re

from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from observations.live.models import Cues
from tests.stack import wait_until


def chip(here, name):
    return here.entries.first.get_by_role("button", name=name, exact=True)


def test_an_entry_grows_by_single_taps(room, desk):
    here = desk(room())
    here.record("Melati", "Kenanga", "-4")
    for facet, value in [("+ trigger", "criticism"), ("+ octant", "cold")]:
        chip(here, facet).click()
        chip(here, value).click()
    for name in ("here and now", "spontaneous", "looked at together", "⚑ come back to this"):
        chip(here, name).click()
    chip(here, "+ response").click()
    here.seat("Anggrek").click()
    chip(here, "supports").click()
    chip(here, "+ I felt").click()
    chip(here, "protective").click()
    chip(here, "+ a line").click()
    here.page.get_by_label("A line about it").fill("She looked away.")
    here.page.keyboard.press("Enter")
    expect(here.entries.first).to_contain_text("She looked away.")
    here.all_stored()
    [event] = here.events()
    refs = {alias: person.ref for alias, person in here.room.seats.items()}
    said = {
        "trigger": "criticism", "octant": "DE", "focus": "here-and-now", "origin": "spontaneous",
        "process_looked_at": True, "text": "She looked away.", "kind": "incident",
        "responses": [{"by": refs["Anggrek"], "kind": "supports"}],
        "felt": [{"by": refs["Bayu"], "feeling": "protective"}],
    }  # fmt: skip
    assert event.items() >= said.items() and event["follow_up"]["text"] == "Come back to this"


def test_what_was_added_goes_by_a_tap_and_undo_brings_it_back(room, desk):
    here = desk(room())
    here.record()
    chip(here, "here and now").click()
    chip(here, "+ I felt").click()
    chip(here, "angry").click()
    chip(here, "I felt: angry").click()
    chip(here, "here and now").click()
    expect(chip(here, "here and now")).to_have_attribute("aria-pressed", "false")
    undo = here.page.get_by_role("button", name="Undo", exact=True)
    undo.click()
    undo.click()
    expect(chip(here, "I felt: angry")).to_be_visible()
    here.all_stored()
    here.open()
    undo.click()
    here.all_stored()
    wait_until(lambda: "felt" not in here.events()[0], seconds=10)
    assert here.events()[0]["focus"] == "here-and-now"


def test_the_actors_most_frequent_behaviour_stands_first(room, desk):
    here = desk(room())
    here.record()
    chip(here, "+ behaviour").click()
    picks = here.entries.first.locator(".tray button")
    last = picks.last.inner_text()
    picks.last.click()
    here.all_stored()
    here.open()
    here.record()
    chip(here, "+ behaviour").click()
    assert picks.first.inner_text() == last


def test_what_a_colleague_records_comes_by_itself(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    there.record("Kenanga", "group", "+3")
    expect(here.entries).to_have_count(1)
    expect(here.page.locator("#present")).to_have_attribute("title", "Sari logs too")


def test_silent_marks_come_only_where_somebody_asked_for_them(room, desk, inside):
    place = room()
    with inside(), acting(user_id=place.bayu.pk):
        Cues.objects.create(user=place.bayu, unheard_minutes=5, unreflected_minutes=5)
    here, there = desk(place), desk(place, by="sari")
    expect(here.seat("Melati")).to_have_accessible_name(re.compile("not heard from for"))
    expect(there.seat("Melati")).to_have_accessible_name("Melati, key 3")
