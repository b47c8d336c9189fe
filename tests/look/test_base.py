import gzip
import json
import re

import pytest

from tests.look.conftest import ENTRIES, ROOT


@pytest.fixture
def base(page_of):
    return page_of("base.html", navigation=ENTRIES)


def templates():
    return [path for path in ROOT.rglob("templates/**/*.html") if not {".venv", "var"} & set(path.parts)]


def test_the_rail_shows_the_entries_and_where_one_is(base):
    assert '<a href="/groups/" aria-current="page">Groups<span class="count">2</span></a>' in base
    assert '<a href="/codebook/">Codebook</a>' in base


def test_without_entries_there_is_no_rail(page_of):
    html = page_of("base.html")
    assert 'class="rail"' not in html and 'class="wordmark"' in html


def test_htmx_swaps_refused_forms_keeps_no_pages_and_runs_no_text(base):
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", base)[1])
    assert {"code": "422", "swap": True} in config["responseHandling"]
    assert config["historyCacheSize"] == 0 and config["refreshOnHistoryMiss"]
    assert not any(config[word] for word in ("allowEval", "allowScriptTags", "includeIndicatorStyles"))


def test_every_change_that_htmx_sends_carries_the_token(base):
    header = re.search(r"hx-headers='([^']+)'", base)[1]
    assert len(json.loads(header)["x-csrftoken"]) == 64


def test_the_menu_of_a_phone_opens_without_a_script(base, show):
    page = show(base, width=390, java_script_enabled=False)
    entry = page.get_by_role("link", name="Codebook")
    assert not entry.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert entry.is_visible()


def test_the_rail_stands_open_on_a_desk(base, show):
    page = show(base)
    assert page.get_by_role("link", name="Codebook").is_visible()
    assert not page.locator(".menu-button").is_visible()


def test_a_very_wide_screen_keeps_rail_and_page_together(base, show):
    page = show(base, width=2560)
    rail, main = page.locator(".rail").bounding_box(), page.locator("main").bounding_box()
    assert main["width"] <= 86 * 16 and abs(rail["x"] + rail["width"] - main["x"]) < 24


def test_the_first_tab_leads_to_the_content(base, show):
    page = show(base)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_chosen_appearance_stays_on_the_next_page(base, show):
    page = show(base, color_scheme="light")
    page.get_by_role("button", name="Dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="As the system").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_a_lost_connection_is_said_and_can_be_closed(base, show):
    page = show(base)
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    message = page.locator("#toasts .message")
    assert "Check the connection" in message.inner_text()
    message.get_by_role("button", name="Close").click()
    assert message.count() == 0


def test_who_asked_for_less_motion_gets_none_that_repeats(base, show):
    page = show(base, reduced_motion="reduce")
    busy = page.locator("#busy")
    assert busy.evaluate("bar => getComputedStyle(bar).animationIterationCount") == "1"
    link = page.get_by_role("link", name="Codebook")
    assert link.evaluate("link => getComputedStyle(link).transitionDuration") == "0s"


def test_paper_gets_the_content_only(base, show):
    page = show(base)
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible() and page.locator("main").is_visible()


PAPER = """
<div class="scroll"></div><nav class="tabs"></nav><ul class="list"><li></li></ul><div class="facet"></div>
<div class="section-head"></div><div class="today"><ul class="list"><li></li></ul></div>
"""


@pytest.mark.parametrize(
    ("part", "style", "value"),
    [
        (".scroll", "overflow-x", "visible"),
        (".tabs", "break-after", "avoid"),
        (".list > li", "break-inside", "avoid"),
        (".facet", "break-inside", "avoid"),
        (".section-head", "break-after", "avoid"),
        (".today .list", "column-count", "2"),
    ],
)
def test_on_paper_nothing_is_cut_and_no_heading_stands_alone(base, show, part, style, value):
    """What the screen says of a part in another layer must not overrule it."""
    page = show(base.replace('<div class="content">', f'<div class="content">{PAPER}', 1))
    page.emulate_media(media="print")
    assert page.locator(part).first.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", style) == value


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500", "503"])
def test_an_error_has_a_way_home_and_needs_nothing_to_be_shown(page):
    from django.template.loader import get_template

    html = get_template(f"{page}.html").render()
    assert '<a class="button main" href="/">' in html and "<h1>" in html


def test_style_sheets_stay_light():
    sheets = sorted((ROOT / "static" / "css").glob("*.css"))
    assert len(sheets) >= 6
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) <= 20_000


def test_no_template_brings_a_style_or_a_script_of_its_own():
    found = templates()
    assert len(found) >= 40
    own = re.compile(r'\sstyle="|\son\w+="|<style|<script(?![^>]*(\ssrc=|type="application/json"))')
    assert [str(path) for path in found if own.search(path.read_text())] == []


def test_every_part_says_what_it_takes():
    parts = [path for path in templates() if path.parent == ROOT / "templates" and path.name.startswith("_")]
    silent = [path.name for path in parts if not re.match(r"\{(% comment %|#|% extends)", path.read_text())]
    assert parts and silent == []
