from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.browser import browser

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "http://look.test"
SARI = SimpleNamespace(name="Sari Wulandari", is_authenticated=False, is_active=True)
ENTRIES = [
    {"label": "Groups", "url": "/groups/", "current": True, "count": 2},
    {"label": "Codebook", "url": "/codebook/", "current": False},
]


@pytest.fixture(scope="module")
def chromium():
    """Playwright keeps an event loop in this thread, which Django would otherwise take for an async view."""
    with pytest.MonkeyPatch.context() as patch, browser() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@pytest.fixture
def page_of():
    """`page_of("base.html", navigation=…)`: the HTML of a template as a visitor gets it, without the database."""

    def rendered(template, **context) -> str:
        request = RequestFactory().get("/here/?q=1")
        request.user, request._messages = SARI, CookieStorage(request)
        return render_to_string(template, context, request)

    return rendered


def answer(route, html: str, parts: dict) -> None:
    """The page itself, or a part of it for htmx; style sheets and scripts from the files that a server would send."""
    path = route.request.url.removeprefix(HOST).split("?")[0]
    if path.startswith("/static/"):
        route.fulfill(path=ROOT / "var" / "test" / path.removeprefix("/"))
    else:
        status, body = parts.get(path, (200, html))
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def show(chromium):
    """`show(html)` is that HTML in Chromium, styled. `parts` are answers of other addresses: `{"/rows/": (200, html)}`;
    all other words are those of Playwright's contexts."""
    contexts = []

    def shown(html, *, width=1280, parts=None, **words):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **words)
        contexts.append(context)
        context.route("**/*", lambda route: answer(route, html, parts or {}))
        page = context.new_page()
        page.goto(f"{HOST}/here/")
        return page

    yield shown
    for context in contexts:
        context.close()
