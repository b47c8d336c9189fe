"""Fingers instead of a mouse."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def here(room, desk):
    return desk(room(members=5), has_touch=True, viewport={"width": 768, "height": 1024})


def middle(one) -> tuple[float, float]:
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def touch(here, *path: tuple[float, float]) -> None:
    """One finger, put down at the first point, drawn over the others and lifted at the last."""
    send = here.page.context.new_cdp_session(here.page).send
    for place, (x, y) in enumerate(path):
        kind = "touchMove" if place else "touchStart"
        send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_three_taps_of_a_finger_are_on_record(here):
    for spot in (here.seat("Dahlia"), here.seat("group"), here.pad("+3")):
        here.page.touchscreen.tap(*middle(spot))
    expect(here.entries).to_have_count(1)
    here.all_stored()
    [event] = here.events()
    assert (event["actor"], event["toward"], event["affect"], event["strength"]) == ("Dahlia", "group", "positive", 3)


def test_a_finger_draws_a_seat_round_the_circle(here):
    before = here.order()
    (x, y), end = middle(here.seat(before[0])), middle(here.seat(before[3]))
    steps = [(x + (end[0] - x) * part / 6, y + (end[1] - y) * part / 6) for part in range(7)]
    touch(here, *steps)
    assert here.order() == [before[1], before[2], before[3], before[0], *before[4:]]
    expect(here.seat(before[0])).to_have_attribute("aria-pressed", "false")
    expect(here.page.locator(".dragged")).to_have_count(0)
    here.all_stored()
    here.open()
    assert here.order() == [before[1], before[2], before[3], before[0], *before[4:]]


def rested(here, alias) -> None:
    spot = middle(here.seat(alias))
    send = here.page.context.new_cdp_session(here.page).send
    send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": spot[0], "y": spot[1]}]})
    expect(here.page.locator("#menu")).to_be_visible()
    here.page.wait_for_timeout(200)
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("size", [(360, 640), (640, 360)])
def test_the_finger_that_opened_the_menu_chooses_nothing_in_it_when_it_is_lifted(room, desk, size):
    """On a small screen the menu lies under it."""
    here = desk(room(members=6), has_touch=True, viewport=dict(zip(("width", "height"), size, strict=True)))
    for alias in ("Mawar", "Dahlia", "Teratai"):
        rested(here, alias)
        expect(here.page.locator("#menu strong")).to_have_text(alias)
        expect(here.page.locator("#menu")).to_be_visible()
        here.page.keyboard.press("Escape")
    assert here.deliveries() == []
    rested(here, "Mawar")
    here.page.touchscreen.tap(*middle(here.page.get_by_role("button", name="Leaves now", exact=True)))
    here.all_stored()
    assert here.attendance("Mawar").state == "left-early"


def test_a_finger_that_rests_on_a_seat_opens_its_menu(here):
    spot = middle(here.seat("Mawar"))
    send = here.page.context.new_cdp_session(here.page).send
    send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": spot[0], "y": spot[1]}]})
    expect(here.page.get_by_role("button", name="Leaves now", exact=True)).to_be_visible()
    send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    here.page.touchscreen.tap(*middle(here.page.get_by_role("button", name="Leaves now", exact=True)))
    here.all_stored()
    assert here.attendance("Mawar").state == "left-early"
