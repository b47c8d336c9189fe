"""A tablet between two people, and the pages beside the console: what waits goes out, what was opened is forgotten."""

import re

import pytest
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from members.models import Leadership
from observations.live.models import Quarantined
from tests.browser import FLAGS, chromium_path
from tests.console.desk import Desk
from tests.days import day_of_the_database
from tests.stack import wait_until

ENTRIES = "**/console/entries/"


@pytest.fixture
def left_waiting(room, desk):
    """Bayu's console was closed with one entry waiting in it."""
    here = desk(room())
    here.page.route(ENTRIES, lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    wait_until(lambda: here.stores()["waiting"] and here.stores()["kept"], seconds=10)
    here.page.goto("about:blank")
    here.page.unroute(ENTRIES)
    return here


def visit_profile(here, user=None) -> None:
    if user:
        here.sign_in(user)
    here.page.goto(f"{here.site.url}/account/profile/")


def nothing_waits(here) -> None:
    here.until(lambda: not here.stores()["waiting"])


def part_ended(here) -> None:
    with here.inside():
        ended = Leadership.objects.filter(user=here.user).update(ends=day_of_the_database())
    assert ended == 1


def toasts(here):
    return here.page.locator("#toasts")


def test_at_the_next_sign_in_any_page_sends_what_waits_and_says_so(left_waiting):
    here = left_waiting
    visit_profile(here)
    expect(toasts(here)).to_contain_text(re.compile("Waited on this device, stored now: 1"))
    nothing_waits(here)
    assert len(here.events()) == 1


def test_what_still_does_not_get_through_is_said_with_the_way_to_it(left_waiting):
    here = left_waiting
    here.page.route(ENTRIES, lambda route: route.fulfill(status=200, body="<h1>hotel</h1>", content_type="text/html"))
    visit_profile(here)
    expect(toasts(here)).to_contain_text("Still waiting on this device: 1.")
    here.page.unroute(ENTRIES)
    toasts(here).get_by_role("link", name="See to them on the console").click()
    here.ready()
    here.all_stored()


# A request's patience ends when the test says so, not after so many seconds.
IMPATIENT = """window.patience = [];
AbortSignal.timeout = milliseconds => {
  const over = new AbortController();
  patience.push({milliseconds, end: () => over.abort(new DOMException("too long", "TimeoutError"))});
  return over.signal;
};"""


@pytest.fixture
def unanswered(left_waiting):
    """The server takes what waits and never answers."""
    asked = []
    left_waiting.page.add_init_script(IMPATIENT)
    left_waiting.page.route(ENTRIES, lambda route: asked.append(route))
    return left_waiting, asked


def patience_ends(here, asked, number) -> None:
    """Of the request of that number on this page; only then the page says anything of it."""
    here.until(lambda: asked, seconds=60)
    here.page.wait_for_function(f"() => patience.length === {number}")
    assert here.page.evaluate("patience.at(-1).milliseconds") == 20_000
    assert [entry["state"] for entry in here.stores()["waiting"]] == ["waiting"]
    here.page.evaluate("patience.at(-1).end()")
    asked.clear()


def test_where_the_server_never_answers_it_stays_and_is_sent_at_the_next_page(unanswered):
    here, asked = unanswered
    visit_profile(here)
    expect(toasts(here)).to_have_text("")
    patience_ends(here, asked, 1)
    expect(toasts(here)).to_contain_text("Still waiting on this device: 1.")
    assert [entry["state"] for entry in here.stores()["waiting"]] == ["waiting"] and here.events() == []
    here.page.unroute(ENTRIES)
    visit_profile(here)
    expect(toasts(here)).to_contain_text(re.compile("Waited on this device, stored now: 1"))
    nothing_waits(here)
    assert len(here.events()) == 1


def test_a_sign_out_waits_no_longer_than_that_for_an_answer_and_offers_the_file(unanswered):
    here, asked = unanswered
    here.page.goto(f"{here.site.url}/account/logout/")
    patience_ends(here, asked, 1)
    here.page.locator("main").get_by_role("button", name="Sign out").click()
    sending, failed = (
        here.page.get_by_text(words) for words in ("They are being sent.", "They could not all be sent now.")
    )
    here.press("Send now")
    expect(sending).to_be_visible()
    expect(failed).to_be_hidden()
    here.press("Send now")
    patience_ends(here, asked, 2)
    expect(failed).to_be_visible()
    expect(sending).to_be_hidden()
    assert here.page.evaluate("patience.length") == 2, "pressed twice it is sent once"
    assert [entry["state"] for entry in here.stores()["waiting"]] == ["waiting"] and here.events() == []
    here.page.unroute(ENTRIES)
    here.press("Send now")
    here.page.wait_for_url(lambda address: "logout" not in address)
    assert here.stores()["waiting"] == [] and len(here.events()) == 1


def test_another_person_sends_nothing_of_it_and_finds_nothing_of_what_was_opened(left_waiting):
    here = left_waiting
    visit_profile(here, here.room.sari)
    here.until(lambda: not here.stores()["kept"])
    assert len(here.stores()["waiting"]) == 1 and here.events() == []
    assert toasts(here).inner_text() == ""


def test_one_that_is_refused_on_another_page_stays_and_a_sign_out_says_why(left_waiting):
    here = left_waiting
    words = {"error": "refused", "words": "Melati has not agreed to being recorded."}
    here.page.route(ENTRIES, lambda route: route.fulfill(status=422, json=words))
    visit_profile(here)
    expect(toasts(here)).to_contain_text("Still waiting on this device: 1.")
    [entry] = here.stores()["waiting"]
    assert entry["state"] == "refused" and "Melati" not in str(entry)
    here.page.goto(f"{here.site.url}/account/logout/")
    here.page.locator("main").get_by_role("button", name="Sign out").click()
    dialog = here.page.get_by_role("dialog")
    expect(dialog).to_contain_text("The server refused some of them.")
    here.press("Send now")
    expect(dialog).to_contain_text(words["words"])
    expect(dialog.get_by_text("hand it over")).to_be_hidden()
    expect(here.page.get_by_role("button", name="Sign out anyway")).to_be_visible()
    dialog.get_by_role("link", name="See to them on the console").click()
    here.ready()
    expect(here.waiting).to_have_text("1 refused")


def test_signed_out_on_one_page_the_console_on_another_shows_nothing_any_more(room, desk):
    here = desk(room())
    here.record()
    here.all_stored()
    other = here.page.context.new_page()
    other.goto(f"{here.site.url}/account/logout/")
    other.locator("main").get_by_role("button", name="Sign out").click()
    here.page.wait_for_url(re.compile("/account/login/"))


def test_somebody_else_signs_in_and_what_was_tapped_meanwhile_waits_for_its_author(room, desk):
    here = desk(room())
    here.sign_in(here.room.sari)
    here.record("Melati", "Kenanga", "-3")
    here.page.wait_for_load_state()
    expect(here.page.locator("#waiting")).to_have_text("all stored")
    wait_until(lambda: here.stores()["waiting"], seconds=10)
    assert [one["state"] for one in here.stores()["waiting"]] == ["waiting"] and here.events() == []
    here.sign_in(here.room.bayu)
    here.open()
    here.all_stored()
    assert len(here.events()) == 1


def test_after_a_sign_out_no_file_of_the_browser_names_anybody(room, inside, tmp_path, chromium, site):
    words = {"executable_path": chromium_path(), "args": FLAGS}
    with chromium.browser_type.launch_persistent_context(str(tmp_path), **words) as context:
        place = room()
        here = Desk(site=site, inside=inside, room=place, user=place.bayu, page=context.new_page())
        here.offline_ready()
        here.page.goto(f"{site.url}/account/logout/")
        here.page.locator("main").get_by_role("button", name="Sign out").click()
        here.page.wait_for_url(re.compile("/account/login/"))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    names = [word.encode() for word in ("Kenanga", "Anggrek", here.room.group.name)]
    assert len(files) > 20 and [path.name for path in files if any(name in path.read_bytes() for name in names)] == []


def test_what_waited_beyond_ones_part_in_the_group_is_said_to_be_kept_for_the_supervisor(left_waiting):
    here = left_waiting
    part_ended(here)
    visit_profile(here)
    expect(toasts(here)).to_contain_text(re.compile("kept now for the supervisor, .*: 1"))
    nothing_waits(here)
    assert here.events() == []


def test_an_open_console_hears_what_another_page_sent_for_it(room, desk):
    here = desk(room())
    here.page.route(ENTRIES, lambda route: route.abort())
    here.page.route("**/news/*", lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    page = here.page.context.new_page()

    def sent() -> bool:
        page.goto(f"{here.site.url}/account/profile/")
        return here.page.wait_for_timeout(200) or not here.stores()["waiting"]

    wait_until(sent, seconds=60)
    expect(here.entries.first.locator(".sent")).to_contain_text("stored")
    expect(here.waiting).not_to_contain_text("waiting")
    assert len(here.events()) == 1


def test_a_sign_out_succeeds_also_where_the_browser_cannot_forget(room, desk):
    here = desk(room())
    here.page.add_init_script("CacheStorage.prototype.has = () => Promise.reject(new Error('no'));")
    here.page.goto(f"{here.site.url}/account/logout/")
    here.page.locator("main").get_by_role("button", name="Sign out").click()
    here.page.wait_for_url(lambda address: "logout" not in address)


def test_what_waits_for_a_group_that_was_left_meanwhile_gets_there_also_after_a_start_without_the_server(room, desk):
    place = room()
    here = desk(place, service_workers="allow")
    here.offline_ready()
    here.page.context.set_offline(True)
    here.open()
    here.record()
    wait_until(lambda: here.stores()["waiting"], seconds=20)
    part_ended(here)
    here.page.context.set_offline(False)
    nothing_waits(here)
    expect(here.page.locator("#trouble")).to_contain_text("What waited is kept for the supervisor.")
    with here.inside(), acting(group_id=place.group.id):
        assert Quarantined.objects.filter(session_id=place.session.pk).count() == 1


def test_as_long_as_it_waits_it_is_not_said_to_be_with_the_supervisor(room, desk):
    here = desk(room())
    here.page.route(ENTRIES, lambda route: route.abort())
    here.record()
    part_ended(here)
    here.page.evaluate("dispatchEvent(new Event('online'))")
    told = here.page.locator("#trouble")
    expect(told).to_contain_text("You have no part in this group any more.")
    expect(told).not_to_contain_text("is kept for the supervisor")
