"""A form that is clicked twice is sent once: plainly, by htmx, and again after its answer."""

import re

import pytest

PLAIN = '<form method="post" action="/save/" target="elsewhere"><button type="submit">Save</button></form>'
QUICK = '<form method="post" hx-post="/save/" hx-target="#answer"><button type="submit">Save</button></form>'
ASKING = '<form method="get" action="/save/" target="elsewhere"><button type="submit">Save</button></form>'


@pytest.fixture
def clicked(page_of, show):
    """`clicked(form, times)`: how often the form's address was asked for."""

    def page_with(form):
        content = f'<div class="content">{form}<p id="answer"></p><iframe name="elsewhere"></iframe></div>'
        whole = re.sub(r'<div class="content">.*?</div>', lambda _: content, page_of("base.html"), flags=re.S)
        page = show(whole, parts={"/save/": (200, "<p>Stored</p>")})
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "/save/" in request.url else None)
        return page, asked

    return page_with


@pytest.mark.parametrize("form", [PLAIN, QUICK])
def test_a_double_click_sends_a_form_once(clicked, form):
    page, asked = clicked(form)
    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_timeout(300)
    assert len(asked) == 1


def test_after_its_answer_a_form_is_sent_again(clicked):
    page, asked = clicked(QUICK)
    for times in (1, 2):
        page.get_by_role("button", name="Save").click()
        page.locator("#answer p").wait_for()
        page.locator("#answer").evaluate("answer => answer.replaceChildren()")
        assert len(asked) == times


def test_a_form_that_only_asks_may_be_sent_as_often_as_one_likes(clicked):
    page, asked = clicked(ASKING)
    for _ in range(2):
        with page.expect_request("**/save/*"):
            page.get_by_role("button", name="Save").click()
    assert len(asked) == 2
