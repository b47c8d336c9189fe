import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.fixture
def guide(client, settings, db):
    settings.DEBUG = True
    return client.get("/styleguide/").content.decode()


def test_it_is_not_for_the_public(client, db):
    assert client.get("/styleguide/").url.startswith("/account/login/")


def test_it_shows_every_part_in_both_appearances(guide):
    for part in (
        "says",
        "event new",
        "pad",
        "segmented",
        "funnel",
        "not-enough",
        "empty",
        "seat counselor",
        "errorlist",
    ):
        assert guide.count(f'class="{part}') % 2 == 0 and f'class="{part}' in guide, part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(guide, show, scheme):
    page = show(guide, color_scheme=scheme)
    assert page.locator(".says").first.evaluate("element => getComputedStyle(element).fontSize") == "18px"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
def test_nothing_runs_out_of_the_page(guide, show, width):
    page = show(guide, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_choice_is_made_with_the_keyboard_alone(guide, show):
    page = show(guide)
    group = page.get_by_role("group", name="Reality testing").first
    group.get_by_label("Not known yet").focus()
    page.keyboard.press("ArrowLeft")
    assert group.get_by_label("Not observed").is_checked()


def test_strength_is_chosen_with_the_keyboard_alone(guide, show):
    page = show(guide)
    page.get_by_label("Negative, strength 4").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_label("Negative, strength 5").first.is_checked()


def test_fingers_find_targets_of_44_pixels(guide, show):
    page = show(guide, width=390, has_touch=True)
    for part in (".button:not(.small)", ".pad b", ".field select", ".choices span", ".segmented span", ".tick"):
        assert page.locator(part).first.bounding_box()["height"] >= 40, part
    assert page.locator(".pad b").first.bounding_box()["height"] >= 44


def test_a_table_becomes_a_list_under_its_names_on_a_phone(guide, show):
    wide, narrow = show(guide, width=1920), show(guide, width=320)
    cell = "td[data-label]"
    assert wide.locator(cell).first.evaluate("e => getComputedStyle(e).display") == "table-cell"
    assert narrow.locator(cell).first.evaluate("e => getComputedStyle(e, '::before').content") == '"Sessions"'


def test_evidence_opens_without_a_script(guide, show):
    page = show(guide, java_script_enabled=False)
    grounds = page.locator(".grounds").first
    page.locator(".evidence summary").first.click()
    assert not grounds.is_visible()
    page.locator(".evidence summary").first.click()
    assert grounds.is_visible()
