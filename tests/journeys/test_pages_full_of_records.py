"""Pages with a year of sessions on them, as those see them who work with them."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.inspection import faults, jumps, watched
from tests.journeys.steps import follow

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
TUESDAY, MELATI = ("Tuesday group", "Rowan"), ("Kelompok Melati", "Kenanga")
AT_HOME = {"ratna": TUESDAY, "wira": TUESDAY, "sari": MELATI}


def pages_of_a_group(page: Page, group: str, member: str) -> list[str]:
    """Addresses, with all that the records carry about this member."""
    found = [page.url]
    follow(page, group)
    found.append(page.url)
    follow(page.locator("#members"), member)
    expect(page.locator(".claims > li").first).to_be_visible()
    found.append(page.url)
    page.locator(".meta a").last.click()
    found.append(page.url)
    page.goto(found[1])
    page.locator("#sessions .list > li").filter(has=page.locator(".pill.good")).first.get_by_role("link").click()
    found.append(page.url)
    page.locator("main a[href^='/events/record/']").first.click()
    found += [page.url, page.url + "ties/", page.url + "?affect=negative"]
    return [*found, page.locator("a.who").first.evaluate("link => link.href")]


@pytest.mark.parametrize("who", AT_HOME)
def test_nothing_is_wrong_with_pages_full_of_records(visit, who):
    page, wrong = watched(visit(f"{who}@demo.example")), {}
    for address in pages_of_a_group(page, *AT_HOME[who]):
        page.goto(address)
        wrong |= {address: found} if (found := faults(page)) else {}
    assert wrong == {}


@pytest.mark.parametrize("who", ["ratna", "wira"])
def test_nothing_jumps_on_a_phone(visit, who):
    page, moved = watched(visit(f"{who}@demo.example", **PHONE)), {}
    for address in pages_of_a_group(page, *AT_HOME[who]):
        page.goto(address)
        moved |= {address: found} if (found := jumps(page)) else {}
    assert moved == {}
