"""How choices, lists and pictures look and behave: what the keyboard reaches, what moves, what is folded away."""

import pytest
from django import forms

from groupcounsel.lib.forms import SearchInput
from tests.look.conftest import ENTRIES


@pytest.fixture
def guide(client, settings, db):
    settings.DEBUG = True
    return client.get("/styleguide/").content.decode()


@pytest.fixture
def page_with(page_of, show):
    """`page_with("<p>…")` is a page with a rail whose content that is; all other words are those of `show`."""

    def shown(content, **words):
        html = page_of("base.html", navigation=ENTRIES)
        return show(html.replace('<div class="content">', f'<div class="content">{content}'), **words)

    return shown


def look(locator, prop: str) -> str:
    return locator.evaluate("(element, prop) => getComputedStyle(element)[prop]", prop)


@pytest.mark.parametrize("kind", ["segmented", "choices", "pad"])
def test_the_keyboard_sees_where_it_is_on_what_is_chosen_already(guide, show, kind):
    page = show(guide)
    chosen = page.locator(f".{kind} input").first
    chosen.check(force=True)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = page.locator(f".{kind} input:focus-visible + *")
    assert look(ring, "outlineStyle") == "solid" and look(ring, "outlineWidth") == "2px"
    assert look(ring, "outlineOffset") == "2px"


@pytest.mark.parametrize("kind", ["segmented", "choices"])
def test_what_is_chosen_has_a_line_round_it_and_moves_nothing(guide, show, kind):
    page = show(guide)
    part = page.locator(f".{kind}").filter(has=page.locator("input:not(:checked)")).first
    part.scroll_into_view_if_needed()
    before = part.bounding_box()
    chosen = part.locator("label:has(input:not(:checked))").first
    chosen.click()
    assert look(part.locator("input:checked + span").first, "boxShadow") != "none"
    assert part.bounding_box() == before


def test_counselors_sit_on_square_seats_and_members_on_round_ones(guide, show):
    page = show(guide)
    assert look(page.locator(".seat:not(.counselor)").first, "borderRadius") == "50%"
    assert float(look(page.locator(".seat.counselor").first, "borderRadius").removesuffix("px")) < 12


def test_what_is_said_about_a_person_and_nothing_else_stands_in_the_serif(guide, show):
    page = show(guide)
    serif = page.evaluate(
        """[...document.querySelectorAll("main *")].filter(e => getComputedStyle(e).fontFamily.includes("serif")
            && !getComputedStyle(e).fontFamily.includes("sans-serif")).map(e => e.className)"""
    )
    assert serif and set(serif) == {"says"}


@pytest.fixture
def filters(page_of):
    class Filters(forms.Form):
        words = forms.CharField(label="Search", widget=SearchInput, required=False)

    return page_of("_filters.html", form=Filters(), target="rows", url="/here/")


def test_a_list_that_follows_each_choice_needs_no_button(page_with, filters):
    assert not page_with(filters).locator(".filters button").is_visible()


def test_without_a_script_the_button_is_there(page_with, filters):
    assert page_with(filters, java_script_enabled=False).locator(".filters button").is_visible()


def test_a_closed_list_of_grounds_takes_no_room(page_with):
    one = '<details><summary>{}</summary><ul class="grounds"><li>Session 1</li></ul></details>'
    bare = page_with('<div class="evidence"><span>7 events</span></div>')
    page = page_with(f'<div class="evidence">{one.format("7 events")}{one.format("2 events")}</div>')
    assert page.locator(".evidence").bounding_box()["height"] <= bare.locator(".evidence").bounding_box()["height"] + 10


def test_headings_stand_at_the_same_height_with_buttons_beside_them_and_without(page_of, show):
    html = page_of("base.html", navigation=ENTRIES)
    heading, buttons = '<div class="headline">', '<div class="actions">'
    plain = html.replace(heading, f"{heading}<h1>Groups</h1>")
    beside = plain.replace(buttons, f'{buttons}<a class="button main" href="/">Plan a session</a>')
    places = [show(page).locator("h1").bounding_box() for page in (plain, beside)]
    assert places[0]["y"] == places[1]["y"]


def test_words_in_a_picture_stay_about_as_large_as_words_beside_it(page_with):
    picture = (
        '<figure class="sheet figure"><div class="scroll"><svg viewBox="0 0 800 100"><text class="small" y="9">1</text>'
    )
    for width in (390, 900, 1280, 2560):
        page = page_with(f"{picture}</svg></div></figure>", width=width)
        scale = page.locator("figure svg").bounding_box()["width"] / 800
        assert 9 <= scale * float(look(page.locator("svg text"), "fontSize").removesuffix("px")) <= 15, width


def test_somebody_who_wants_no_motion_gets_none(guide, show):
    page = show(guide, reduced_motion="reduce")
    assert float(look(page.locator(".loading .icon").first, "animationDuration").removesuffix("s")) <= 0.001
