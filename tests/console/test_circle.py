"""The seats: every size of group on every size of screen, arranged by hand or by keys; who comes, who leaves."""

import re
from datetime import timedelta
from math import dist

import pytest
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from sessions_app.models import Attendance
from tests.stack import wait_until

SCREENS = [(360, 640), (640, 360), (768, 1024), (1024, 768), (1024, 600), (800, 360)]
GEOMETRY = """() => {
  const box = one => {
    const {x, y, width, height, right, bottom} = one.getBoundingClientRect();
    const radius = getComputedStyle(one).borderTopLeftRadius, share = radius.endsWith("%") ? width / 100 : 1;
    return {x, y, width, height, right, bottom, corner: parseFloat(radius) * share, name: one.textContent};
  };
  const all = which => [...document.querySelectorAll(which)].map(box), page = document.documentElement;
  const scrolls = page.scrollHeight > innerHeight || page.scrollWidth > innerWidth;
  return {seats: all(".place"), pad: all("#pad button"), scrolls: scrolls || document.body.scrollHeight > innerHeight};
}"""


def reach(one) -> float:
    """How far a round seat, or the rounded corner of a counselor's or of the pad's, stands from its centre."""
    half, corner = one["width"] / 2, one["corner"]
    return half if corner >= half else (half - corner) * 2**0.5 + corner


def over(one, two) -> bool:
    apart = one["right"] <= two["x"] + 0.5 or two["right"] <= one["x"] + 0.5
    apart = apart or one["bottom"] <= two["y"] + 0.5 or two["bottom"] <= one["y"] + 0.5
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in (one, two)]
    return not apart and dist(*middles) < reach(one) + reach(two)


def squeezed(found, width, height) -> list[str]:
    """What is too small, outside, or lies over something else."""
    targets = found["seats"] + found["pad"]
    wrong = [f"small: {one['name']}" for one in targets if min(one["width"], one["height"]) < 44]
    wrong += [f"outside: {one['name']}" for one in targets if min(one["x"], one["y"]) < 0]
    wrong += [f"outside: {one['name']}" for one in targets if one["right"] > width or one["bottom"] > height]
    pairs = [(one, two) for place, one in enumerate(targets) for two in targets[:place]]
    return wrong + [f"over: {one['name']} {two['name']}" for one, two in pairs if over(one, two)]


@pytest.mark.parametrize("members", [1, 6, 12])
def test_seats_and_pad_fit_on_every_screen_without_scrolling(room, desk, members):
    here = desk(room(members=members))
    wrong = {}
    for width, height in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        found = here.page.evaluate(GEOMETRY)
        assert len(found["seats"]) == members + 3
        if faults := squeezed(found, width, height) + (["scrolls"] if found["scrolls"] else []):
            wrong[width, height] = faults
    assert wrong == {}


BAR = """() => [...document.querySelectorAll(".pills > *")].filter(one => one.offsetParent).filter(one => {
  const within = one.querySelector("[aria-hidden]") ?? one; // what hangs over may be hidden there
  const hangs = box => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
  return hangs(one) || hangs(within) || one.clientHeight > 60 || one.clientWidth < 24;
}).map(one => `clipped: ${one.textContent}`)"""


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_a_co_leader_does_meanwhile_leaves_everything_in_its_place(room, desk, language):
    place = room(members=12, language=language)
    here, there = desk(place), desk(place, by="sari")
    for one in (here, there):
        tap_three(one)
    expect(here.page.locator("#pairs")).to_be_visible()
    expect(here.page.locator("#present")).to_have_text(re.compile("^Sari"))
    here.page.locator("#time").evaluate("one => { one.id = ''; one.textContent = '1:48:59'; }")
    wrong = {}
    for width, height in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        found = here.page.evaluate(GEOMETRY)
        if faults := squeezed(found, width, height) + here.page.evaluate(BAR):
            wrong[width, height] = faults
    assert wrong == {}


def test_who_else_is_on_the_console_can_be_read_on_every_screen(room, desk, inside):
    place = room(members=6)
    with inside(), acting(group_id=place.group.id):
        type(place.seats["Sari"]).objects.filter(pk=place.seats["Sari"].pk).update(alias="Ibu Sariningsih")
    here = desk(place)
    desk(place, by="sari")
    expect(here.page.locator("#present")).to_have_text(re.compile("^Ibu Sariningsih"))
    wrong = {}
    for width, height in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        expect(here.page.locator("#present")).to_be_visible()
        if faults := here.page.evaluate(BAR):
            wrong[width, height] = faults
    assert wrong == {}


def tap_three(here) -> None:
    """In whichever language."""
    for spot in ("#seats .place >> nth=0", "#seats .centre", "#pad button >> nth=3"):
        here.page.locator(spot).click()
    expect(here.entries).not_to_have_count(0)


@pytest.mark.parametrize("state", ["planned", "live"])
@pytest.mark.parametrize("screen", [(360, 640), (640, 360), (768, 1024)])
def test_the_circle_stays_where_it_is_while_somebody_taps(room, desk, inside, state, screen):
    place = room(members=6, state=state, language="id")
    with inside(), acting(group_id=place.group.id):
        for alias, longer in (("Kenanga", "Kenanga Sariningsih"), ("Anggrek", "Anggrek Merah")):
            type(place.seats[alias]).objects.filter(pk=place.seats[alias].pk).update(alias=longer)
    here = desk(place, viewport=dict(zip(("width", "height"), screen, strict=True)))
    if state == "planned":
        line, way = (here.page.locator(name).bounding_box() for name in (".doing", "#afterwards"))
        assert way["y"] >= line["y"] - 1 and way["y"] + way["height"] <= line["y"] + line["height"] + 1
        here.page.locator("#afterwards").click()
    boxes = [here.page.locator("#circle").bounding_box()]
    for spot in ("#seats .place >> nth=0", "#seats .place >> nth=3", "#pad button >> nth=3"):
        here.page.locator(spot).click()
        boxes.append(here.page.locator("#circle").bounding_box())
    expect(here.entries).to_have_count(1)
    assert boxes == boxes[:1] * 4


def test_who_has_left_the_group_takes_no_room(room, desk, inside):
    place = room(members=5)
    with inside(), acting(group_id=place.group.id):
        Attendance.objects.filter(person=place.seats["Mawar"]).delete()
        left = place.session.day - timedelta(days=1)
        type(place.members[3]).objects.filter(person=place.seats["Mawar"]).update(left=left)
    here = desk(place)
    assert "Mawar" not in here.order() and len(here.order()) == 6
    expect(here.seat("Dahlia")).to_have_accessible_name("Dahlia, key 2")


def test_a_seat_that_is_dragged_stays_there_for_the_whole_group(room, desk):
    place = room(members=5)
    here = desk(place)
    before = here.order()
    start, end = here.seat(before[0]).bounding_box(), here.seat(before[3]).bounding_box()
    here.page.mouse.move(start["x"] + 20, start["y"] + 20)
    here.page.mouse.down()
    here.page.mouse.move(end["x"] + 30, end["y"] + 30, steps=8)
    here.page.mouse.up()
    after = [before[1], before[2], before[3], before[0], *before[4:]]
    assert here.order() == after
    expect(here.seat(before[0])).to_have_attribute("aria-pressed", "false")
    here.all_stored()
    assert desk(place, by="sari").order() == after


def test_a_seat_is_moved_by_keys_too(room, desk):
    here = desk(room(members=5))
    first, second, *rest = here.order()
    here.seat(first).focus()
    here.page.keyboard.press("Alt+ArrowRight")
    assert here.order() == [second, first, *rest]
    expect(here.seat(first)).to_be_focused()
    here.page.get_by_role("button", name="Undo", exact=True).click()
    assert here.order() == [first, second, *rest]


def test_who_comes_late_and_who_leaves_early(room, desk, inside):
    place = room(members=5)
    with inside(), acting(group_id=place.group.id):
        Attendance.objects.filter(person=place.seats["Mawar"]).update(state="absent-with-word")
    here = desk(place)
    expect(here.seat("Mawar")).to_have_accessible_name("Mawar, key 4, away")
    here.seat("Mawar").click()
    here.page.get_by_role("button", name="Has come", exact=True).click()
    expect(here.seat("Mawar")).to_have_accessible_name("Mawar, key 4")
    here.record("Mawar", "Dahlia", "+2")
    here.seat("Kenanga").click(button="right")
    here.page.get_by_role("button", name="Leaves now", exact=True).click()
    expect(here.seat("Kenanga")).to_have_accessible_name("Kenanga, key 3, left")
    here.record("Kenanga", "Dahlia", "-1")
    here.all_stored()
    wait_until(lambda: here.attendance("Kenanga").state == "left-early", seconds=10)
    assert here.attendance("Mawar").state == "late"


def test_attendance_that_is_refused_is_said_with_its_reason(room, desk):
    here = desk(room(members=5))
    here.record("Kenanga", "Dahlia", "+2")
    here.all_stored()
    here.seat("Kenanga").click(button="right")
    here.press("absent, with word")
    expect(here.waiting).to_have_text("1 refused")
    here.says(re.compile("Kenanga"))
    expect(here.page.locator("#message")).to_be_visible()
    expect(here.seat("Kenanga")).to_have_accessible_name("Kenanga, key 3")


def test_a_long_press_opens_the_seats_menu_and_chooses_nobody(room, desk):
    here = desk(room())
    here.seat("Melati").hover()
    here.page.mouse.down()
    expect(here.page.get_by_role("button", name="Leaves now", exact=True)).to_be_visible()
    here.page.mouse.up()
    expect(here.page.get_by_role("button", name="Leaves now", exact=True)).to_be_visible()
    expect(here.seat("Melati")).to_have_attribute("aria-pressed", "false")
    here.page.mouse.click(5, 300)
    expect(here.page.locator("#menu")).to_be_hidden()


def test_an_arrow_for_each_event_of_the_last_minutes(room, desk):
    here = desk(room(members=5))
    here.record("Mawar", "Dahlia", "+2")
    here.record("Dahlia", "group", "-5")
    arrows = here.page.locator("#arrows .arrow")
    expect(arrows).to_have_count(2)
    assert arrows.locator("circle").count() == arrows.locator("rect").count() == 1


LONG = """() => [...document.querySelectorAll("#seats .place")].flatMap(seat => {
  const name = seat.querySelector(".name"), [box, around] = [name, seat].map(one => one.getBoundingClientRect());
  const cut = name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 1;
  const over = box.width > Math.max(around.width, 56) || box.height > around.height - 8;
  return cut || over ? [name.textContent] : [];
})"""


def test_long_names_stay_within_their_seats_and_what_waits_can_be_read(room, desk):
    place = room(members=12)
    here = desk(place)
    with here.inside(), acting(group_id=place.group.id):
        for alias, longer in (("Mawar", "Mawar Merah Muda"), ("Cempaka", "Cempaka-Wangi"), ("Soka", "Sariningsih")):
            type(place.seats[alias]).objects.filter(pk=place.seats[alias].pk).update(alias=longer)
    here.open()
    faults = {}
    for width, height in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        if long := here.page.evaluate(LONG):
            faults[width, height] = long
        assert here.waiting.evaluate("one => one.scrollWidth <= one.clientWidth + 1"), (width, height)
    assert faults == {}


ALIKE = [
    "Maria-Magdalena Sulistyowati", "Maria-Magdalena Luzviminda", "Maria-Magdalena", "Muhammad Rizky Ramadhan",
    "Muhammad Rizky Ramadani", "Siti Nurhaliza Putri", "Siti Nurhalizah Putri", "Bu Raden Ajeng Kusumawardhani",
    "Bu Raden Ajeng Kusumawardhani II", "W" * 60, "W" * 61, "Bartholomeusz",
]  # fmt: skip
ON_SEATS = """() => [...document.querySelectorAll("#seats .place:not(.centre) .name")].map(name => ({
  text: name.textContent.replace(/[\\u00AD\\u200B]/g, ""),
  cut: name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 1,
}))"""


def test_no_two_seats_look_the_same_however_long_and_alike_the_names_are(room, desk):
    place = room(members=12)
    with (here := desk(place)).inside(), acting(group_id=place.group.id):
        for membership, longer in zip(place.members, ALIKE, strict=True):
            type(membership.person).objects.filter(pk=membership.person_id).update(alias=longer)
    here.page.goto(here.site.url + here.path)
    expect(here.seat("Bartholomeusz")).to_be_visible()
    for width, height in SCREENS:
        here.page.set_viewport_size({"width": width, "height": height})
        here.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        seats = here.page.evaluate(ON_SEATS)
        texts = [seat["text"] for seat in seats]
        assert len(texts) == 14 and [seat for seat in seats if seat["cut"]] == [], (width, height)
        assert len({text.lower().replace("…", "") for text in texts}) == 14, (width, height, texts)
        assert {"Bartholomeusz", "Bayu", "Sari"} <= set(texts), (width, height, texts)


def test_names_that_begin_alike_are_told_apart_by_where_they_differ(room, desk):
    place = room(members=12)
    with (here := desk(place, viewport={"width": 360, "height": 640})).inside(), acting(group_id=place.group.id):
        for membership, longer in zip(place.members, ALIKE, strict=True):
            type(membership.person).objects.filter(pk=membership.person_id).update(alias=longer)
    here.page.goto(here.site.url + here.path)
    expect(here.seat("Bartholomeusz")).to_be_visible()
    texts = [seat["text"] for seat in here.page.evaluate(ON_SEATS)]
    for start in ("Maria-…Sul", "Maria-…Luz", "Maria-…", "Siti N…h Putri", "Siti N…Putri"):
        assert any(text.startswith(start) for text in texts), (start, texts)
