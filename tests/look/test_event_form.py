"""The page on which an event is completed: five calm groups, and nothing that jumps."""

import pytest

from tests.factories import make_event

WIDE, PHONE = 1280, 390


@pytest.fixture
def form(cast, at, show):
    """`form(width)` is that page for an incident on which nothing is known but who and how it felt."""
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)

    def shown(width, **words):
        return show(at(cast.alice).get(f"/events/{event.id}/").content.decode(), width=width, **words)

    return shown


def places(page, parts: str) -> list[dict]:
    return [part.bounding_box() for part in page.locator(parts).all()]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_it_is_five_groups_below_each_other_on_one_line(form, width):
    groups = places(form(width), ".event-form > fieldset")
    assert len(groups) == 5 and len({(group["x"], group["width"]) for group in groups}) == 1
    assert all(
        lower["y"] - (upper["y"] + upper["height"]) >= 16 for upper, lower in zip(groups, groups[1:], strict=False)
    )


def test_what_a_facet_is_about_stands_beside_it_on_a_desk_and_above_it_on_a_phone(form):
    about, chosen = ".component .facet-about", ".component .component-state"
    wide, phone = form(WIDE), form(PHONE)
    assert all(a["y"] == c["y"] for a, c in zip(places(wide, about), places(wide, chosen), strict=True))
    assert all(a["y"] < c["y"] for a, c in zip(places(phone, about), places(phone, chosen), strict=True))


def test_saying_what_was_seen_asks_in_which_session_and_moves_nothing(form):
    page = form(WIDE)
    below, session = page.locator("#responses"), page.locator(".component-session").first
    before = below.evaluate("element => element.offsetTop")
    assert not session.is_visible()
    page.locator(".component").first.get_by_label("Observed", exact=True).check()
    assert session.is_visible() and below.evaluate("element => element.offsetTop") == before


def test_a_row_offers_its_removal_once_there_is_something_in_it(form):
    page = form(WIDE)
    row = page.locator("#responses-rows .line").last
    assert not row.get_by_text("Remove").is_visible()
    row.get_by_label("Who").select_option(index=1)
    assert row.get_by_text("Remove").is_visible()


def test_the_columns_of_rows_are_named_once_on_a_desk_and_each_time_on_a_phone(form):
    wide, phone = form(WIDE), form(PHONE)
    for page, heard_only in ((wide, True), (phone, False)):
        page.locator("[data-rows=responses-rows]").click()
        label = page.locator("#responses-rows .line").nth(1).locator("label:not(.tick)").first
        assert (label.bounding_box()["width"] <= 1) is heard_only and label.inner_text() == "Who"


def test_storing_is_always_in_reach_and_hides_nothing_that_the_keyboard_is_on(form):
    page = form(PHONE)
    bar = page.locator(".event-end").bounding_box()
    assert bar["y"] + bar["height"] <= 800
    for field in page.locator("select:visible").all():
        field.focus()
        place = field.bounding_box()
        assert place["y"] + place["height"] <= bar["y"], field.get_attribute("name")
