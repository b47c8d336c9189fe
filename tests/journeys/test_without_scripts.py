"""The evening with plain links and forms: nothing that counselors need stands on a script."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from observations.events.document import documents
from observations.events.models import Event
from tests.journeys.steps import eyes_of, follow, press, quick_entry
from tests.stack import wait_until

RATNA = "ratna@demo.example"
AT = "71:09"


@pytest.fixture
def page(visit) -> Page:
    page = visit(RATNA, java_script_enabled=False)
    follow(page, "Tuesday group")
    return page


def hold_a_session(page: Page) -> None:
    follow(page, "Plan a session")
    an_hour_ago = datetime.now(ZoneInfo("Europe/London")) - timedelta(minutes=90)
    page.get_by_label("Date").fill(an_hour_ago.date().isoformat())
    page.get_by_label("Begins at").fill(f"{an_hour_ago:%H:%M}")
    press(page, "Plan the session")
    press(page, "It was held: record it")
    follow(page, "Note attendance")
    press(page, "All were present")
    follow(page, "Record")


def log_and_complete(page: Page) -> None:
    quick_entry(page, "Briar", "Rowan", "−5", AT)
    entry = page.locator(".event").filter(has_text=AT)
    expect(entry).to_contain_text("Briar → Rowan")
    expect(page.locator("#messages")).to_contain_text("It is on record.")
    entry.get_by_role("link", name="Briar").click()
    page.get_by_role("group", name="Support").get_by_label("Observed", exact=True).check()
    row = page.get_by_role("group", name="Response", exact=True).first
    row.get_by_label("Who").select_option("Rowan")
    row.get_by_label("Response").select_option("comforts")
    page.get_by_label("In your words").fill("Rowan came over.")
    press(page, "Save")
    expect(page.locator("#messages")).to_contain_text("The event is saved.")
    expect(page.get_by_role("group", name="Response", exact=True)).to_have_count(2)


def sign_and_amend(page: Page) -> None:
    follow(page, "In the record")
    follow(page, "Sign the record")
    press(page, "Sign")
    page.locator(".event").filter(has_text=AT).get_by_role("link", name="Briar").click()
    follow(page, "Amend")
    page.get_by_label("In your words").fill("Rowan came over and stayed.")
    page.get_by_label("Why it is changed").fill("There was more.")
    press(page, "Keep the amendment")
    expect(page.locator("#history")).to_contain_text("Rowan came over.")


def is_current(page: Page) -> bool:
    page.reload()
    return page.locator(".claims").count() and not page.get_by_text("Being renewed").count()


def reads_the_evidence(page: Page, event: str) -> None:
    """On a page of its own, page after page."""
    incidents = page.locator(".claims > li").filter(has_text="critical incident")
    ground = incidents.locator("details").filter(has_text="negative incident")
    ground.locator("summary").click()
    ground.locator(".grounds a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence")
    while (onward := page.get_by_role("link", name="Next page")).count():
        onward.click()
    expect(page.locator(f".grounds a[href='/events/{event}/']")).to_be_visible()


def test_a_session_from_its_plan_to_the_evidence(page, stored):
    hold_a_session(page)
    log_and_complete(page)
    sign_and_amend(page)
    with eyes_of(RATNA):
        said = next(documents(Event.objects.filter(at=71 * 60 + 9, actor__alias="Briar")))
    assert said["components"]["support"]["state"] == "observed"
    assert [response["kind"] for response in said["responses"]] == ["comforts"]
    assert said["text"] == "Rowan came over and stayed."
    follow(page, "Tuesday group")
    follow(page.locator("#members"), "Briar")
    wait_until(lambda: is_current(page), seconds=90)
    reads_the_evidence(page, said["id"])


def test_lists_are_searched_with_a_button(page):
    follow(page, "Groups")
    page.get_by_role("searchbox", name="Search").fill("nobody has such a name")
    press(page, "Show")
    expect(page.locator("main")).to_contain_text("No group fits")
    page.get_by_role("searchbox", name="Search").fill("tues")
    press(page, "Show")
    expect(page).to_have_url(re.compile(r"\?q=tues"))
    expect(page.get_by_role("row").filter(has_text="Tuesday group")).to_be_visible()


def test_what_needs_a_script_is_not_offered(page):
    expect(page.get_by_role("group", name="Appearance")).to_have_count(0)
    page.locator("#sessions .list > li").filter(has_text="to debrief").first.get_by_role("link").click()
    follow(page, "Record")
    page.locator("a.who").first.click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    expect(page.get_by_role("button", name="Another row")).to_have_count(0)


def test_the_language_is_chosen_with_a_button_and_stays(page):
    press(page, "Bahasa Indonesia")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    follow(page, "Kelompok")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kelompok")
    press(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Groups")
