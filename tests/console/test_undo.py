"""Everything of the session is undone and redone, also after the page was opened again; the record of it is kept."""

from playwright.sync_api import expect

from tests.stack import wait_until

STEPS = ["arrange", "attend", "pause", "resume", "end"]
BACK = ["reopen", "pause", "resume", "attend", "arrange"]


def test_what_was_done_with_the_room_and_the_clock_is_undone_and_redone_after_a_reload(room, desk):
    here = desk(room(members=5))
    before = here.order()
    here.seat(before[0]).focus()
    here.page.keyboard.press("Alt+ArrowRight")
    after = here.order()
    here.seat("Kenanga").click(button="right")
    here.press("Leaves now")
    for name in ("Pause", "Go on", "End"):
        here.press(name)
    here.all_stored()
    left = here.attendance("Kenanga")
    assert (left.state, here.session().state) == ("left-early", "debriefing")
    here.open()
    for shown in ("End", "Go on", "Pause"):
        here.press("Undo")
        expect(here.page.get_by_role("button", name=shown, exact=True)).to_be_visible()
    here.press("Undo")
    here.press("Undo")
    assert here.order() == before
    expect(here.page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    here.all_stored()
    assert (here.attendance("Kenanga").state, here.session().state) == ("present", "live")
    here.open()
    assert here.order() == before
    for _ in STEPS:
        here.press("Redo")
    expect(here.page.get_by_role("button", name="Redo", exact=True)).to_be_disabled()
    assert here.order() == after
    here.all_stored()
    wait_until(lambda: here.session().state == "debriefing", seconds=10)
    again = here.attendance("Kenanga")
    assert (again.state, again.at) == (left.state, left.at), "the time of the tap, not of the redo"
    assert [one.kind for one in here.deliveries()] == STEPS + BACK + STEPS


def test_what_was_pressed_twice_is_no_undo_after_a_reload(room, desk):
    here = desk(room())
    here.record()
    here.press("Pause")
    here.press("Go on")
    here.all_stored()
    here.open()
    here.press("Undo")
    expect(here.page.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    expect(here.entries).to_have_count(1)


def test_attendance_that_nobody_had_noted_is_undone_to_that(room, desk):
    here = desk(room(members=4))
    assert here.attendance("Sari") is None
    here.seat("Sari").click(button="right")
    here.press("absent, with word")
    expect(here.seat("Sari")).to_have_accessible_name("Sari, key s, counselor, away")
    here.all_stored()
    assert here.attendance("Sari").state == "absent-with-word"
    here.open()
    here.press("Undo")
    expect(here.seat("Sari")).to_have_accessible_name("Sari, key s, counselor")
    here.all_stored()
    assert here.attendance("Sari") is None


def test_what_a_co_leader_chose_since_is_not_undone(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    here.record()
    here.press("+ trigger")
    here.press("criticism")
    here.all_stored()
    there.press("criticism")
    there.press("silence")
    there.all_stored()
    expect(here.entries.first).to_contain_text("silence")
    here.press("Undo")
    expect(here.waiting).to_have_text("1 refused")
    assert here.events()[0]["trigger"] == "silence"
