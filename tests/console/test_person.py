"""Whose console it is, and how it goes from one person to the other."""

import re

import pytest
from playwright.sync_api import expect

ENTRIES = "**/console/entries/"
SIZES = [(320, 640), (360, 640), (640, 360), (768, 1024), (1024, 768)]


def taken_over(here) -> None:
    """Two taps."""
    here.page.locator("#me").click()
    here.press("Somebody else takes over")


def arrives(here, user) -> None:
    """At the sign-in page, which leads back to the console."""
    here.page.wait_for_url(re.compile("/account/login/"))
    way = here.page.url
    here.sign_in(user)
    here.page.goto(way)
    here.ready()


@pytest.mark.parametrize("size", SIZES)
def test_it_says_in_whose_name_it_records(room, desk, size):
    here = desk(room(), viewport=dict(zip(("width", "height"), size, strict=True)), has_touch=True)
    me = here.page.get_by_role("button", name="Recorded by Bayu")
    expect(me).to_be_visible()
    box = me.bounding_box()
    assert box["height"] >= 30 and box["width"] >= 44
    me.tap()
    told = here.page.locator("#person")
    expect(told).to_contain_text("What is tapped here is recorded in the name of Bayu.")
    box = told.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0] and box["y"] + box["height"] <= size[1]
    here.seat("Melati").tap(position={"x": 10, "y": 20})
    expect(told).to_be_hidden()


def test_two_taps_hand_it_to_somebody_else_and_lead_back_here_in_their_name(room, desk):
    place = room()
    here = desk(place)
    here.record("Melati", "Kenanga", "-3")
    here.all_stored()
    here.until(lambda: here.stores()["kept"], seconds=10)
    taken_over(here)
    here.page.wait_for_url(re.compile("/account/login/"))
    assert here.stores()["kept"] == [] and here.page.evaluate("caches.keys()") == []
    arrives(here, place.sari)
    assert here.page.url.endswith(here.path)
    expect(here.page.get_by_role("button", name="Recorded by Sari")).to_be_visible()
    here.record("Kenanga", "group", "+2")
    here.all_stored()
    assert [event["recorded_by"] for event in here.events()] == [place.seats[name].ref for name in ("Bayu", "Sari")]


def test_what_waits_is_offered_to_be_sent_first_and_is_never_lost(room, desk):
    place = room()
    here = desk(place)
    here.page.route(ENTRIES, lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 waiting to be sent")
    here.until(lambda: here.stores()["waiting"], seconds=10)
    taken_over(here)
    here.page.wait_for_url(re.compile("/account/logout/"))
    here.page.locator("main").get_by_role("button", name="Sign out").click()
    dialog = here.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Entries are still waiting here")
    here.page.unroute(ENTRIES)
    here.press("Send now")
    arrives(here, place.sari)
    assert [event["recorded_by"] for event in here.events()] == [place.seats["Bayu"].ref]


def test_without_a_connection_it_stays_whose_it_is_and_says_so(room, desk):
    here = desk(room())
    here.page.context.set_offline(True)
    here.record()
    expect(here.page.locator("#trouble")).to_be_visible()
    taken_over(here)
    here.says("Without a connection nobody else can sign in here. This stays the console of Bayu.")
    expect(here.entries).to_have_count(1)
    here.page.context.set_offline(False)
    here.all_stored()


def test_keys_typed_while_it_is_asked_record_nothing(room, desk):
    here = desk(room())
    here.page.locator("#me").click()
    here.page.locator("#hand-over").focus()
    here.page.keyboard.press("1")
    expect(here.seat("Anggrek")).to_have_attribute("aria-pressed", "false")
    here.page.keyboard.press("Escape")
    expect(here.page.locator("#person")).to_be_hidden()
