"""A tablet that slept without a network: what browsers count meanwhile stands still, the device's clock does not."""

import json
import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from observations.live.keys import opened

# As after a sleep: the device's clock went on, what the page counts did not.
SLEEPER = """
window.slept = 0;
const wall = Date.now;
Date.now = () => wall() + slept;
"""
MINUTES = 10


def content(here, number: int) -> dict:
    """What is sealed in the entry that waits at this place, as the server reads it."""
    here.until(lambda: len(here.stores()["waiting"]) == number)
    entry = max(here.stores()["waiting"], key=lambda one: one["place"])
    with here.inside():
        return json.loads(opened(entry["envelope"]))


def asleep(here) -> None:
    here.page.add_init_script(SLEEPER)
    here.open()
    for url in ("**/news/*", "**/console/entries/"):
        here.page.route(url, lambda route: route.abort())
    here.record("Melati", "Kenanga", "-3")
    assert content(here, 1)["server"]
    here.page.evaluate(f"window.slept = {MINUTES} * 60_000")


def test_after_a_sleep_what_the_page_counted_is_not_believed_until_the_server_is_heard(room, desk):
    here = desk(room(began=timezone.now() - timedelta(minutes=1)))
    asleep(here)
    expect(here.page.locator("#time")).to_have_text(re.compile(r"^1\d:\d\d$"))
    here.record("Kenanga", "group", "+2")
    said = content(here, 2)
    assert "server" not in said and abs(said["off"]) < 5000
    expect(here.entries.first.locator("time")).to_have_text(re.compile(r"^1\d:\d\d$"))
    here.page.unroute("**/news/*")
    expect(here.page.locator("#time")).to_have_text(re.compile(r"^\d:\d\d$"))
    here.record("Anggrek", "group", "+1")
    assert content(here, 3)["server"]


def test_an_answer_that_the_device_slept_over_tells_nothing_of_the_time(room, desk):
    here, held = desk(room(began=timezone.now() - timedelta(minutes=1))), []
    here.page.add_init_script(SLEEPER)
    here.page.route("**/news/*", lambda route: held.append((route, route.fetch())))
    here.page.route("**/console/entries/", lambda route: route.abort())
    here.open()
    here.until(lambda: held)
    here.page.evaluate(f"window.slept = {MINUTES} * 60_000")
    came, answer = held[0]
    came.fulfill(response=answer)
    here.until(lambda: len(held) > 1)
    here.record("Melati", "Kenanga", "-3")
    assert "server" not in content(here, 1)
