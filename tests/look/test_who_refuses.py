"""What is missing or wrong the server refuses, in the reader's language; what a browser would lose is held."""

import re

import pytest
from django.utils.translation import override

PLAIN = '<form method="post" action="/save/" target="elsewhere">{}<button type="submit">Save</button></form>'
QUICK = '<form method="post" hx-post="/save/" hx-target="#answer">{}<button type="submit">Save</button></form>'
TOUCHED = '<form method="post" hx-post="/save/" hx-trigger="change" hx-target="#answer">{}</form>'
NEEDED = '<input required name="reason"><input type="email" name="mail" value="nobody">'
DATE = '<input type="date" name="left">'


@pytest.fixture
def opened(page_of, show):
    """`opened(form)`: a page with it, and what was sent from there."""

    def page_with(form):
        content = f'<div class="content">{form}<p id="answer"></p><iframe name="elsewhere"></iframe></div>'
        with override("id"):
            html = page_of("base.html")
        page = show(re.sub(r'<div class="content">.*?</div>', lambda _: content, html, flags=re.S),
                    parts={"/save/": (200, "<p>Stored</p>")})  # fmt: skip
        sent = []
        page.on("request", lambda request: sent.append(request.post_data) if "/save/" in request.url else None)
        return page, sent

    return page_with


@pytest.mark.parametrize("form", [PLAIN, QUICK])
@pytest.mark.parametrize("by", ["click", "Enter"])
def test_what_is_missing_or_wrong_goes_to_the_server_to_be_refused_there(opened, form, by):
    page, sent = opened(form.format(NEEDED))
    with page.expect_request("**/save/*"):
        page.get_by_role("button", name="Save").click() if by == "click" else page.locator("[name=mail]").press(by)
    assert "nobody" in sent[0]


def half_typed(page):
    page.locator("[name=left]").focus()
    page.keyboard.type("01")


@pytest.mark.parametrize("form", [PLAIN, QUICK])
def test_half_a_date_is_held_in_the_readers_words_and_a_whole_one_goes(opened, form):
    page, sent = opened(form.format(DATE))
    half_typed(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_timeout(300)
    assert sent == []
    words = page.locator("[name=left]").evaluate("field => field.validationMessage")
    assert words == "Baru terisi sebagian. Lengkapi, atau kosongkan isian ini."
    page.locator("[name=left]").fill("2026-01-07")
    with page.expect_request("**/save/*"):
        page.get_by_role("button", name="Save").click()
    assert "2026-01-07" in sent[0]


def test_half_a_date_is_no_answer_where_each_touch_is_saved(opened):
    page, sent = opened(TOUCHED.format(DATE))
    page.locator("[name=left]").fill("2026-01-07")
    page.locator("#answer p").wait_for()
    page.locator("[name=left]").focus()
    page.keyboard.press("Backspace")
    page.locator("body").click()
    page.wait_for_timeout(300)
    assert len(sent) == 1
