"""Nothing is lost, nothing is there twice: without a network, after a reload, with a server that dies or errs."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.stack import wait_until


def on_record(here, number: int = 1) -> None:
    """Stored, once each."""
    here.all_stored()
    assert here.stores()["waiting"] == []
    assert len(here.events()) == number
    assert len({one.id for one in here.deliveries()}) == len(here.deliveries())


def test_offline_then_reloaded_offline_then_online_is_stored_once(room, desk):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    here.page.context.set_offline(True)
    here.record("Melati", "Kenanga", "-3")
    here.record("Kenanga", "group", "+2")
    expect(here.waiting).to_have_text("2 waiting to be sent")
    wait_until(lambda: len(here.stores()["waiting"]) == 2, seconds=10)
    here.page.reload()
    here.ready()
    expect(here.waiting).to_have_text("2 waiting to be sent")
    expect(here.entries).to_have_count(0)
    expect(here.page.locator("#entries")).to_contain_text("What is on record already comes back with the connection.")
    expect(here.page.locator("#entries")).not_to_contain_text("Nothing is on record yet")
    expect(here.page.locator("#count")).to_have_text("–")
    here.waiting.click()
    expect(here.page.locator("#queued > li")).to_have_count(2)
    expect(here.page.locator("#queued > li").first).to_contain_text(re.compile(r"^\d\d:\d\d:\d\d An entry"))
    here.page.keyboard.press("Escape")
    here.record("Anggrek", "Melati", "+1")
    expect(here.waiting).to_have_text("3 waiting to be sent")
    here.page.context.set_offline(False)
    on_record(here, 3)
    expect(here.entries).to_have_count(3)
    expect(here.page.locator("#count")).to_have_text("3 entries")
    expect(here.page.locator("#entries > .none")).to_have_count(0)


def test_without_a_connection_the_way_back_does_not_lead_out_of_the_console(room, desk):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    here.page.context.set_offline(True)
    here.record()
    expect(here.page.locator("#trouble")).to_be_visible()
    here.page.locator("#back").click()
    here.says("There is no connection to the server: only this page opens without. Stay here.")
    expect(here.entries).to_have_count(1)
    here.page.context.set_offline(False)
    here.all_stored()
    here.page.locator("#back").click()
    expect(here.page).to_have_url(re.compile("/events/record/"))


def test_a_server_that_is_killed_gets_everything_once_it_is_back(room, desk, site):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    site.kill("web")
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 waiting to be sent")
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    here.page.reload()
    here.ready()
    here.record("Kenanga", "Melati", "+4")
    expect(here.waiting).to_have_text("2 waiting to be sent")
    site.begin("web")
    wait_until(site.answers, seconds=30)
    here.record("Anggrek", "group", "+2")
    on_record(here, 3)


REFUSAL = {"error": "refused", "words": "No."}
BAD = {
    "a captive portal": {"status": 200, "content_type": "text/html", "body": "<h1>Welcome to the hotel</h1>"},
    "nothing": {"status": 204},
    "another digest": {"status": 200, "json": {"id": "x", "digest": "0" * 64, "kept": "record", "now": 1}},
    "a cut answer": {"status": 200, "content_type": "application/json", "body": '{"id": "0199'},
    "a fault": {"status": 500, "body": "no"},
    "the sign-in page": {"status": 302, "headers": {"location": "/account/login/"}},
}


@pytest.mark.parametrize("answer", BAD)
def test_what_is_no_acknowledgement_lets_nothing_go(room, desk, answer):
    here = desk(room())
    tried = []

    def badly(route):
        tried.append(route.request.post_data_json["envelope"])
        facts = dict(BAD[answer])
        if "json" in facts:
            facts["json"] = facts["json"] | {"id": tried[-1]["id"]}
        route.fulfill(**facts)

    here.page.route("**/console/entries/", badly)
    here.record()
    here.until(lambda: tried)
    [entry] = here.stores()["waiting"]
    assert (entry["id"], entry["state"], here.events()) == (tried[0]["id"], "waiting", [])
    here.page.unroute("**/console/entries/")
    on_record(here)


def test_a_stored_entry_whose_answer_was_lost_is_not_stored_again(room, desk):
    here = desk(room())

    def lose(route):
        route.fetch()
        route.abort()

    here.page.route("**/console/entries/", lose, times=1)
    here.record()
    on_record(here)
    assert len(here.deliveries()) == 1


def test_a_refused_entry_is_shown_with_its_reason_and_goes_only_on_purpose(room, desk, inside):
    place = room()
    here = desk(place)
    words = {"error": "refused", "words": "Melati has not agreed to being recorded."}
    here.page.route("**/console/entries/", lambda route: route.fulfill(status=422, json=words), times=1)
    here.record("Melati", "Kenanga", "-3")
    here.record("Kenanga", "Melati", "+3")
    expect(here.waiting).to_have_text("1 refused")
    expect(here.entries.filter(has_text=words["words"])).to_have_count(1)
    wait_until(lambda: len(here.events()) == 1, seconds=10)
    here.waiting.click()
    expect(here.page.locator("#queued")).to_contain_text("An event: Melati → Kenanga")
    here.page.get_by_role("button", name="Send again").click()
    on_record(here, 2)


def test_a_refused_entry_is_mended_and_keeps_its_moment(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.fulfill(status=422, json=REFUSAL), times=1)
    here.record("Melati", "Kenanga", "-3")
    expect(here.waiting).to_have_text("1 refused")
    [refused] = here.stores()["waiting"]
    here.waiting.click()
    here.page.get_by_role("button", name="Mend").click()
    here.seat("Melati").click()
    here.seat("Anggrek").click()
    here.pad("-2").click()
    on_record(here)
    [event], [delivery] = here.events(), here.deliveries()
    assert (event["actor"], event["toward"], event["strength"]) == ("Anggrek", ["Kenanga"], 2)
    assert abs(delivery.tapped_at.timestamp() * 1000 - refused["tapped"]) < 1000
    assert str(delivery.pk) != refused["id"]


def test_a_refused_entry_is_discarded_after_a_second_tap(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.fulfill(status=422, json=REFUSAL))
    here.record()
    expect(here.waiting).to_have_text("1 refused")
    here.waiting.click()
    here.page.get_by_role("button", name="Discard").click()
    assert len(here.stores()["waiting"]) == 1
    here.page.get_by_role("button", name="Discard for good").click()
    here.all_stored()
    expect(here.entries).to_have_count(0)
    assert here.events() == []


def test_what_waits_says_nothing_to_whoever_reads_the_browser(room, desk):
    place = room()
    here = desk(place)
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    kept = json.dumps(here.stores()["waiting"])
    secrets = ["Melati", "negative", "toward", "strength", "affect", *(f'"{one.ref}"' for one in place.seats.values())]
    assert [word for word in secrets if word in kept] == []
    whole = json.dumps(here.stores()["kept"])
    assert [word for word in ('"affect"', '"entries"', '"done"', '"csrf"') if word in whole] == []


def test_an_expired_sign_in_keeps_the_queue_until_the_next_one(room, desk):
    here = desk(room())
    here.page.context.clear_cookies()
    here.record()
    expect(here.page.locator("#sign-in")).to_be_visible()
    expect(here.waiting).to_have_text("1 waiting to be sent")
    here.sign_in(here.user)
    here.record("Kenanga", "Melati", "+2")
    on_record(here, 2)
    expect(here.page.locator("#sign-in")).to_be_hidden()


def test_two_people_on_one_tablet_send_only_their_own(room, desk):
    place = room()
    here = desk(place)
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    here.page.goto("about:blank")
    here.page.unroute("**/console/entries/")
    here.sign_in(place.sari)
    here.open()
    here.record("Kenanga", "group", "+1")
    here.all_stored()
    assert {one["author"] for one in here.stores()["kept"]} == {str(place.sari.pk)}
    here.waiting.click()
    expect(here.page.locator("#others")).to_have_text(
        "1 entry of another person waits; it goes out at their next sign-in."
    )
    with here.page.expect_download() as download:
        here.page.get_by_role("button", name="Save the other person's as a file").click()
    saved = json.loads(download.value.path().read_text())
    assert saved["format"] == "groupcounsel-waiting/1" and len(saved["entries"]) == 1
    assert [one["author"] for one in saved["entries"]] == [str(place.bayu.pk)]
    assert [one["actor"] for one in here.events()] == ["Kenanga"]
    here.sign_in(place.bayu)
    here.open()
    on_record(here, 2)


def test_sign_out_waits_for_what_waits(room, desk):
    here = desk(room(), service_workers="allow")
    here.offline_ready()
    here.page.context.set_offline(True)
    here.record()
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    here.page.goto("about:blank")
    here.page.context.set_offline(False)
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.page.goto(f"{here.site.url}/account/logout/")
    here.page.locator("main").get_by_role("button", name="Sign out").click()
    expect(here.page.get_by_role("dialog")).to_contain_text("Entries are still waiting here")
    expect(here.page.get_by_role("button", name="Sign out anyway")).to_be_hidden()
    here.page.get_by_role("button", name="Send now").click()
    expect(here.page.get_by_role("button", name="Sign out anyway")).to_be_visible()
    here.page.unroute("**/console/entries/")
    here.page.get_by_role("button", name="Send now").click()
    here.page.wait_for_url(lambda address: "logout" not in address)
    found = here.stores()
    assert (found["waiting"], found["kept"]) == ([], [])
    assert here.page.evaluate("caches.keys()") == []
    assert len(here.events()) == 1


def test_while_only_entries_fail_the_words_about_it_stand_still(room, desk):
    here = desk(room())
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.record()
    line = here.page.locator("#trouble")
    expect(line).to_be_visible()
    here.page.evaluate("""() => {
      window.blinks = 0;
      const line = document.getElementById("trouble");
      const watch = new MutationObserver(() => { blinks += 1; });
      watch.observe(line, { attributes: true });
      watch.observe(document.getElementById("trouble-words"), { childList: true });
    }""")
    with here.page.expect_response("**/news/*"):
        pass
    with here.page.expect_response("**/news/*"):
        pass
    assert here.page.evaluate("blinks") == 0
