"""Ratna's evening: from the sign-in page over a session with five events to what the records carry about Rowan."""

import re
from contextlib import contextmanager
from datetime import datetime, timedelta
from signal import SIGCONT, SIGSTOP
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from groupcounsel.audit.models import Entry
from members.models import Watermark
from observations.events.document import documents
from observations.events.models import Event
from observations.summaries.models import Summary
from sessions_app.models import Session
from tests.journeys.steps import eyes_of, follow, press, quick_entry

RATNA = "ratna@demo.example"
LONDON = ZoneInfo("Europe/London")
INCIDENTS = [
    ("2:30", "Linden", "−4"),
    ("11:05", "the group", "−5"),
    ("24:00", "Briar", "−4"),
    ("37:40", "Juniper", "−5"),
    ("62:10", "Linden", "+4"),
]


@contextmanager
def held_up(process):
    """It does nothing until somebody wakes it, at the latest when the block ends."""
    process.send_signal(SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(SIGCONT)


def plan_and_begin(page: Page) -> str:
    """The id of the session, planned for a minute ago, its attendance noted, and begun."""
    follow(page, "Plan a session")
    a_minute_ago = datetime.now(LONDON) - timedelta(minutes=1)
    page.get_by_label("Date").fill(a_minute_ago.date().isoformat())
    page.get_by_label("Begins at").fill(f"{a_minute_ago:%H:%M}")
    page.get_by_role("textbox", name="Theme").fill("Saying no")
    press(page, "Plan the session")
    expect(page.locator(".headline")).to_contain_text("planned")
    note_attendance(page)
    press(page, "Begin now")
    expect(page.locator(".headline")).to_contain_text("live")
    return re.search(r"record/([0-9a-f-]{36})/", page.url)[1]


def note_attendance(page: Page) -> None:
    follow(page, "Note attendance")
    page.get_by_role("radiogroup", name="Hazel").get_by_label("late").check()
    page.get_by_role("radiogroup", name="Sorrel").get_by_label("absent, with word").check()
    press(page, "Everybody else was present|All were present")
    noted = page.locator("section").filter(has=page.get_by_role("heading", name="Attendance"))
    people = noted.get_by_role("listitem")
    expect(people.filter(has_text="Hazel")).to_contain_text("late")
    expect(people.filter(has_text="Sorrel")).to_contain_text("absent, with word")
    expect(people.filter(has_text="Rowan")).to_contain_text("present")


def fill_happened(page: Page, focus: str, trigger: str, behaviour: str) -> None:
    part = page.get_by_role("group", name="What happened", exact=True)
    part.get_by_role("group", name="Focus").get_by_label(focus).check()
    part.get_by_label("What set it off").select_option(trigger)
    part.get_by_label("Behaviour").select_option(behaviour)


def fill_feared(page: Page, expected: int, happened: int) -> None:
    part = page.get_by_role("group", name="The feared and the real")
    part.get_by_role("group", name="New for this member").get_by_label("Observed", exact=True).check()
    part.get_by_label("What was feared").select_option("being left alone")
    part.get_by_label("How likely it seemed").fill(str(expected))
    part.get_by_label("How far it happened").fill(str(happened))
    part.get_by_role("group", name="Reality testing").get_by_label("Observed", exact=True).check()
    part.get_by_label("What it showed").select_option("avoiding it had been needless")
    part.get_by_role("group", name="Afterwards").get_by_label("more freely and deeply").check()


def fill_components(page: Page, observed: int) -> None:
    """The first so many of the five as seen today, the next as not seen."""
    part = page.get_by_role("group", name="The five components")
    names = ["Risk", "Support", "Reality testing", "Recognition", "Facilitation"]
    for name in names[:observed]:
        part.get_by_role("group", name=name).get_by_label("Observed", exact=True).check()
    for name in names[observed : observed + 1]:
        part.get_by_role("group", name=name).get_by_label("Not observed").check()


def fill_responses(page: Page) -> None:
    responses = page.get_by_role("group", name="Response", exact=True)
    responses.first.get_by_label("Who").select_option("Linden")
    responses.first.get_by_label("Response").select_option("supports")
    press(page, "Another row.*Response")
    expect(responses).to_have_count(2)
    expect(responses.last.get_by_label("Who")).to_be_focused()
    responses.last.get_by_label("Who").select_option("Briar")
    responses.last.get_by_label("Response").select_option("confronts")
    felt = page.get_by_role("group", name="Feeling", exact=True).first
    felt.get_by_label("Who").select_option("Ratna")
    felt.get_by_label("Feeling").select_option("protective")


def fill_meaning(page: Page, text: str) -> None:
    part = page.get_by_role("group", name="What it means", exact=True)
    part.get_by_label("In your words").fill(text)
    part.get_by_label("Reflection").select_option("explained")
    part.get_by_role("group", name="The group looked at its own process").get_by_label("yes").check()
    part.get_by_label("Need shown").select_option("acceptance")


def complete(page: Page, number: int) -> None:
    """All five parts of the event; it is saved, and the page is that of the record again."""
    fill_happened(page, "here and now", "criticism", "says what bothers")
    if number < 4:
        fill_feared(page, expected=5 + number, happened=number)
    fill_components(page, observed=number + 1)
    fill_responses(page)
    fill_meaning(page, f"Rowan stayed, for the time number {number}.")
    press(page, "Save")
    expect(page.locator("#messages")).to_contain_text("The event is saved.")
    expect(page.get_by_label("In your words")).to_have_value(f"Rowan stayed, for the time number {number}.")
    follow(page, "In the record")


def log_five(page: Page) -> None:
    """Each with the short form; all but the first are then completed."""
    for number, (at, toward, felt) in enumerate(INCIDENTS):
        quick_entry(page, "Rowan", toward, felt, at)
        new = page.locator(".event.new").filter(has_text=at)
        expect(new).to_contain_text(f"Rowan → {toward}")
        expect(new).to_contain_text(felt)
        expect(page.locator("#toasts")).to_contain_text("It is on record.")
        if number:
            new.get_by_role("link", name="Rowan").click()
            expect(page.get_by_role("heading", level=1)).to_have_text(f"Rowan → {toward}")
            complete(page, number)
    expect(page.locator(".event")).to_have_count(5)


def correct(page: Page) -> None:
    """It was toward Briar as well, and stronger than she noted."""
    page.locator(".event").nth(2).get_by_role("link", name="Rowan").click()
    page.get_by_role("group", name="Strength").first.get_by_label("5", exact=True).check()
    page.get_by_role("group", name="Toward whom").get_by_label("Ash").check()
    press(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Rowan → (Ash, Briar|Briar, Ash)"))
    follow(page, "In the record")
    expect(page.locator(".event").nth(2)).to_contain_text("−5")


def end_and_sign(page: Page) -> None:
    follow(page, "Session \\d+")
    press(page, "End the session")
    expect(page.locator(".headline")).to_contain_text("to debrief")
    follow(page, "Record")
    follow(page, "Sign the record")
    expect(page.locator("main")).to_contain_text("You sign as Ratna.")
    press(page, "Sign")
    expect(page.locator(".headline")).to_contain_text("signed")
    expect(page.get_by_role("heading", name="Record what happened")).to_have_count(0)
    expect(page.locator("#signature")).to_contain_text("Ratna")


def amend(page: Page) -> None:
    page.locator(".event").nth(1).get_by_role("link", name="Rowan").click()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    follow(page, "Amend")
    page.get_by_label("In your words").fill("Rowan stayed to the end and said so.")
    press(page, "Keep the amendment")
    expect(page.get_by_label("Why it is changed")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Why it is changed").fill("Sari remembered how it ended.")
    press(page, "Keep the amendment")
    history = page.locator("#history")
    expect(history).to_contain_text("Sari remembered how it ended.")
    expect(history.locator(".before-after > *").first).to_contain_text("Rowan stayed, for the time number 1.")
    expect(history.locator(".before-after > *").last).to_contain_text("Rowan stayed to the end and said so.")


def to_rowan(page: Page) -> None:
    follow(page, "Tuesday group")
    page.get_by_role("table", name="Members now").get_by_role("link", name="Rowan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rowan")


def sees_incidents(page: Page, number: int) -> None:
    said = page.locator(".claims > li").filter(has_text=f"Rowan had {number} critical incidents")
    expect(said).to_be_visible()


def sees_it_renewed(page: Page, worker) -> None:
    """Without a worker the old one stands there and says so; with it the new one comes by itself."""
    expect(page.locator("#summary-state")).to_contain_text("Being renewed")
    expect(page.get_by_text("The record has changed since.")).to_be_visible()
    worker.send_signal(SIGCONT)
    expect(page.locator("#summary-state")).not_to_contain_text("Being renewed")
    with eyes_of(RATNA):
        [summary] = Summary.objects.filter(membership__person__alias="Rowan", state="draft")
        assert summary.built_from == Watermark.objects.get(membership=summary.membership_id).record


def opened_evidence(page: Page, label: str) -> list[str]:
    """The ids of the events that stand under the sentence about incidents at this label, all of them asked for."""
    incidents = page.locator(".claims > li").filter(has_text="critical incidents")
    ground = incidents.locator("details").filter(has_text=label)
    ground.locator("summary").click()
    expect(ground.locator(".grounds a[href^='/events/']").first).to_be_visible()
    while (more := ground.get_by_role("link", name=re.compile(r"^\d+ more$"))).count():
        shown = ground.locator(".grounds > li").count()
        more.click()
        expect(ground.locator(".grounds > li").nth(shown)).to_be_visible()
    links = ground.locator(".grounds a[href^='/events/']").all()
    return [link.get_attribute("href").split("/")[2] for link in links]


def rowans_incidents(**narrow) -> list[str]:
    with eyes_of(RATNA):
        incidents = Event.objects.filter(actor__alias="Rowan", kind="incident", **narrow)
        return [str(id) for id in incidents.order_by("session__number", "at").values_list("id", flat=True)]


def the_session_is_stored(id: str) -> list[dict]:
    """Its events as documents."""
    with eyes_of(RATNA):
        session = Session.objects.get(pk=id)
        assert (session.state, session.theme) == ("signed", "Saying no")
        there = dict(session.attendances.values_list("person__alias", "state"))
        assert there.pop("Hazel") == "late" and there.pop("Sorrel") == "absent-with-word"
        assert "Rowan" in there and set(there.values()) == {"present"}
        [signature] = session.signatures.select_related("person", "by")
        assert (signature.person.alias, signature.by.email, len(signature.digest)) == ("Ratna", RATNA, 64)
        return list(documents(session.events.all()))


def the_events_are_as_she_told_them(said: list[dict]) -> None:
    assert [told["at"] for told in said] == [150, 665, 1440, 2260, 3730]
    assert [told["strength"] for told in said] == [4, 5, 5, 5, 4]
    assert [told["affect"] for told in said] == ["negative"] * 4 + ["positive"]
    assert said[1]["toward"] == "group" and len(said[2]["toward"]) == 2
    observed = [[c["state"] for c in told.get("components", {}).values()].count("observed") for told in said]
    assert observed == [0, 2, 3, 4, 5]
    assert [len(told.get("responses", [])) for told in said] == [0, 2, 2, 2, 2]
    assert said[3]["feared"] == {"outcome": "abandonment", "expected": 8, "happened": 3}


def the_trail_knows(session: str) -> None:
    actions = list(Entry.objects.filter(subject=session).order_by("id").values_list("action", flat=True))
    assert actions == ["sessions-planned", "attendance-noted", "session-live", "session-debriefing", "session-signed"]


def test_from_the_sign_in_page_to_the_events_under_a_sentence(visit, site, stored):
    page, worker = visit(RATNA), site.processes["worker"]
    before = rowans_incidents()
    to_rowan(page)
    sees_incidents(page, len(before))
    follow(page, "Tuesday group")
    session = plan_and_begin(page)
    log_five(page)
    correct(page)
    end_and_sign(page)
    record = page.url
    to_rowan(page)
    sees_incidents(page, len(before) + 5)
    page.goto(record)
    with held_up(worker):
        amend(page)
        to_rowan(page)
        sees_it_renewed(page, worker)
    said = the_session_is_stored(session)
    the_events_are_as_she_told_them(said)
    logged = [told["id"] for told in said]
    assert rowans_incidents() == before + logged
    found = opened_evidence(page, "negative incident")
    assert found == rowans_incidents(affect="negative") and found[-4:] == logged[:4]
    page.locator(f".grounds a[href='/events/{logged[1]}/']").click()
    expect(page.locator("main")).to_contain_text("Rowan stayed to the end and said so.")
    the_trail_knows(session)
