"""Arrows between the seats: the last minutes, fainter the longer ago, and there and back beside each other."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_event

DRAWN = """() => [...document.querySelectorAll("#arrows .arrow")].map(one => Number(one.getAttribute("opacity")))"""
LATER = """(() => {
  const now = performance.now.bind(performance);
  let seconds = 0;
  performance.now = () => now() + seconds * 1000;
  window.later = more => { seconds += more; };
})()"""
BENDS = """() => [...document.querySelectorAll("#arrows .shaft")].map(
  one => one.getAttribute("d").match(/[-\\d.]+/g).map(Number).slice(2, 4))"""


@pytest.fixture
def aged(room, desk, inside):
    """Ten minutes in: what happened seven, four and two minutes ago, and just now."""
    place = room(members=5, began=timezone.now() - timedelta(minutes=10))
    seats = {"actor": place.seats["Melati"], "toward": [place.seats["Dahlia"]]}
    with inside():
        for minutes in (3, 6, 8, 9.9):
            make_event(session=place.session, at=minutes * 60, **seats)
    here = desk(place)
    expect(here.entries).to_have_count(4)
    return here


def test_arrows_fade_with_age_and_are_gone_after_five_minutes(aged):
    faint, middling, fresh = aged.page.evaluate(DRAWN)
    assert 0.1 < faint < middling < fresh <= 1
    assert fresh > 2 * faint, "the last minutes are seen at a glance"


def test_an_arrow_grows_fainter_while_the_page_stands_open(room, desk):
    here = desk(room(members=5))
    here.page.add_init_script(LATER)
    here.page.route("**/news/**", lambda _route: None)  # or the server's clock would be believed again
    here.open()
    here.record("Melati", "Dahlia", "-4")
    shown = [here.page.evaluate(DRAWN)]
    for width in (900, 1000, 1100):
        here.page.evaluate("window.later(110)")
        here.page.set_viewport_size({"width": width, "height": 800})  # drawn anew, as every five seconds
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        shown.append(here.page.evaluate(DRAWN))
    [fresh], [older], [oldest], gone = shown
    assert fresh > older > oldest and gone == []
    expect(here.entries).to_have_count(1)


def test_in_a_session_that_is_over_the_newest_event_is_now(room, desk, inside):
    place = room(members=5, state="debriefing")
    with inside():
        for seconds in (100, 250, 500):
            make_event(session=place.session, actor=place.seats["Melati"], toward=[place.seats["Dahlia"]], at=seconds)
    here = desk(place)
    expect(here.entries).to_have_count(3)
    assert [opacity > 0.9 for opacity in here.page.evaluate(DRAWN)] == [False, True]


def test_there_and_back_lie_beside_each_other(room, desk):
    here = desk(room(members=5))
    here.record("Melati", "Dahlia", "-4")
    here.record("Dahlia", "Melati", "+3")
    (x, y), (other_x, other_y) = here.page.evaluate(BENDS)
    assert abs(x - other_x) + abs(y - other_y) > 15
