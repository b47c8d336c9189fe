"""What a screen reader hears: each entry, each growth, each step back; and the silent marks, which can be read."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from observations.live.models import Cues
from sessions_app.models import Attendance
from tests.factories import make_event


def chip(here, name):
    return here.entries.first.get_by_role("button", name=name, exact=True)


def test_each_entry_each_growth_and_each_step_back_is_spoken(room, desk):
    here = desk(room())
    expect(here.page.get_by_role("status").first).to_have_attribute("aria-live", "polite")
    here.record("Melati", "Kenanga", "-4")
    here.says(re.compile(r"^\d+:\d\d Melati toward Kenanga, negative 4, on record$"))
    here.record("Kenanga", "group", "+2")
    here.says(re.compile(r"^\d+:\d\d Kenanga toward group, positive 2, on record$"))
    spoken = [
        ("+ trigger", None), ("criticism", "trigger: criticism"), ("here and now", "here and now"),
        ("+ I felt", None), ("protective", "I felt: protective"),
        ("I felt: protective", "Taken out: I felt: protective"),
        ("here and now", "Taken out: here and now"),
    ]  # fmt: skip
    for name, words in spoken:
        chip(here, name).click()
        if words:
            here.says(words)
    here.press("Undo")
    here.says("Undone: A change: Kenanga → group")
    here.press("Redo")
    here.says("Done again: A change: Kenanga → group")
    here.seat("Melati").click(button="right")
    here.press("Leaves now")
    here.says("Melati: left early")
    here.press("Pause")
    here.says("Pause. The clock stands still.")


def test_what_a_colleague_records_is_spoken_too(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    there.record("Kenanga", "group", "+3")
    here.says(re.compile(r"^Sari: \d+:\d\d Kenanga toward group, positive 3\.$"))
    there.says(re.compile("on record$"))


def test_what_came_in_while_there_was_no_connection_is_counted_and_not_read_out(room, desk):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    here.page.route("**/news/*", lambda route: route.abort())
    for felt in ("+1", "+2", "+3", "+4"):
        there.record("Kenanga", "group", felt)
    there.all_stored()
    here.page.unroute("**/news/*")
    here.says("4 entries of others came in.")


def test_whoever_is_only_spoken_to_or_came_late_is_not_taken_for_silent_or_heard(room, desk, inside):
    place = room(began=timezone.now() - timedelta(minutes=12))
    with inside(), acting(group_id=place.group.id):
        Cues.objects.create(user=place.bayu, unheard_minutes=5)
        make_event(session=place.session, actor=place.seats["Melati"], toward=[place.seats["Kenanga"]], at=690.0)
        late = Attendance.objects.filter(session=place.session, person=place.seats["Anggrek"])
        late.update(state="late", at=600.0)
    here = desk(place)
    expect(here.seat("Kenanga")).to_have_attribute("title", re.compile("^not heard from for 1[12] minutes$"))
    expect(here.seat("Kenanga")).to_contain_text(re.compile(r"2 · 1[12]′"))
    for heard in ("Melati", "Anggrek"):
        expect(here.seat(heard)).to_have_attribute("title", "")


def test_a_strong_feeling_that_was_not_reflected_on_is_marked_until_it_was(room, desk, inside):
    place = room(began=timezone.now() - timedelta(minutes=12))
    with inside(), acting(group_id=place.group.id):
        Cues.objects.create(user=place.bayu, unheard_minutes=5, unreflected_minutes=5)
        make_event(session=place.session, actor=place.seats["Melati"], at=60.0, strength=5)
    here = desk(place)
    mark = here.entries.first.locator(".cue-words")
    expect(mark).to_have_text(re.compile(r"^not reflected on for 1[01] minutes$"))
    at_hand = here.page.get_by_role("button", name="strong feeling not reflected on")
    expect(at_hand).to_contain_text("1")
    at_hand.click()
    expect(here.entries.first.locator(".who")).to_have_attribute("aria-expanded", "true")
    quiet = here.seat("Kenanga")
    expect(quiet).to_have_attribute("title", re.compile(r"^not heard from for 1[12] minutes$"))
    assert quiet.evaluate("one => getComputedStyle(one, '::after').content") == '""'
    chip(here, "looked at together").click()
    expect(mark).to_have_count(0)
    expect(at_hand).to_be_hidden()
    here.record("Kenanga", "Melati", "+1")
    expect(here.seat("Kenanga")).to_have_attribute("title", "")
    assert here.page.evaluate("document.querySelectorAll('audio, video').length") == 0


def test_without_what_is_on_record_nobody_is_taken_for_silent(room, desk, inside):
    place = room(began=timezone.now() - timedelta(minutes=12))
    with inside(), acting(user_id=place.bayu.pk):
        Cues.objects.create(user=place.bayu, unheard_minutes=5, unreflected_minutes=5)
    here = desk(place, service_workers="allow")
    here.offline_ready()
    expect(here.seat("Melati")).to_have_accessible_name(re.compile("not heard from for"))
    here.page.context.set_offline(True)
    here.page.reload()
    here.ready()
    expect(here.page.locator("#count")).to_have_text("–")
    expect(here.seat("Melati")).to_have_accessible_name("Melati, key 3")
    here.page.context.set_offline(False)
    expect(here.seat("Melati")).to_have_accessible_name(re.compile("not heard from for"))
