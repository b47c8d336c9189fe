"""What htmx makes of the parts: the same pages, a little quicker."""

import re

import pytest
from django import forms
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message

from groupcounsel.lib.forms import SearchInput


class Filters(forms.Form):
    q = forms.CharField(label="Search", widget=SearchInput, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "all"), ("free", "free")], required=False)


@pytest.fixture
def with_part(page_of):
    """A whole page around a part."""

    def built(template, before="", **context) -> str:
        part = before + page_of(template, **context)
        return re.sub(
            r'(<div class="content">).*?</div>',
            lambda found: found[1] + part + "</div>",
            page_of("base.html"),
            flags=re.S,
        )

    return built


STRICT = """<meta http-equiv="Content-Security-Policy" content="style-src 'self'">"""
CLAIM = {"text": "She gives in.", "label": "7 events", "url": "/evidence/", "figures": "33 %"}


def test_a_sentence_opens_its_evidence(with_part, show):
    rows = '<ul class="grounds"><li><a href="/e/">Session 6 · 31:12</a></li></ul>'
    page = show(with_part("_claim.html", **CLAIM), parts={"/evidence/": (200, rows)})
    page.get_by_text("7 events").first.click()
    page.get_by_role("link", name="Session 6").wait_for()


def test_without_a_script_the_sentence_links_to_its_evidence(with_part, show):
    page = show(with_part("_claim.html", **CLAIM), java_script_enabled=False)
    page.get_by_text("7 events").first.click()
    assert page.get_by_role("link", name="7 events").get_attribute("href") == "/evidence/"


def test_a_field_that_was_drawn_larger_is_renewed_without_a_complaint(with_part, show):
    """Drawing gives it a style of its own, and to copy that to the new one the policy forbids."""
    note = '<form hx-post="/save/" hx-swap="outerHTML"><textarea id="note"></textarea><button>Save</button></form>'
    html = with_part("_empty.html", before=note, title="Nothing").replace("<head>", f"<head>{STRICT}", 1)
    page, said = show(html, parts={"/save/": (200, f"{note}<p>Stored</p>")}), []
    page.on("console", lambda message: said.append(message.text))
    page.locator("#note").evaluate("note => { note.style.height = '300px' }")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Stored").wait_for()
    page.wait_for_timeout(300)
    assert said == []


def test_a_filter_renews_the_rows_and_the_address(with_part, show):
    rows = '<ul id="rows"><li>Melati</li></ul>'
    html = with_part("_filters.html", before='<ul id="rows"></ul>', form=Filters(), target="rows", url="/list/")
    page = show(html, parts={"/list/": (200, rows)})
    page.get_by_label("Kind").select_option("free")
    page.get_by_text("Melati").wait_for()
    assert page.url.endswith("/list/?q=&kind=free")


def test_typing_into_the_search_renews_the_rows(with_part, show):
    rows = '<ul id="rows"><li>Melati</li></ul>'
    html = with_part("_filters.html", before='<ul id="rows"></ul>', form=Filters(), target="rows", url="/list/")
    page = show(html, parts={"/list/": (200, rows)})
    page.get_by_label("Search").press_sequentially("mel")
    page.get_by_text("Melati").wait_for()
    assert page.url.endswith("/list/?q=mel&kind=")


FORM = '<form id="form" hx-post="/save/" hx-swap="outerHTML"><button type="submit">Save</button></form>'


@pytest.fixture
def with_form(with_part):
    return with_part("_mark.html", before=FORM)


def test_a_refused_form_takes_the_place_of_what_was_sent(with_form, show):
    refused = '<form id="form"><label>Alias <input name="alias" aria-invalid="true"></label></form>'
    page = show(with_form, parts={"/save/": (422, refused)})
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Alias").wait_for()
    assert page.evaluate("document.activeElement.name") == "alias"


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_any_other_failure_is_said_and_leaves_the_page_alone(with_form, show, status):
    page = show(with_form, parts={"/save/": (status, "<h1>No</h1>")})
    page.get_by_role("button", name="Save").click()
    page.locator("#toasts .message").wait_for()
    assert page.get_by_role("button", name="Save").is_visible() and page.get_by_text("No", exact=True).count() == 0


def test_a_message_comes_over_the_page_without_moving_it(with_form, page_of, show):
    said = page_of("_toasts.html", messages=[Message(SUCCESS, "Stored.")])
    page = show(with_form, parts={"/save/": (200, FORM + said)})
    before = page.get_by_role("button", name="Save").bounding_box()
    page.get_by_role("button", name="Save").click()
    page.locator("#toasts .message.success", has_text="Stored.").wait_for()
    assert page.get_by_role("button", name="Save").bounding_box() == before
    page.get_by_role("button", name="Close").click()
    assert page.locator("#toasts .message").count() == 0
