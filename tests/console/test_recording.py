"""Three taps: who, toward whom, how it felt. On the screen at once, on record with the first tap's second."""

from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Consent
from tests.stack import wait_until


def test_three_taps_are_on_record_with_the_second_of_the_first(room, desk):
    here = desk(room(members=5, state="planned"))
    here.seat("Melati").click()
    first = here.page.evaluate("performance.timeOrigin + performance.now()")
    here.page.wait_for_timeout(2200)
    here.seat("Dahlia").click()
    here.pad("-4").click()
    here.all_stored()
    [event] = here.events()
    [delivery] = here.deliveries()
    said = {"actor": "Melati", "toward": ["Dahlia"], "affect": "negative", "strength": 4, "at": 0.0}
    assert event.items() >= said.items()
    assert abs(delivery.tapped_at.timestamp() * 1000 - first) < 1000
    assert here.page.complaints == []


def test_an_entry_is_on_the_screen_in_the_same_moment_whatever_the_network_does(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda _route: None)
    here.seat("Melati").click()
    here.seat("group").click()
    seen = here.page.evaluate("""() => {
      document.querySelector('#pad [data-affect="positive"][data-strength="3"]').click();
      return document.querySelectorAll("#entries > [data-event]").length;
    }""")
    assert seen == 1
    expect(here.waiting).to_have_text("1 waiting to be sent")
    assert here.events() == []


def test_a_wrong_tap_is_corrected_by_the_next(room, desk):
    here = desk(room(members=5))
    here.seat("Melati").click()
    here.seat("Melati").click()
    expect(here.seat("Melati")).to_have_attribute("aria-pressed", "false")
    here.seat("Kenanga").click()
    here.seat("Mawar").click()
    here.seat("Mawar").click()
    here.pad("+2").click()
    here.says("Now tap toward whom: a seat, or the group in the middle.")
    here.seat("Dahlia").click()
    here.seat("Anggrek").click()
    here.pad("+2").click()
    here.pad("+5").click()
    here.says("Corrected: positive 5.")
    here.all_stored()
    [event] = here.events()
    said = {"actor": "Kenanga", "toward": ["Anggrek"], "strength": 5, "kind": "incident"}
    assert event.items() >= said.items()


def test_what_is_said_meanwhile_is_in_no_fingers_way(room, desk):
    here = desk(room(members=12), viewport={"width": 360, "height": 640}, has_touch=True)
    here.pad("+2").tap()
    said = here.page.locator("#message")
    expect(said).to_have_text("First tap who it was, then toward whom.")
    top, over = here.seat(here.order()[0]), said.bounding_box()
    x, y = (top.bounding_box()[place] + 10 for place in "xy")
    assert over["y"] < y < over["y"] + over["height"]
    here.page.touchscreen.tap(x + 12, y)
    expect(top).to_have_attribute("aria-pressed", "true")


def test_undo_and_redo_also_after_a_reload(room, desk):
    here = desk(room())
    here.record("Melati", "Kenanga", "-2")
    here.record("Anggrek", "group", "+3")
    undo, redo = (here.page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    undo.click()
    expect(here.entries).to_have_count(1)
    here.all_stored()
    here.open()
    redo.click()
    here.all_stored()
    wait_until(lambda: len(here.events()) == 2, seconds=10)
    undo.click()
    undo.click()
    expect(here.entries).to_have_count(0)
    expect(undo).to_be_disabled()
    wait_until(lambda: here.events() == [], seconds=10)
    assert [one.kind for one in here.deliveries()] == ["record", "record", "remove", "restore", "remove", "remove"]


def test_who_has_not_agreed_to_being_recorded_is_marked_and_cannot_be_the_actor(room, desk, inside):
    place = room(members=4)
    with inside(), acting(group_id=place.group.id):
        Consent.objects.create(group=place.group, membership=place.members[0], purpose="recording", given=False)
    here = desk(place)
    expect(here.seat("Melati")).to_have_accessible_name("Melati, key 4, not recorded")
    here.seat("Melati").click()
    here.says("Melati has not agreed to being recorded.")
    expect(here.seat("Melati")).to_have_attribute("aria-pressed", "false")
    here.record("Kenanga", "Melati", "+1")
    here.all_stored()
    assert len(here.events()) == 1
