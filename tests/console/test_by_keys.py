"""A whole session by the keyboard alone, and what a screen reader hears of it."""

import re

from playwright.sync_api import expect

from tests.journeys.keyboard import Keys
from tests.stack import wait_until


def test_a_whole_session_by_the_keyboard_alone(room, desk):
    place = room(members=5, state="planned")
    here = desk(place)
    keys = Keys(here.page)
    keys.enter(here.page.get_by_role("button", name="Start", exact=True))
    keys.press("4", "Escape", "5", "3", "Escape", "2", "-", "4")
    here.says(re.compile(r"^0:\d\d Melati toward Dahlia, negative 4, on record$"))
    keys.press("1", "0", "+", "3")
    keys.press("e", "t", "a")
    expect(here.entries.first).to_contain_text("criticism")
    keys.press("p", "2", "Escape", "p", "4", "a")
    keys.press("f", "a", "h", "n", "c", "ArrowDown")
    expect(here.entries.nth(1).locator(".who")).to_be_focused()
    keys.press("l")
    here.page.keyboard.type("urged on")
    keys.press("Enter", "Escape", "u", "u", "r")
    keys.press("Shift+?")
    expect(here.page.get_by_role("dialog", name="Taps and keys")).to_be_visible()
    keys.press("Escape")
    keys.enter(here.page.get_by_role("button", name="End", exact=True))
    here.all_stored()
    wait_until(lambda: len(here.events()) == 2, seconds=10)
    first, second = sorted(here.events(), key=lambda one: one["id"])
    assert (first["actor"], first["toward"], first["affect"], first["strength"]) == (
        "Melati",
        ["Dahlia"],
        "negative",
        4,
    )
    assert "text" not in first and keys.faults == []
    assert second.items() >= {"trigger": "criticism", "focus": "here-and-now", "origin": "spontaneous"}.items()
    assert len(second["responses"]) == len(second["felt"]) == 1


def test_who_responded_has_the_key_of_their_seat(room, desk):
    here = desk(room(members=5))
    here.record("Melati", "Dahlia", "-4")
    here.page.keyboard.press("e")
    here.page.keyboard.press("p")
    expect(here.page.locator(".tray [data-pick='s']")).to_have_text(re.compile("^Sari"))
    here.page.keyboard.press("s")
    here.page.keyboard.press("a")
    here.all_stored()
    [event] = here.events()
    assert [line["by"] for line in event["responses"]] == [here.room.seats["Sari"].ref]


def test_single_keys_can_be_switched_off_on_this_device(room, desk):
    here = desk(room())
    here.page.keyboard.press("Shift+?")
    here.page.get_by_label("Single keys work on this device").uncheck()
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("1")
    expect(here.seat("Anggrek")).to_have_attribute("aria-pressed", "false")
    here.open()
    here.page.keyboard.press("1")
    expect(here.seat("Anggrek")).to_have_attribute("aria-pressed", "false")


def test_the_help_is_there_for_fingers_too_on_every_screen(room, desk):
    here = desk(room(), has_touch=True)
    for width, height in ((360, 640), (640, 360), (768, 1024), (1024, 768)):
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.get_by_role("button", name="Taps and keys").tap()
        expect(here.page.get_by_role("dialog", name="Taps and keys")).to_contain_text("Hold a seat")
        here.page.get_by_role("button", name="Close").tap()


def test_a_seats_menu_opens_by_a_key_and_gives_the_focus_back(room, desk):
    here = desk(room())
    here.seat("Melati").focus()
    here.page.keyboard.press("m")
    expect(here.page.get_by_role("button", name="Leaves now")).to_be_focused()
    here.page.keyboard.press("Escape")
    expect(here.seat("Melati")).to_be_focused()
