"""A co-leader joins two entries to one event while whoever recorded the other is still completing theirs."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.console.test_growing import chip
from tests.stack import wait_until


@pytest.fixture
def both(room, desk):
    """Bayu's console and Sari's; each has recorded the same, Sari's is open in her hand."""
    place = room()
    here, there = desk(place), desk(place, by="sari")
    here.record("Melati", "Kenanga", "-4")
    here.all_stored()
    there.record("Melati", "Kenanga", "-3")
    there.all_stored()
    return here, there


def join(here, inside):
    """Bayu's stays."""
    by = {event["recorded_by"]: event["id"] for event in here.events()}
    refs = {alias: person.ref for alias, person in here.room.seats.items()}
    with inside():
        client = Client()
        client.force_login(here.user)
        client.post(reverse("live:pair_join", args=[by[refs["Bayu"]], by[refs["Sari"]]]))


def test_what_is_tapped_and_typed_then_goes_to_the_joined_event(both, inside):
    here, there = both
    chip(there, "+ a line").click()
    there.page.get_by_label("A line about it").fill("She looked away.")
    join(here, inside)
    expect(there.entries).to_have_count(1)
    expect(there.page.get_by_label("A line about it")).to_have_value("She looked away.")
    there.page.keyboard.press("Enter")
    chip(there, "here and now").click()
    expect(there.entries.first).to_contain_text("She looked away.")
    there.all_stored()
    wait_until(lambda: here.events()[0].get("focus"), seconds=10)
    [event] = here.events()
    assert (event["text"], event["strength"]) == ("She looked away.", 4)


def test_what_was_tapped_before_the_console_heard_of_it_stands_on_the_joined_event(both, inside):
    here, there = both
    cut = ("**/news/**", "**/console/entries/")
    for way in cut:
        there.page.route(way, lambda route: route.abort())
    join(here, inside)
    chip(there, "here and now").click()
    expect(there.waiting).to_contain_text("1")
    for way in cut:
        there.page.unroute(way)
    there.all_stored()
    expect(there.entries).to_have_count(1)
    expect(chip(there, "here and now")).to_have_attribute("aria-pressed", "true")
    [event] = here.events()
    assert event["focus"] == "here-and-now" and event["strength"] == 4
