"""Pages as they come over a slow line: in pieces, and nothing moves."""

import http.server
import threading
from contextlib import contextmanager
from time import sleep

import pytest

from tests.conftest import ROOT
from tests.journeys.inspection import jumps, watched

PIECES, PAUSE = 8, 0.15


def in_pieces(html: str) -> type[http.server.SimpleHTTPRequestHandler]:
    """The page piece by piece, its style sheets and scripts at once."""
    whole = html.encode()
    cut = len(whole) // PIECES + 1

    class Answer(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given):
            super().__init__(*given, directory=ROOT / "var" / "test")

        def do_GET(self):
            return super().do_GET() if self.path.startswith("/static/") else self.do_page()

        def do_page(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for start in range(0, len(whole), cut):
                self.wfile.write(whole[start : start + cut])
                sleep(PAUSE)

        def log_message(self, *words):
            """Silent."""

    return Answer


@contextmanager
def served(html: str):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), in_pieces(html)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("who", [None, "alice"], ids=["sign-in", "with a rail"])
def test_nothing_moves_on_a_page_that_comes_in_pieces(cast, at, chromium, who, width):
    address = "/account/login/" if who is None else f"/groups/{cast.group.id}/"
    html = at(getattr(cast, who or "", None)).get(address).content.decode()
    with served(html) as url:
        page = watched(chromium.new_page(viewport={"width": width, "height": 800}))
        page.goto(url)
        assert page.get_by_role("heading", level=1).is_visible() and jumps(page) == []
        page.close()


GROWN = """() => {
  const top = () => document.querySelector("h1").getBoundingClientRect().top;
  const before = top();
  document.querySelector("main .content").insertAdjacentHTML("beforeend", "<p>One more line</p>".repeat(5));
  return top() - before;
}"""


def test_the_way_in_grows_downwards(client, db, show):
    """Where a browser draws before the whole page is there, what comes later moves nothing."""
    page = show(client.get("/account/login/").content.decode())
    assert page.evaluate(GROWN) == 0
