"""An entry grows by single taps, and what waits in the browser and what the server has look the same."""

import re

import pytest
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Consent
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
    assert event.items() >= said.items() and event["follow_up"]["text"] == "⚑"


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


def test_what_a_colleague_felt_is_named_as_theirs_and_not_mine_to_take_out(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    there.record("Kenanga", "group", "+3")
    chip(there, "+ I felt").click()
    chip(there, "angry").click()
    expect(here.entries.first).to_contain_text("Sari felt: angry")
    expect(here.entries.first).not_to_contain_text("I felt: angry")
    expect(chip(here, "Sari felt: angry")).to_have_count(0)
    expect(chip(there, "I felt: angry")).to_be_visible()


def test_whose_entry_it_is_stands_beside_it_where_it_is_not_ones_own(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    there.record("Kenanga", "group", "+3")
    expect(here.entries.first.locator(".who")).to_have_accessible_name(re.compile("recorded by Sari"))
    expect(there.entries.first.locator(".who")).not_to_contain_text("Sari")


@pytest.mark.parametrize("chosen", ["another growth", "the next event", "the entry once more", "another program"])
def test_a_line_that_was_not_saved_is_kept_whatever_comes_next(room, desk, chosen):
    here = desk(room())
    here.record()
    chip(here, "+ a line").click()
    expect(here.page.get_by_label("A line about it")).to_be_focused()
    here.page.keyboard.type("She looked away.")
    if chosen == "another growth":
        chip(here, "here and now").click()
    elif chosen == "the next event":
        here.record("Kenanga", "Melati", "+1")
    elif chosen == "the entry once more":
        here.entries.first.locator(".who").click()
    else:
        here.page.evaluate("""() => {
          Object.defineProperty(document, "hidden", {get: () => true});
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
    here.all_stored()
    wait_until(lambda: any(one.get("text") == "She looked away." for one in here.events()), seconds=60)
    expect(here.page.locator(".tray")).to_have_count(0)


def test_a_press_is_not_lost_when_news_come_before_it_ends(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    here.record()
    here.all_stored()
    expect(there.entries).to_have_count(1)
    chip(here, "here and now").hover()
    here.page.mouse.down()
    there.entries.first.locator(".who").click()
    chip(there, "spontaneous").click()
    there.record("Kenanga", "group", "+3")
    expect(here.page.locator("#arrows .arrow")).to_have_count(2)
    here.page.mouse.up()
    expect(here.entries).to_have_count(2)
    own = here.entries.nth(1).get_by_role("button", name="here and now", exact=True)
    expect(own).to_have_attribute("aria-pressed", "true")
    here.all_stored()
    wait_until(lambda: any(one.get("focus") for one in here.events()), seconds=60)


def test_a_line_is_given_up_by_escape(room, desk):
    here = desk(room())
    here.record()
    chip(here, "+ a line").click()
    here.page.keyboard.type("She looked")
    here.page.keyboard.press("Escape")
    expect(here.page.locator(".tray")).to_have_count(0)
    here.all_stored()
    assert "text" not in here.events()[0]


def test_a_line_that_is_half_typed_stays_when_news_come(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    here.record()
    chip(here, "+ a line").click()
    here.page.keyboard.type("She looked")
    here.page.evaluate("document.activeElement.blur()")
    expect(there.entries).to_have_count(1)
    there.entries.first.locator(".who").click()
    chip(there, "here and now").click()
    expect(chip(here, "here and now")).to_have_attribute("aria-pressed", "true")
    expect(here.page.get_by_label("A line about it")).to_have_value("She looked")


SMALL = [(360, 740), (740, 360), (768, 1024), (320, 640)]


@pytest.mark.parametrize("facet", ["+ trigger", "+ behaviour", "+ response", "+ a line"])
def test_what_can_be_chosen_is_in_sight_on_a_small_screen(room, desk, facet):
    here = desk(room(members=8), has_touch=True)
    here.record()
    for width, height in SMALL:
        here.page.set_viewport_size({"width": width, "height": height})
        chip(here, facet).tap()
        first = here.page.locator(".tray :is(.chip, input)").first
        expect(first).to_be_in_viewport(ratio=1)
        chip(here, facet).tap()
        expect(here.page.locator(".tray")).to_have_count(0)


def test_nothing_moves_away_under_a_finger_after_something_was_typed(room, desk):
    here = desk(room(), has_touch=True, viewport={"width": 1024, "height": 768})
    here.record()
    chip(here, "+ a line").tap()
    here.page.keyboard.type("She looked away.")
    spots = "() => [...document.querySelectorAll('#entries .chip')].map(one => one.getBoundingClientRect().x)"
    before = here.page.evaluate(spots)
    here.page.evaluate("document.activeElement.blur()")
    assert here.page.evaluate(spots) == before
    chip(here, "spontaneous").tap()
    expect(chip(here, "spontaneous")).to_have_attribute("aria-pressed", "true")


def test_a_bookmark_speaks_its_readers_language_until_somebody_writes_words(room, desk, inside):
    place = room()
    with inside():
        type(place.sari).objects.filter(pk=place.sari.pk).update(language="id")
    here, there = desk(place), desk(place, by="sari")
    here.record()
    chip(here, "⚑ come back to this").click()
    there.entries.first.locator(".who").click()
    chip(there, "⚑ Kembali ke sini nanti").click()
    there.page.locator(".tray input").press("Enter")
    expect(chip(here, "⚑ Come back to this")).to_be_visible()
    chip(here, "⚑ Come back to this").click()
    field = here.page.get_by_label("come back to this", exact=True)
    expect(field).to_have_value("Come back to this")
    here.all_stored()
    assert here.events()[0]["follow_up"]["text"] == "⚑", "opened and closed it has no words of its own"
    field.fill("Her mother")
    field.press("Enter")
    expect(chip(there, "⚑ Her mother")).to_be_visible()


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


def test_who_has_not_agreed_to_being_recorded_is_not_offered_as_who_responded(room, desk, inside):
    place = room(members=4)
    with inside(), acting(group_id=place.group.id):
        Consent.objects.create(group=place.group, membership=place.members[2], purpose="recording", given=False)
    here = desk(place)
    here.record("Melati", "Kenanga", "-4")
    chip(here, "+ response").click()
    choices = here.page.locator(".tray")
    expect(choices.get_by_role("button", name=re.compile("^Mawar"))).to_be_visible()
    expect(choices.get_by_role("button", name=re.compile("^Anggrek"))).to_have_count(0)
    here.seat("Anggrek").click()
    here.says("Anggrek has not agreed to being recorded.")
    expect(choices).to_have_attribute("aria-label", "Who responded? Tap a seat or a name.")


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_the_choices_stand_over_the_pad_until_somebody_is_tapped(room, desk, width):
    here = desk(room(), has_touch=True, viewport={"width": width, "height": 640})
    here.record()
    here.all_stored()  # nothing is drawn anew while it is measured
    circle = here.page.locator("#circle").bounding_box()
    chip(here, "+ trigger").tap()
    tray, within = here.page.locator(".tray").bounding_box(), here.page.locator("#entries").bounding_box()
    assert min(tray["height"], within["height"]) > 140 and tray["y"] >= within["y"] - 1
    expect(here.pad("-3")).to_be_hidden()
    here.seat("Anggrek").tap()
    expect(here.pad("-3")).to_be_visible()
    here.seat("group").tap()
    here.pad("-3").tap()
    expect(here.entries).to_have_count(2)
    assert here.page.locator("#circle").bounding_box() == circle
