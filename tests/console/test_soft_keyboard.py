"""A soft keyboard takes half of a phone: what is typed, and what stores it, stays above it."""

import pytest
from playwright.sync_api import expect

from tests.stack import wait_until

UPRIGHT, ACROSS = {"width": 360, "height": 640}, {"width": 640, "height": 360}
LEFT_OVER = [(UPRIGHT, {"width": 360, "height": 340}), (ACROSS, {"width": 640, "height": 200})]
SEEN = """one => {
  const {left, top, right, bottom, width} = one.getBoundingClientRect(), seen = visualViewport;
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const across = left >= seen.offsetLeft - 1 && right <= seen.offsetLeft + seen.width + 1;
  const upright = top >= seen.offsetTop - 1 && bottom <= seen.offsetTop + seen.height + 1;
  return {across, upright, uncovered: one.contains(over), wide: width >= 44};
}"""
ALL = {"across": True, "upright": True, "uncovered": True, "wide": True}


@pytest.fixture
def phone(room, desk):
    """`phone(screen)`: the console on a phone, as large as a group becomes."""
    return lambda screen, state="live": desk(
        room(members=12, state=state, language="id"), viewport=screen, has_touch=True, is_mobile=True
    )


def write(here, what: str) -> list:
    """Opens the field; it and the button that stores what stands in it."""
    for _ in range(4):
        here.page.locator("#seats .place").nth(0).click()
        here.page.locator("#seats .place").nth(1).click()
        here.page.locator("#pad button").nth(3).click()
    for _ in range(2 if what == "bookmark" else 1):
        here.page.locator("#entries > [data-event]").first.locator(f"[data-key={what}]").click()
    field, save = here.page.locator(".writing .input"), here.page.locator(".writing .button")
    expect(field).to_be_focused()
    return [field, save]


@pytest.mark.parametrize(("screen", "left"), LEFT_OVER, ids=["upright", "across"])
@pytest.mark.parametrize("what", ["open-text", "bookmark"])
def test_a_line_and_its_save_stay_above_a_keyboard_that_makes_the_page_smaller(phone, screen, left, what):
    here = phone(screen)
    parts = write(here, what)
    here.page.set_viewport_size(left)
    wait_until(lambda: [part.evaluate(SEEN) for part in parts] == [ALL, ALL], seconds=10)
    parts[0].fill("She looked away.")
    parts[1].tap()
    expect(here.entries.first).to_contain_text("She looked away.")
    expect(here.page.locator("#seats .place").first).to_be_visible()


@pytest.mark.parametrize("what", ["open-text", "bookmark"])
def test_a_line_stays_in_what_is_seen_of_a_page_that_keeps_its_size(phone, what):
    """So it is where a keyboard lies over the page; a zoom is what a browser without one has of that."""
    here = phone(UPRIGHT)
    parts = write(here, what)
    here.page.context.new_cdp_session(here.page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1.9})
    here.page.wait_for_function("visualViewport.height < 340")
    wait_until(lambda: [part.evaluate(SEEN)["upright"] for part in parts] == [True, True], seconds=10)


@pytest.mark.parametrize(("screen", "left"), LEFT_OVER, ids=["upright", "across"])
def test_a_typed_time_stays_above_it(phone, screen, left):
    here = phone(screen, state="planned")
    here.page.locator("#afterwards").click()
    expect(here.page.locator("#at")).to_be_focused()
    here.page.set_viewport_size(left)
    wait_until(lambda: here.page.locator("#at").evaluate(SEEN) == ALL, seconds=10)
