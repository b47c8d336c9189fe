"""The list of what waits on this device: what each of it waits for, and what can be done."""

import re

from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Consent
from tests.stack import wait_until

ENTRIES = "**/console/entries/"
REFUSAL = {"error": "refused", "words": "Melati has not agreed to being recorded."}
LATER = "Date.now = (now => () => now() + 26 * 3600_000)(Date.now);"


def refused(here) -> None:
    here.page.route(ENTRIES, lambda route: route.fulfill(status=422, json=REFUSAL))
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 refused")


def only(route, refused) -> None:
    """The others reach the server."""
    if route.request.post_data_json["envelope"]["id"] == refused:
        route.fulfill(status=422, json=REFUSAL)
    else:
        route.continue_()


def listed(here):
    return here.page.locator("#queued > li")


def test_a_refused_entry_is_sent_again_also_after_a_reload(room, desk):
    here = desk(room())
    refused(here)
    here.open()
    expect(here.waiting).to_have_text("1 refused")
    here.waiting.click()
    expect(listed(here)).to_contain_text(REFUSAL["words"])
    expect(here.page.locator("#send")).to_be_hidden()
    here.page.unroute(ENTRIES)
    here.press("Send again")
    here.all_stored()
    assert len(here.events()) == 1


def test_the_reason_of_a_refused_entry_is_not_kept_but_asked_for_again(room, desk):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    with here.inside(), acting(group_id=here.room.group.id):
        Consent.objects.create(group=here.room.group, membership=here.room.members[0], purpose="recording", given=False)
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 refused")
    assert "Melati" not in str(here.stores()["waiting"])
    here.page.context.set_offline(True)
    here.open()
    here.waiting.click()
    expect(listed(here)).to_contain_text("The server refused it. It is asked again")
    here.page.context.set_offline(False)
    expect(listed(here)).to_contain_text("Melati has not agreed to being recorded.")


def test_what_completes_a_refused_event_says_what_it_waits_for(room, desk):
    here = desk(room())
    refused(here)
    here.press("here and now")
    expect(here.waiting).to_have_text("1 refused · 1 waiting")
    here.waiting.click()
    expect(listed(here).nth(1)).to_contain_text("It goes out once the refused entry that it completes is mended")


def test_without_its_beginning_a_change_is_told_so(room, desk):
    here = desk(room())
    refused(here)
    here.press("here and now")
    wait_until(lambda: len(here.stores()["waiting"]) == 2, seconds=10)
    beginning = min(here.stores()["waiting"], key=lambda entry: entry["place"])["id"]
    here.page.unroute(ENTRIES)
    here.page.route(ENTRIES, lambda route: only(route, beginning))
    here.open()
    expect(here.waiting).to_have_text("2 refused")
    here.waiting.click()
    expect(listed(here).nth(1)).to_contain_text("The event is not on record: what began it did not get there")


def test_the_list_is_closed_by_a_tap_and_the_focus_goes_back(room, desk):
    here = desk(room(), viewport={"width": 320, "height": 640}, has_touch=True)
    here.page.route(ENTRIES, lambda route: route.abort())
    here.record()
    here.waiting.tap()
    here.page.locator("#queue-close").tap()
    expect(here.page.locator("#queue")).to_be_hidden()
    expect(here.waiting).to_be_focused()


def test_what_waits_since_another_day_shows_the_day(room, desk):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    here.page.context.set_offline(True)
    here.record()
    here.waiting.click()
    expect(listed(here)).to_contain_text(re.compile(r"^\d\d:\d\d:\d\d An event"))
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    here.page.add_init_script(LATER)
    here.open()
    here.waiting.click()
    expect(listed(here)).to_contain_text(re.compile(r"^\w+ \d+, \d\d:\d\d:\d\d An entry"))


def test_what_the_server_kept_for_the_supervisor_is_no_longer_said_to_wait(room, desk):
    here = desk(room())

    def kept(route):
        told = route.fetch().json()
        route.fulfill(json=told | {"kept": "quarantine", "number": None})

    here.page.route(ENTRIES, kept)
    here.record()
    expect(here.entries.first.locator(".sent")).to_contain_text("Kept for the supervisor to decide on.")


def test_after_a_discard_the_focus_stays_in_the_list_and_then_goes_to_the_seats(room, desk):
    here = desk(room())
    refused(here)
    here.record("Kenanga", "group", "+2")
    expect(here.waiting).to_have_text("2 refused")
    here.waiting.click()
    for number, after in ((1, "#queue-close"), (0, "#seats .place:first-child")):
        for name in ("Discard", "Discard for good"):
            listed(here).first.get_by_role("button", name=name, exact=True).press("Enter")
        expect(listed(here)).to_have_count(number)
        expect(here.page.locator(after)).to_be_focused()


def test_a_discard_says_how_much_goes_with_it(room, desk):
    here = desk(room())
    refused(here)
    here.press("here and now")
    expect(here.waiting).to_have_text("1 refused · 1 waiting")
    here.waiting.click()
    here.press("Discard")
    here.press("Discard for good, with 1 entry that completes it")
    here.all_stored()
    assert here.stores()["waiting"] == []
