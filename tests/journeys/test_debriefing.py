"""A session is debriefed from its page to the signature: by keys alone, and without scripts."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from groupcounsel.lib.database_session import acting
from observations.events.document import documents
from observations.events.models import Amendment, Event
from sessions_app.models import Attendance, Session
from tests.factories import make_event, make_session
from tests.journeys.inspection import faults
from tests.journeys.keyboard import Keys


@pytest.fixture
def evening(scene, inside) -> SimpleNamespace:
    """A session of Alice's group with an incident, an interaction and a strong feeling."""
    cast = scene.cast
    with inside():
        with acting(group_id=cast.group.id):
            number = Session.objects.filter(group=cast.group).count() + 20
        there = [cast.melati.person, cast.dahlia.person]
        session = make_session(group=cast.group, number=number, there=there)
        of = {"session": session, "actor": cast.melati.person, "recorded_by": cast.seat}
        make_event(at=60.0, **of)
        make_event(at=120.0, kind="interaction", strength=2, **of)
        make_event(at=180.0, kind="interaction", affect="positive", strength=5, **of)
    return SimpleNamespace(session=session, alice=cast.alice, group=cast.group, membership=cast.melati.id)


def recorded(evening, inside) -> list[dict]:
    with inside(), acting(group_id=evening.group.id):
        return list(documents(Event.objects.filter(session=evening.session)))


def saved(page: Page, facet: str) -> None:
    expect(page.locator(f"[data-facet='{facet}'] .said")).to_have_text("saved")


def first(page: Page, keys: Keys) -> None:
    keys.select(page.get_by_label("What was feared"), "being rid")
    saved(page, "feared_outcome")
    keys.choose(page.get_by_role("group", name="New for this member"), "Observed")
    saved(page, "novel")
    keys.choose(page.get_by_role("group", name="Risk"), "Observed")
    saved(page, "components.risk")
    expect(page.locator("#known")).to_contain_text("3 /")


def second(page: Page, keys: Keys) -> None:
    keys.select(page.locator("#responses").get_by_label("Who"), "Dah")
    keys.select(page.locator("#responses").get_by_label("Response", exact=True), "supp")
    keys.enter(page.locator("#responses").get_by_role("button", name="Add"))
    expect(page.locator("#responses .list")).to_contain_text("Dahlia: supports")
    expect(page.locator("#add-responses")).to_be_focused()


def third(page: Page, keys: Keys) -> None:
    keys.select(page.get_by_label("Reflection", exact=True), "desc")
    saved(page, "reflection")


def at_event(page: Page, clock: str) -> None:
    expect(page.locator("#asked-title")).to_contain_text(clock)


def test_three_events_by_keys_alone_to_the_signature(evening, inside, browser_of):
    page = browser_of("alice")
    page.goto(reverse("sessions:session_detail", args=[evening.session.id]))
    keys = Keys(page)
    keys.enter(page.get_by_role("link", name="Debrief", exact=True))
    at_event(page, "1:00")
    first(page, keys)
    keys.press("n")
    at_event(page, "2:00")
    second(page, keys)
    keys.press("n")
    at_event(page, "3:00")
    keys.press("p")
    at_event(page, "2:00")
    keys.press("n")
    at_event(page, "3:00")
    third(page, keys)
    keys.enter(page.get_by_role("link", name="To the end"))
    expect(page.get_by_role("heading", name="What is still open")).to_be_visible()
    keys.enter(page.get_by_role("link", name="Sign the record"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign the record of session")
    keys.enter(page.get_by_role("button", name="Sign", exact=True))
    expect(page.locator("#messages")).to_contain_text("The record is signed.")
    incident, answered, strong = recorded(evening, inside)
    assert incident["feared"] == {"outcome": "ridicule"} and incident["novel"] is True
    assert incident["components"]["risk"]["state"] == "observed"
    assert answered["responses"][0]["kind"] == "supports" and strong["reflection"] == "described"
    assert keys.faults == []
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    expect(page.locator(".touch")).to_have_count(0)


def test_a_line_is_added_in_place_and_the_keys_go_on(evening, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    part, add = page.locator("#responses"), page.locator("#add-responses")
    page.locator("#id_responses_by").select_option("Dahlia")
    page.locator("#id_responses_kind").select_option("supports")
    add.press("Enter")
    expect(part.locator(".list")).to_contain_text("Dahlia: supports")
    expect(add).to_be_focused()
    part.get_by_role("button", name=re.compile(r"Take out\s*: Dahlia")).press("Enter")
    expect(part.locator(".list")).to_have_count(0)
    expect(page.locator("#chain-title")).to_be_focused()
    Keys(page).press("n")
    at_event(page, "2:00")


def test_the_climate_is_rated_beside_the_events_and_undone(evening, inside, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    page.get_by_role("group", name="Did the group feel safe enough").get_by_role("radio", name="4").check()
    saved(page, "safety")
    page.get_by_role("button", name="Undo the last answer").click()
    expect(page.locator("#messages")).to_contain_text("Taken back")
    with inside(), acting(group_id=evening.group.id):
        assert Session.objects.get(pk=evening.session.pk).safety is None


@pytest.fixture
def signed_before(evening, inside) -> SimpleNamespace:
    """Another session, of today, after Alice signed the evening."""
    with inside(), acting(group_id=evening.group.id):
        Session.objects.filter(pk=evening.session.pk).update(state="signed")
        there = list(Attendance.objects.filter(session=evening.session).select_related("person"))
    with inside():
        of = {"group": evening.group, "number": evening.session.number + 1}
        return make_session(**of, there=[attendance.person for attendance in there])


@pytest.mark.parametrize("scripts", [True, False])
def test_an_arc_of_a_signed_session_is_amended_with_its_reason(
    signed_before, evening, inside, chromium, site, browser_of, scripts
):
    context = chromium.new_context(base_url=site.url, java_script_enabled=scripts)
    context.add_cookies(browser_of("alice").context.cookies())
    page = context.new_page()
    page.goto(reverse("debriefing:arcs", args=[signed_before.id]))
    arc = page.locator(".arc", has_text=f"session {evening.session.number}").first
    expect(arc.get_by_label("Why it is changed")).to_be_hidden()
    arc.get_by_role("radio", name="Observed", exact=True).check()
    expect(arc.get_by_label("Why it is changed")).to_have_value(f"Seen in session {signed_before.number}.")
    arc.get_by_label("Why it is changed").fill("Seen by Bob.")
    arc.get_by_role("button", name="Keep the amendment").click()
    if scripts:
        expect(arc.locator(".said")).to_contain_text("saved")
    else:
        expect(page).to_have_url(re.compile("page="))
    with inside(), acting(group_id=evening.group.id):
        assert [one.reason for one in Amendment.objects.filter(event__session=evening.session)] == ["Seen by Bob."]
    context.close()


def test_a_pattern_is_said_anew_and_retired_in_its_list(scene, evening, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:pattern_list", args=[evening.membership]))
    page.get_by_role("link", name="New pattern").click()
    page.get_by_label("Name").fill("Leaves first")
    page.get_by_label("Octant").select_option("HI")
    page.get_by_role("button", name="Save").click()
    here = page.locator("#pattern-rows > .sheet", has_text="Leaves first")
    expect(here.get_by_role("heading", name="Leaves first")).to_be_focused()
    here.get_by_role("link", name="Revise").click()
    page.get_by_label("What you make of it").fill("Ask what she expects.")
    page.get_by_role("button", name="Save").click()
    expect(here.locator("> .note")).to_have_text("Ask what she expects.")
    here.get_by_text("Earlier versions").click()
    expect(here).to_contain_text("changed by Alice")
    assert faults(page) == []
    here.get_by_role("button", name="Look for it no more").click()
    expect(page.locator("#retired")).to_contain_text("Leaves first")


def test_letters_that_are_typed_lead_nowhere(evening, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    page.get_by_text("Reflection and process").click()
    page.get_by_label("In your words").fill("")
    page.get_by_label("In your words").press_sequentially("n and p")
    at_event(page, "1:00")
    expect(page.get_by_label("In your words")).to_have_value("n and p")
    page.locator("h1").click()
    Keys(page).press("n")
    at_event(page, "1:00")


def test_an_answer_can_be_undone_at_once_and_a_refusal_stands_at_its_control(evening, inside, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    page.get_by_label("What it showed").select_option("misdirected")
    expect(page.locator("[data-facet='reality_finding'] .refused")).to_contain_text("Only reality testing")
    page.complaints.clear()  # the browser's word for a 422
    page.get_by_role("group", name="New for this member").get_by_role("radio", name="Not observed").check()
    saved(page, "novel")
    page.get_by_role("button", name="Undo the last answer").click()
    expect(page.locator("#messages")).to_contain_text("Taken back")
    assert "novel" not in recorded(evening, inside)[0]


def test_what_was_refused_is_sent_again_once_what_it_needs_is_said(evening, inside, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    page.get_by_text("Distorted view", exact=True).click()
    page.get_by_label("How far it is so for the member").fill("8")
    page.get_by_label("The member's view").focus()
    expect(page.locator("[data-facet='distortion_held'] .refused")).to_contain_text("needs the view")
    page.complaints.clear()  # the browser's word for a 422
    page.get_by_label("The member's view").fill("They wait for me to fail.")
    page.get_by_label("The revised view").focus()
    saved(page, "distortion_held")
    assert recorded(evening, inside)[0]["distortion"] == {"view": "They wait for me to fail.", "held": 8}


def test_a_number_beyond_the_scale_is_refused_in_words_beside_it(evening, browser_of):
    page = browser_of("alice")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    page.get_by_label("How likely it seemed").fill("12")
    page.get_by_label("How far it happened").focus()
    expect(page.locator("[data-facet='feared_expected'] .refused")).to_contain_text("less than or equal to 10")
    page.get_by_text("Distorted view", exact=True).click()
    lines = page.locator("#validation")
    lines.get_by_label("Who").select_option("Dahlia")
    lines.get_by_label("Stance").select_option("disputes it")
    lines.get_by_label("How far so, of 10").fill("12")
    lines.get_by_role("button", name="Add").click()
    expect(page.locator("#validation")).to_contain_text("less than or equal to 10")
    page.complaints.clear()  # the browser's word for a 422


@pytest.mark.parametrize("width", [320, 1024])
def test_what_is_said_on_opening_is_in_view_and_the_keys_work_at_once(evening, browser_of, width):
    page = browser_of("alice")
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    expect(page.locator("#asked-title")).to_be_in_viewport()
    expect(page.locator("#known")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Enough for now")).to_be_in_viewport()
    page.get_by_role("group", name="New for this member").get_by_role("radio", name="Not observed").check()
    saved(page, "novel")
    undo = page.get_by_role("button", name="Undo the last answer")
    assert undo.bounding_box()["width"] >= 44
    undo.click()
    expect(page.locator("#messages .message")).to_be_in_viewport()
    Keys(page).press("n")
    at_event(page, "2:00")


def test_who_only_reads_finds_each_fact_in_a_column_wide_enough_for_its_words(evening, browser_of):
    page = browser_of("sari")
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 740})
        widths = page.locator(".event-facts dd").evaluate_all("found => found.map(one => one.clientWidth)")
        assert widths and min(widths) > 100, width


def test_nothing_is_wrong_with_it_at_any_width_in_either_appearance(evening, browser_of):
    page = browser_of("alice")
    for name in ("session", "closing", "arcs"):
        page.goto(reverse(f"debriefing:{name}", args=[evening.session.id]))
        assert faults(page) == [], name


def test_nor_with_what_is_supposed_and_what_recurs(scene, evening, browser_of):
    page = browser_of("alice")
    places = {"hypothesis_list": evening.membership, "hypothesis_add": evening.membership}
    places |= {"pattern_list": evening.membership, "pattern_add": evening.membership, "arc": scene.event.id}
    for name, of in places.items():
        page.goto(reverse(f"debriefing:{name}", args=[of]))
        assert faults(page) == [], name


def test_without_scripts_each_answer_has_its_button(evening, inside, chromium, site, browser_of):
    with_scripts = browser_of("alice")
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    context.add_cookies(with_scripts.context.cookies())
    page = context.new_page()
    page.goto(reverse("debriefing:session", args=[evening.session.id]))
    control = page.locator("[data-facet='novel']")
    control.get_by_role("radio", name="Observed", exact=True).check()
    control.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"event="))
    assert recorded(evening, inside)[0]["novel"] is True
    context.close()
