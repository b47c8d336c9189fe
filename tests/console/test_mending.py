"""What was refused is mended: it stays, with all that completes it, until what replaces it is stored."""

import pytest
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.console.test_waiting_list import ENTRIES, listed, refused


def completed(here) -> list[str]:
    """A refused event, and a growth that waits for it; their numbers in the order in which they were made."""
    refused(here)
    here.press("here and now")
    expect(here.waiting).to_have_text("1 refused · 1 waiting")
    return kept(here, 2)


def kept(here, number: int) -> list[str]:
    here.until(lambda: len(here.stores()["waiting"]) == number)
    return [entry["id"] for entry in sorted(here.stores()["waiting"], key=lambda entry: entry["place"])]


def take_up(here) -> None:
    here.waiting.click()
    here.press("Mend")


@pytest.mark.parametrize("then", ["given up", "opened again"])
def test_mending_that_comes_to_nothing_takes_nothing_away(room, desk, then):
    here = desk(room())
    ids = completed(here)
    take_up(here)
    if then == "given up":
        here.page.keyboard.press("Escape")
        expect(here.waiting).to_have_text("1 refused · 1 waiting")
    else:
        here.open()
    assert kept(here, 2) == ids


def test_what_completes_a_mended_event_goes_out_after_it(room, desk):
    here = desk(room())
    first, second = completed(here)
    take_up(here)
    here.page.unroute(ENTRIES)
    here.seat("Melati").click()
    here.seat("Anggrek").click()
    here.pad("-2").click()
    here.all_stored()
    [event] = here.events()
    assert (event["actor"], event["toward"], event["strength"]) == ("Anggrek", ["Kenanga"], 2)
    assert event["focus"] == "here-and-now"
    record, change = sorted(here.deliveries(), key=lambda one: one.number)
    assert (str(change.pk), record.kind, str(record.pk) != first) == (second, "record", True)
    expect(here.entries).to_have_count(1)
    here.press("Undo")
    here.press("Undo")
    here.all_stored()
    assert here.events() == []


def test_sent_again_it_takes_its_place_before_what_completes_it(room, desk):
    here = desk(room())
    first, second = completed(here)
    here.waiting.click()
    here.page.unroute(ENTRIES)
    here.press("Send again")
    here.all_stored()
    [event] = here.events()
    assert (event["actor"], event["focus"]) == ("Melati", "here-and-now")
    record, change = sorted(here.deliveries(), key=lambda one: one.number)
    assert (str(change.pk), str(record.pk) != first, record.place < change.place) == (second, True, True)


def test_once_the_record_is_signed_there_is_nothing_to_mend_and_nothing_is_lost(room, desk, inside):
    place = room()
    here = desk(place)
    refused(here)
    with inside(), acting(group_id=place.group.id):
        Session.objects.filter(pk=place.session.pk).update(state="signed")
    expect(here.page.locator("#doing")).to_contain_text("This record is signed.")
    here.waiting.click()
    expect(listed(here).get_by_role("button")).to_have_text(["Send again", "Discard"])
    assert len(kept(here, 1)) == 1


def test_what_was_discarded_is_no_step_to_undo(room, desk):
    here = desk(room())
    completed(here)
    here.waiting.click()
    here.press("Discard")
    here.press("Discard for good, with 1 entry that completes it")
    here.all_stored()
    expect(here.page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
