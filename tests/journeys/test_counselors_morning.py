"""The morning: Today, a plan ticked off, a follow-up closed, and on to the debriefing of the record that waits."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from observations.events.models import Event
from sessions_app.models import PlanItem
from tests.journeys.inspection import faults, watched
from tests.journeys.steps import eyes_of, press

RATNA, SARI = "ratna@demo.example", "sari@demo.example"
GROUP = "Tuesday group"
PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")


def group_on(page: Page) -> Locator:
    return page.get_by_role("region", name=GROUP)


def plan(page: Page, words: str) -> Locator:
    """The tick of what was just added."""
    group_on(page).get_by_label("What this session is to come to").fill(words)
    press(group_on(page), "Add")
    tick = group_on(page).get_by_role("button", name=words, exact=True)
    expect(tick).to_have_attribute("aria-pressed", "false")
    return tick


def tick_off(page: Page, words: str) -> None:
    tick = plan(page, words)
    tick.press("Enter")
    expect(tick).to_have_attribute("aria-pressed", "true")


def close_the_longest_waiting(page: Page) -> str:
    """The id of its event."""
    closing = group_on(page).get_by_role("button", name=re.compile("Done in session"))
    event = closing.first.get_attribute("id").removeprefix("close-")
    closing.first.click()
    expect(page.locator(f"#close-{event}")).to_have_count(0)
    return event


def to_the_debriefing(page: Page) -> None:
    page.get_by_role("region", name="Records to finish").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/debriefing/"))


def is_stored(words: str, event: str) -> None:
    with eyes_of(RATNA):
        item = PlanItem.objects.get(text=words)
        assert item.done and item.session.group.name == GROUP
        assert Event.objects.get(pk=event).follow_up_done_in is not None


def test_a_morning_from_today_to_the_debriefing_that_waits(visit, stored):
    page = visit(RATNA)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    tick_off(page, "Farewell of Fern")
    expect(group_on(page).get_by_role("button", name="Farewell of Fern", exact=True)).to_be_focused()
    event = close_the_longest_waiting(page)
    expect(page.locator("#toasts")).to_contain_text("Done in session")
    is_stored("Farewell of Fern", event)
    to_the_debriefing(page)


def test_a_morning_with_plain_forms(visit, stored):
    page = visit(RATNA, java_script_enabled=False)
    tick_off(page, "Room without a clock")
    event = close_the_longest_waiting(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    is_stored("Room without a clock", event)
    to_the_debriefing(page)


@pytest.mark.parametrize("who", [RATNA, SARI])
def test_nothing_is_wrong_with_these_pages_in_either_language(visit, who):
    page, wrong = watched(visit(who)), {}
    session = page.locator("section.today-group .section-head a[href^='/sessions/']").first.get_attribute("href")
    for address in ("/today/", session, "/account/calendar/"):
        page.goto(address)
        wrong |= {address: found} if (found := faults(page)) else {}
    page.locator("form[action$='/make/'] button").click()
    page.locator("code").wait_for()
    assert wrong | {"an address": faults(page)} == {"an address": []}


def test_two_groups_are_printed_on_one_sheet(visit):
    page = visit(SARI)
    assert len(page.locator("section.today-group").all()) == 3, "two groups and the records"
    assert len(PAGE_OF_A_PDF.findall(page.pdf(format="A4"))) == 1


def test_paper_shows_what_is_read_and_nothing_to_press(visit):
    page = visit(SARI)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for control in (".plan-add", ".plan-moves", ".plan .button", ".rail"):
        assert [one for one in page.locator(control).all() if one.is_visible()] == [], control
