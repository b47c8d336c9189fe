"""The states of pages that a first visit does not show: refused, empty, full of records."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.every_url import ADDRESSES
from tests.journeys.inspection import faults
from tests.journeys.steps import press

REFUSING = {
    "nobody": ["account_login", "account_reset_password"],
    "alice": [
        "accounts:profile", "account_change_password", "members:group_edit", "members:member_add",
        "members:member_edit", "members:statement_revise", "sessions:session_add", "sessions:session_edit",
        "events:event_detail", "events:event_amend",
    ],
    "adi": [
        "accounts:person_add", "accounts:person_edit", "accounts:supervision_add", "accounts:supervision_end",
        "register:group_add", "register:group_edit", "register:leader_add", "register:leader_end",
        "codebook:behaviour_add", "codebook:behaviour_edit",
    ],
}  # fmt: skip
SEND_EMPTIED = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find(one => one.querySelector(".field"));
  for (const field of form.elements) {
    if (field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = -1;
    else if ("value" in field) field.value = "";
  }
  form.noValidate = true;
  form.requestSubmit();
}"""
NOWHERE = {
    "charlie": ["/groups/{other_group.id}/", "/groups/?q=nobody+has+such+a+name"],
    "newcomer": ["/groups/", "/"],
    "rina": ["/supervision/?q=nobody+has+such+a+name"],
    "adi": [
        "/people/?q=nobody+has+such+a+name", "/people/supervision/?q=nobody+has+such+a+name",
        "/practice/groups/?q=nobody+has+such+a+name", "/practice/trail/?day=1999-12-31",
        "/codebook/behaviours/?q=nobody+has+such+a+name",
    ],
}  # fmt: skip


def refused(page: Page, scene, name: str) -> list[str]:
    page.goto(reverse(name, args=[make(scene) for make in ADDRESSES[name][1]]))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate(SEND_EMPTIED)
    page.locator(".errorlist").first.wait_for()
    page.complaints.clear()  # the browser's own line about the status
    return faults(page)


@pytest.mark.parametrize("who", REFUSING)
def test_a_refused_form_says_so_to_everybody(scene, browser_of, who):
    page = browser_of(who)
    assert {name: found for name in REFUSING[who] if (found := refused(page, scene, name))} == {}


def test_a_refused_entry_stays_and_takes_the_focus(scene, browser_of):
    page = browser_of("alice")
    page.goto(reverse("events:record", args=[scene.cast.session.id]))
    page.get_by_label("At", exact=True).fill("soon")
    press(page, "Record")
    expect(page.locator(".quick .errorlist")).to_contain_text(["Choose who it was.", "Write the time"])
    expect(page.get_by_label("At", exact=True)).to_have_value("soon")
    assert page.evaluate("document.activeElement.closest('.quick-form') !== null")
    page.complaints.clear()
    page.evaluate("window.shifts.length = 0")  # what she asked for may move what is below
    assert faults(page) == []


@pytest.mark.parametrize("who", NOWHERE)
def test_where_there_is_nothing_the_page_says_what_to_do(scene, browser_of, who):
    page, wrong = browser_of(who), {}
    for address in NOWHERE[who]:
        page.goto(address.format(**vars(scene.cast)))
        expect(page.locator(".empty, .message").first).to_be_visible()
        wrong |= {address: found} if (found := faults(page)) else {}
    assert wrong == {}


def test_the_event_that_one_came_from_is_marked_in_its_place(scene, browser_of):
    page = browser_of("alice")
    page.goto(reverse("events:place", args=[scene.event.id]))
    event = page.locator(f"#event-{scene.event.id}")
    marked = "one => one.matches(':target') && getComputedStyle(one).boxShadow !== 'none'"
    assert event.evaluate(marked)
    assert event.bounding_box()["x"] == page.locator(".events").bounding_box()["x"]
