"""What the device does meanwhile: it stays awake, runs out of room, has two tabs of one console, gets a new version."""

import json

from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Consent
from tests.stack import wait_until

# The browser's own lock cannot be looked at from outside; this one is released as the browser releases its.
WAKE_LOCK = """
window.locks = [];
const request = async kind => {
  const lock = Object.assign(new EventTarget(), { kind, held: true });
  lock.release = async () => { lock.held = false; lock.dispatchEvent(new Event("release")); };
  locks.push(lock);
  return lock;
};
Object.defineProperty(navigator, "wakeLock", { value: { request } });
window.seen = visible => {
  Object.defineProperty(document, "visibilityState", { value: visible ? "visible" : "hidden", configurable: true });
  if (!visible) for (const lock of locks) if (lock.held) lock.release();
  document.dispatchEvent(new Event("visibilitychange"));
};
"""
HELD = "() => locks.filter(({ held, kind }) => held && kind === 'screen').length"
PERSISTED = """
window.persisted = 0;
navigator.storage.persist = async () => { persisted += 1; return true; };
"""
# Chromium's own quota cannot be made small from outside; this refuses as it does, whatever is to be written.
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...words) {
  if (window.full) throw new DOMException("no room", "QuotaExceededError");
  return put.apply(this, words);
};
"""
# A database that the browser closed for good, as some do when they run out of memory.
BROKEN = """
const within = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...words) {
  if (window.broken) throw new DOMException("closed", "InvalidStateError");
  return within.apply(this, words);
};
"""
NEW_VERSION = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const came = registration.waiting ?? registration.installing;
  const changed = done => came.addEventListener("statechange", done, { once: true });
  if (came.state === "installing") await new Promise(changed);
  return [registration.waiting?.state, registration.active?.state, Boolean(navigator.serviceWorker.controller)];
}"""


def test_the_screen_stays_on_while_the_session_runs_and_is_looked_at(room, desk):
    here = desk(room())
    here.page.add_init_script(WAKE_LOCK)
    here.open()
    assert here.page.evaluate(HELD) == 1
    here.record()
    here.page.evaluate("seen(false)")
    assert here.page.evaluate(HELD) == 0
    here.page.evaluate("seen(true)")
    wait_until(lambda: here.page.evaluate(HELD) == 1, seconds=5)
    here.press("End")
    wait_until(lambda: here.page.evaluate(HELD) == 0, seconds=5)
    here.page.evaluate("seen(true)")
    assert here.page.evaluate(HELD) == 0


def test_the_browser_is_asked_to_keep_what_waits(room, desk):
    here = desk(room())
    here.page.add_init_script(PERSISTED)
    here.open()
    wait_until(lambda: here.page.evaluate("persisted") == 1, seconds=5)


def full(here) -> None:
    here.page.add_init_script(FULL)
    here.open()
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.page.evaluate("window.full = true")


def test_on_a_full_device_an_entry_stays_in_sight_and_in_memory_until_it_is_sent(room, desk):
    here = desk(room())
    full(here)
    here.record("Melati", "Kenanga", "-3")
    here.record("Kenanga", "group", "+2")
    told = here.page.locator("#trouble")
    expect(told).to_contain_text("This device keeps no more entries")
    expect(here.entries).to_have_count(2)
    expect(here.waiting).to_have_text("2 waiting to be sent")
    assert here.stores()["waiting"] == []
    here.page.unroute("**/console/entries/")
    here.record("Anggrek", "group", "+1")
    here.all_stored()
    expect(told).to_be_hidden()
    assert {one["actor"] for one in here.events()} == {"Melati", "Kenanga", "Anggrek"}
    assert sorted(one.place for one in here.deliveries()) == [1, 2, 3]


def test_once_there_is_room_again_what_was_in_memory_is_stored(room, desk):
    here = desk(room())
    full(here)
    here.record()
    expect(here.page.locator("#trouble")).to_contain_text("keeps no more entries")
    here.page.evaluate("window.full = false")
    here.until(lambda: here.stores()["waiting"])
    expect(here.page.locator("#trouble")).not_to_contain_text("keeps no more entries")
    expect(here.waiting).to_have_text("1 waiting to be sent")


def test_where_what_is_kept_can_no_longer_be_read_it_is_said_and_everything_is_sent(room, desk):
    here = desk(room())
    here.page.add_init_script(BROKEN)
    here.open()
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 waiting to be sent")
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    here.page.evaluate("window.broken = true")
    here.record("Kenanga", "group", "+2")
    expect(here.page.locator("#trouble")).to_contain_text("keeps no more entries")
    expect(here.waiting).to_have_text("2 waiting to be sent")
    here.page.unroute("**/console/entries/")
    here.record("Anggrek", "group", "+1")
    here.all_stored()
    assert {one["actor"] for one in here.events()} == {"Melati", "Kenanga", "Anggrek"}
    assert len(here.deliveries()) == 3


def test_what_was_cleared_away_from_under_an_open_page_is_kept_anew_and_sent(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    here.page.evaluate("""() => new Promise(done => {
      indexedDB.deleteDatabase("groupcounsel-console").onsuccess = done;
    })""")
    here.record("Kenanga", "group", "+2")
    here.until(lambda: len(here.stores()["waiting"]) == 2)
    here.page.unroute("**/console/entries/")
    here.record("Anggrek", "group", "+1")
    here.all_stored()
    assert len(here.events()) == 3


def test_on_a_full_device_what_the_server_refuses_is_counted_once(room, desk):
    here = desk(room())
    full(here)
    here.page.evaluate("window.full = false")
    here.record()
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    here.page.evaluate("window.full = true")
    here.page.unroute("**/console/entries/")
    words = {"error": "refused", "words": "No."}
    here.page.route("**/console/entries/", lambda route: route.fulfill(status=422, json=words))
    expect(here.waiting).to_have_text("1 refused")


def test_a_new_version_waits_for_the_next_opening_and_leaves_the_queue_alone(room, desk, inside):
    place = room()
    here = desk(place, service_workers="allow")
    here.offline_ready()
    with inside(), acting(group_id=place.group.id):
        Consent.objects.create(group=place.group, membership=place.members[0], purpose="recording", given=False)
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 refused")
    here.page.evaluate("window.same = true")
    with inside():
        type(place.bayu).objects.filter(pk=place.bayu.pk).update(language="id")
    assert here.page.evaluate(NEW_VERSION) == ["installed", "activated", True]
    here.record("Kenanga", "Anggrek", "+1")
    here.until(lambda: len(here.events()) == 1, seconds=10)
    assert here.page.evaluate("[window.same, document.documentElement.lang]") == [True, "en"]
    here.page.goto("about:blank")
    here.page.context.set_offline(True)
    here.page.wait_for_timeout(500)
    here.open()
    assert here.page.evaluate("document.documentElement.lang") == "id"
    expect(here.waiting).to_have_text("1 ditolak")
    assert len(here.stores()["waiting"]) == 1


def test_two_tabs_of_one_console_send_each_entry_once_and_both_show_it(room, desk):
    here = desk(room())
    context, sent = here.page.context, []
    there = desk_of(here, context.new_page())
    context.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    there.record("Kenanga", "group", "+2")
    for tab in (here, there):
        expect(tab.waiting).to_have_text("2 waiting to be sent")
    context.on("response", lambda got: sent.append(got.request) if got.url.endswith("/console/entries/") else None)
    context.unroute("**/console/entries/")
    for tab in (here, there):
        tab.all_stored()
        expect(tab.entries).to_have_count(2)
    assert len(sent) == 2 and len({asked.post_data_json["envelope"]["id"] for asked in sent}) == 2
    assert sorted(one.place for one in here.deliveries()) == [1, 2]
    assert len(here.events()) == 2


def desk_of(here, page):
    """The same person's, in another tab."""
    tab = object.__new__(type(here))
    tab.__dict__ |= here.__dict__ | {"page": page}
    tab.open()
    return tab


def test_ones_own_waiting_entries_are_saved_as_a_file_that_is_brought_in_once(room, desk, tmp_path):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    here.record("Kenanga", "group", "+2")
    expect(here.waiting).to_have_text("2 waiting to be sent")
    here.waiting.click()
    with here.page.expect_download() as download:
        here.press("Save as a file to hand over")
    file = tmp_path / "waiting.json"
    download.value.save_as(file)
    assert len(json.loads(file.read_text())["entries"]) == len(here.stores()["waiting"]) == 2
    page = here.page.context.new_page()
    page.goto(f"{here.site.url}/console/entries/file/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("status").first).to_contain_text("2 entries are on record.")
    here.page.unroute("**/console/entries/")
    here.record("Anggrek", "group", "+1")
    here.all_stored()
    assert len(here.events()) == len(here.deliveries()) == 3
