"""Whoever uses no mouse gets everywhere, sees where they are, and is never held."""

import re

import pytest
from playwright.sync_api import Page, expect

from observations.events.document import documents
from observations.events.models import Event
from observations.reports.demo.practice import PASSWORD
from tests.journeys.keyboard import Keys
from tests.journeys.steps import eyes_of, follow

RATNA = "ratna@demo.example"


def sign_in(page: Page, keys: Keys) -> None:
    page.goto("/")
    keys.write(page.get_by_label("E-mail"), RATNA)
    keys.write(page.get_by_label("Password"), PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def skip_to_the_content(page: Page, keys: Keys) -> None:
    """Past the rail: the next stop is the first of the content."""
    keys.tab()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    keys.press("Enter")
    keys.tab()
    expect(page.get_by_role("link", name=re.compile("records? to finish"))).to_be_focused()


def to_an_open_record(page: Page, keys: Keys) -> None:
    keys.enter(page.get_by_role("link", name="Tuesday group"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday group")
    unfinished = page.locator("#sessions .list > li").filter(has_text="to debrief").first
    keys.enter(unfinished.get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Session \d+"))
    keys.enter(page.get_by_role("link", name="Record", exact=True))
    expect(page.get_by_role("heading", name="Record what happened")).to_be_visible()


def log(page: Page, keys: Keys) -> None:
    keys.choose(page.get_by_role("group", name="Who", exact=True), "Linden")
    keys.to(page.get_by_role("group", name="Toward whom").get_by_label("Hazel"))
    keys.press("Space")
    keys.choose(page.get_by_role("group", name="Affect and strength"), "Negative, strength 5")
    keys.write(page.get_by_label("At", exact=True), "93:07")
    keys.press("Enter")
    expect(page.locator(".event.new").filter(has_text="93:07")).to_contain_text("Linden → Hazel")
    expect(page.get_by_role("heading", name="Record what happened")).to_be_focused()


def complete(page: Page, keys: Keys) -> None:
    keys.enter(page.locator(".event.new a.who"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Linden → Hazel")
    keys.choose(page.get_by_role("group", name="Focus"), "here and now")
    keys.select(page.get_by_label("What set it off"), "crit")
    keys.choose(page.get_by_role("group", name="New for this member"), "Observed")
    keys.select(page.get_by_label("What was feared"), "being rid")
    keys.write(page.get_by_label("How likely it seemed"), "9")
    keys.write(page.get_by_label("How far it happened"), "2")
    keys.choose(page.get_by_role("group", name="Risk"), "Observed")
    keys.choose(page.get_by_role("group", name="Support"), "Not observed")
    respond(page, keys)
    keys.write(page.get_by_label("In your words"), "Linden said it before the others could.")
    keys.enter(page.get_by_role("button", name="Save"))
    expect(page.locator("#messages")).to_contain_text("The event is saved.")


def respond(page: Page, keys: Keys) -> None:
    """Two rows, the second one asked for."""
    rows = page.get_by_role("group", name="Response", exact=True)
    for number, (who, how) in enumerate([("Haz", "supp"), ("Row", "is sil")]):
        if number:
            keys.enter(page.get_by_role("button", name=re.compile("Another row.*Response")))
            expect(rows.nth(number).get_by_label("Who")).to_be_focused()
            page.keyboard.type(who)
        else:
            keys.select(rows.nth(number).get_by_label("Who"), who)
        keys.select(rows.nth(number).get_by_label("Response"), how)


def the_event() -> dict:
    with eyes_of(RATNA):
        return next(documents(Event.objects.filter(at=93 * 60 + 7, actor__alias="Linden")))


def test_from_the_sign_in_to_a_complete_event(visit, stored):
    page = visit()
    keys = Keys(page)
    sign_in(page, keys)
    skip_to_the_content(page, keys)
    to_an_open_record(page, keys)
    log(page, keys)
    complete(page, keys)
    said = the_event()
    assert (said["affect"], said["strength"], said["focus"], said["trigger"]) == (
        "negative", 5, "here-and-now", "criticism",
    )  # fmt: skip
    assert said["feared"] == {"outcome": "ridicule", "expected": 9, "happened": 2}
    assert {kind: part["state"] for kind, part in said["components"].items()} == {
        "risk": "observed", "support": "not-observed",
    }  # fmt: skip
    assert [response["kind"] for response in said["responses"]] == ["supports", "silent"]
    assert said["text"] == "Linden said it before the others could."
    assert keys.faults == []


def test_evidence_opens_and_closes_and_the_focus_stays_with_it(visit):
    page = visit(RATNA)
    follow(page, "Tuesday group")
    follow(page.locator("#members"), "Juniper")
    keys, ground = Keys(page), page.locator(".claims details").first
    expect(ground).to_be_visible()
    page.reload()
    keys.enter(ground.locator("summary"))
    first = ground.locator(".grounds a[href^='/events/']").first
    expect(first).to_be_visible()
    keys.tab()
    expect(first).to_be_focused()
    keys.tab("Shift+Tab")
    expect(ground.locator("summary")).to_be_focused()
    keys.press("Enter")
    expect(first).not_to_be_visible()
    expect(ground.locator("summary")).to_be_focused()
    assert keys.faults == []


def test_the_menu_of_a_phone_opens_and_gives_the_focus_back(visit):
    page = visit(RATNA, viewport={"width": 390, "height": 844})
    keys, menu = Keys(page), page.get_by_role("button", name="Menu")
    keys.enter(menu)
    expect(page.get_by_role("link", name="Codebook")).to_be_visible()
    keys.tab()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Today")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_role("link", name="Codebook")).not_to_be_visible()
    expect(menu).to_be_focused()
    assert keys.faults == []


def addresses(page: Page) -> dict[str, str]:
    """Where a counselor works."""
    found = {"groups": page.url}
    follow(page, "Tuesday group")
    found["group"] = page.url
    follow(page.locator("#members"), "Juniper")
    expect(page.locator(".claims > li").first).to_be_visible()
    found["member"] = page.url
    follow(page, "Problems, goals, consent")
    found["membership"] = page.url
    page.goto(found["group"])
    page.locator("#sessions .list > li").filter(has_text="to debrief").first.get_by_role("link").click()
    found["session"] = page.url
    follow(page, "Record")
    found["record"] = page.url
    page.locator("a.who").first.click()
    return found | {"event": page.url}


@pytest.fixture
def rounds(visit):
    page = visit(RATNA)
    return page, addresses(page)


def test_every_stop_shows_itself_and_the_last_leads_out(rounds):
    page, places = rounds
    keys, stops = Keys(page), {}
    for name, address in places.items():
        page.goto(address)
        stops[name] = keys.round()
    assert min(stops.values()) > 8 and stops["event"] > 40
    assert keys.faults == []
