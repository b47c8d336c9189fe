"""Words that nobody saved yet: kept when the page is left, and when what they are about is gone."""

import re

import pytest
from playwright.sync_api import expect

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session

LINE = "She looked away."


def half_typed(here) -> None:
    here.entries.first.get_by_role("button", name=re.compile(r"^\+ a line")).click()
    expect(here.page.get_by_label("A line about it")).to_be_focused()
    here.page.keyboard.type(LINE)


def on_record(here) -> None:
    here.until(lambda: here.events()[0].get("text") == LINE, seconds=60)


def test_the_pages_own_way_out_waits_until_they_are_kept(room, desk):
    here = desk(room())
    here.record()
    here.press("End")
    here.all_stored()
    half_typed(here)
    here.page.get_by_role("link", name="Debriefing").click()
    expect(here.page.get_by_role("heading", level=1)).to_have_text("Debriefing of session 1")
    on_record(here)


def test_before_a_reload_the_browser_asks_and_they_are_kept(room, desk):
    here = desk(room())
    here.record()
    here.all_stored()
    half_typed(here)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    here.page.on("dialog", stay)
    here.page.evaluate("setTimeout(() => location.reload())")
    here.until(lambda: asked)
    assert asked == ["beforeunload"]
    on_record(here)


@pytest.mark.parametrize("gone", ["taken back", "signed"])
def test_what_they_are_about_is_gone_and_they_wait_to_be_read(room, desk, inside, gone):
    place = room()
    here, there = desk(place), desk(place, by="sari")
    there.record("Kenanga", "group", "+3")
    half_typed_when(here)
    if gone == "taken back":
        there.press("Undo")
    else:
        with inside(), acting(group_id=place.group.id):
            Session.objects.filter(pk=place.session.pk).update(state="signed")
    expect(here.waiting).to_have_text("1 refused")
    here.waiting.click()
    expect(here.page.locator("#queued > li")).to_contain_text(LINE)


def half_typed_when(here) -> None:
    expect(here.entries).to_have_count(1)
    here.entries.first.locator(".who").click()
    half_typed(here)
