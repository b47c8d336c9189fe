"""The page itself: nothing of the group in it, small, still, open to everybody, and exact where it cannot work."""

import gzip
import json
import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from observations.live import shell
from tests.databases import ROOT
from tests.factories import make_member
from tests.journeys.inspection import in_both_appearances, jumps
from tests.stack import wait_until

BUDGET = 60_000
STATIC = ROOT / "var" / "test"


def test_nothing_is_wrong_with_it_in_either_appearance_and_language(room, desk):
    for language in ("en", "id"):
        here = desk(room(members=6, language=language))
        here.page.set_viewport_size({"width": 1024, "height": 768})
        here.open()
        moved = jumps(here.page)
        here.page.locator("#seats .place").nth(0).click()
        here.page.locator("#seats .place").nth(1).click()
        here.page.locator("#pad button").nth(3).click()
        here.page.locator("#entries [data-grow=t]").click()
        assert moved + in_both_appearances(here.page) + here.page.complaints == []


def test_it_is_small(client):
    files = [STATIC / url.removeprefix("/") for url in shell.assets() if url.endswith((".css", ".js"))]
    assert len(files) == 2
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < BUDGET


def test_it_asks_for_one_script_in_modules_and_for_nothing_else_before_somebody_can_tap(room, desk):
    here, asked = desk(room()), []
    here.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    here.open()
    assert [path for path in asked if path.endswith("/state/")] == []
    assert len([path for path in asked if "/live/" in path and path.endswith(".js")]) == 1
    assert here.page.locator("#state").count() == 0


def test_it_has_the_appearance_that_this_browser_chose(room, desk):
    here = desk(room())
    here.open()
    ground = here.page.evaluate("getComputedStyle(document.body).backgroundColor")
    here.page.evaluate("localStorage.setItem('theme', 'dark')")
    here.page.reload()
    here.page.locator("#seats .place").first.wait_for()
    assert here.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert here.page.evaluate("getComputedStyle(document.body).backgroundColor") != ground


AT_FIRST_SIGHT = """
new MutationObserver((changes, watching) => {
  const seat = document.querySelector("#seats .place");
  if (!seat) return;
  watching.disconnect();
  globalThis.tapped = performance.now();
  seat.click();
}).observe(document, { childList: true, subtree: true });
"""


def test_the_first_tap_counts_however_soon_it_comes(room, desk):
    """A browser's clock begins with the page: what happened "just now" must not be what never happened."""
    here = desk(room())
    here.page.add_init_script(AT_FIRST_SIGHT)
    here.open()
    expect(here.page.locator("#seats [aria-pressed=true]")).to_have_count(1)
    assert here.page.evaluate("tapped") > 0


def test_its_scripts_are_short():
    lines = {file.name: file.read_text().count("\n") for file in (ROOT / "observations/live/static/live").glob("*.js")}
    assert {name: count for name, count in lines.items() if count > 300} == {}


@pytest.mark.django_db
def test_what_the_worker_keeps_of_it_holds_nothing_of_the_group(cast, at):
    page = at(cast.alice).get(reverse("live:console_shell")).content.decode()
    assert [word for word in (cast.group.name, "Melati", "Dahlia", str(cast.alice.pk)) if word in page] == []


@pytest.mark.django_db
def test_it_comes_with_what_it_shows_and_no_browser_keeps_it(cast, at):
    browser, there = at(cast.alice), [cast.session.id]
    answer = browser.get(reverse("live:console", args=there))
    given = json.loads(re.search(r'<script id="state" type="application/json">(.+?)</script>', answer.text)[1])
    asked = browser.get(reverse("live:console_state", args=there)).json()
    new_each_time = {"now", "ticket", "csrf"}
    assert {name: given[name] for name in given.keys() - new_each_time} == {
        name: asked[name] for name in asked.keys() - new_each_time
    }
    assert given["ticket"] and given["csrf"] and answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_more_people_make_no_more_queries(cast, at):
    browser = at(cast.alice)
    urls = [reverse(f"live:{name}", args=[cast.session.id]) for name in ("console", "console_state", "console_news")]

    def asked() -> list[int]:
        found = []
        for url in urls:
            browser.get(url)
            with CaptureQueriesContext(connection) as queries:
                browser.get(url)
            found.append(len(queries))
        return found

    asked()  # what was opened once, the key of the seal, is open
    few = asked()
    for number in range(10):
        make_member(group=cast.group, alias=f"Member {number}")
    assert asked() == few


@pytest.mark.django_db
def test_the_workers_script_changes_with_the_language_and_is_asked_for_each_time(cast, at):
    browser = at(cast.alice)
    answer = browser.get(reverse("live:console_worker"))
    assert answer["Cache-Control"] == "no-store" and answer["Content-Type"].startswith("text/javascript")
    first = answer.content
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language="id")
    assert browser.get(reverse("live:console_worker")).content != first


LACKS = {
    "no storage": (
        "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', {value: undefined})",
        "keeps nothing",
    ),
    "no sealing": ("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})", "cannot seal"),
}


@pytest.mark.parametrize("lack", LACKS)
def test_where_it_cannot_keep_or_seal_it_says_so_before_anything_is_typed(room, desk, lack):
    here = desk(room())
    script, words = LACKS[lack]
    here.page.add_init_script(script)
    here.page.reload()
    expect(here.page.get_by_role("alert")).to_contain_text(words)
    here.page.get_by_role("link", name="To the record page").click()
    expect(here.page).to_have_url(f"{here.site.url}{reverse('events:record', args=[here.room.session.id])}")


def test_where_it_cannot_work_any_more_what_an_earlier_one_left_is_not_passed_over(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record()
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    here.page.add_init_script(LACKS["no sealing"][0])
    here.page.reload()
    told = here.page.get_by_role("alert")
    expect(told).to_contain_text("1 entry waits on this device.")
    expect(told.get_by_text("Nothing has been typed, so nothing is lost.")).to_be_hidden()
    with here.page.expect_download() as download:
        told.get_by_role("button", name="Save as a file to hand over").click()
    assert len(json.loads(download.value.path().read_text())["entries"]) == 1


def test_without_scripts_it_leads_to_the_record(room, desk, visit, site):
    here = desk(room())
    context = here.page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(here.page.context.cookies())
    page = context.new_page()
    page.goto(site.url + here.path)
    page.get_by_role("link", name="To the record page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Record of session")
    context.close()


def test_the_session_and_its_record_lead_to_it(room, desk, site):
    here = desk(room())
    for name in ("sessions:session_detail", "events:record"):
        here.page.goto(site.url + reverse(name, args=[here.room.session.id]))
        here.page.get_by_role("link", name="Console").click()
        here.ready()


def test_left_lying_it_hides_what_is_written_until_it_is_touched(room, desk):
    here = desk(room())
    here.page.clock.install()
    here.open()
    here.record()
    here.page.clock.fast_forward("04:00")
    expect(here.entries.first.locator(".chips")).to_be_hidden()
    here.page.mouse.click(5, 300)
    expect(here.entries.first.locator(".chips")).to_be_visible()
