"""Searching and filtering lists: the address says what is shown, so that the page can be come back to and sent on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, press

RATNA, WIRA, ADI = "ratna@demo.example", "wira@demo.example", "adi@demo.example"


def asked(page: Page) -> str:
    return page.evaluate("location.search")


@pytest.fixture
def tuesday(visit):
    page = visit(RATNA)
    follow(page, "Tuesday group")
    return page


def test_what_is_typed_stands_in_the_address_once_and_the_back_button_leads_back_to_it(tuesday):
    tuesday.get_by_label("Search sessions").press_sequentially("11", delay=20)
    expect(tuesday.locator("#session-rows li")).to_have_count(1)
    tuesday.get_by_label("Search sessions").blur()
    follow(tuesday, "Session 11")
    expect(tuesday.get_by_role("heading", level=1)).to_contain_text("Session 11")
    tuesday.go_back()
    expect(tuesday.get_by_label("Search sessions")).to_have_value("11")
    expect(tuesday.locator("#session-rows li")).to_have_count(1)
    assert asked(tuesday) == "?q=11"
    tuesday.go_back()
    expect(tuesday.get_by_role("heading", level=1)).to_have_text("Today")


def test_emptied_the_search_gives_the_list_back(tuesday):
    field = tuesday.get_by_label("Search sessions")
    for typed, found in (("nothing of this kind", 0), ("", 10)):
        field.fill(typed)
        expect(tuesday.locator("#session-rows li")).to_have_count(found)
    expect(tuesday.get_by_role("navigation", name="Sessions", exact=True)).to_be_visible()


def test_a_tab_and_a_search_stand_side_by_side(tuesday):
    follow(tuesday, r"Former \d+")
    tuesday.get_by_label("Search sessions").fill("12")
    expect(tuesday.locator("#session-rows li")).to_have_count(1)
    assert asked(tuesday) == "?members=former&q=12"
    tuesday.reload()
    expect(tuesday.get_by_role("link", name="Former")).to_have_attribute("aria-current", "page")
    expect(tuesday.locator("#session-rows li")).to_have_count(1)


def test_without_a_script_the_same_search_is_a_form_with_a_button(visit, site):
    page = visit(RATNA)
    follow(page, "Tuesday group")
    plain = visit(RATNA, java_script_enabled=False)
    plain.goto(page.url)
    plain.get_by_label("Search sessions").fill("11")
    plain.locator("#sessions").get_by_role("button", name="Show").click()
    expect(plain.locator("#session-rows li")).to_have_count(1)
    assert plain.url.endswith("?q=11")


def test_a_supervisor_finds_a_group_and_sends_the_address_on(visit):
    page = visit(WIRA)
    page.get_by_label("Search").fill("melati")
    expect(page.locator("#caseload-rows")).not_to_contain_text("Ratna Collins")
    assert asked(page) == "?q=melati"
    other = visit(WIRA)
    other.goto(page.url)
    expect(other.locator("#caseload-rows")).to_contain_text("Kelompok Melati")
    expect(other.locator("#caseload-rows")).not_to_contain_text("Ratna Collins")


def test_an_admin_filters_the_trail_by_two_things_at_once(visit):
    page = visit(ADI)
    follow(page, "Who did what")
    page.get_by_label("What").select_option(label="signed in")
    expect(page.locator("#trail-rows tbody tr").first).to_contain_text("signed in")
    page.get_by_label("Who", exact=True).select_option(label="Adi Nugroho (adi@demo.example)")
    expect(page.locator("#trail-rows tbody tr").first).to_contain_text("Adi Nugroho")
    expect(page).to_have_url(re.compile("person="))
    assert asked(page).count("action=") == asked(page).count("person=") == 1
    page.reload()
    expect(page.get_by_label("What")).to_have_value("signed-in")


@pytest.mark.parametrize("headline", ["People", "Groups and leaders"])
def test_an_admins_lists_say_when_nothing_fits(visit, headline):
    page = visit(ADI)
    press(page, headline, "link")
    page.get_by_label("Search").fill("nobody of this name")
    expect(page.locator("main")).to_contain_text("Change the search")
