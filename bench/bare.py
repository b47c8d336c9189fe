"""A Chromium that is asked by the browser's own protocol alone.

Playwright makes a world of its own in every page that it opens, and tells itself of all that happens there; it also
starts the browser with some hundred things unlike what people have. On a processor made 4 times slower an opening took
a fifth longer in it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from select import select
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from time import monotonic

from tests.browser import FLAGS, chromium_path

ASK, ANSWER = 3, 4  # where Chromium reads and writes
WIDTH, HEIGHT, PATIENCE = 1024, 768, 30


@contextmanager
def bare_browser() -> Iterator["Pipe"]:
    (read, asked), (answered, write) = os.pipe(), os.pipe()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [*FLAGS, "--headless", "--no-first-run", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        ends = [(read, ASK), (write, ANSWER)]
        process = Popen(
            [chromium_path(), *flags, "about:blank"],
            stderr=DEVNULL,
            pass_fds=(ASK, ANSWER),
            preexec_fn=lambda: [os.dup2(end, number) for end, number in _apart(ends)],
        )
        os.close(read), os.close(write)
        try:
            yield Pipe(asked, answered)
        finally:
            process.terminate()
            process.wait()
            os.close(asked), os.close(answered)


def _apart(ends: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same files by numbers that none of the wanted ones overwrites."""
    return [(os.dup(end) if end in (ASK, ANSWER) else end, number) for end, number in ends]


class Pipe:
    """Questions and answers of the protocol, each ended by a zero sign."""

    def __init__(self, asked: int, answered: int) -> None:
        self.asked, self.answered, self.numbers, self.rest = asked, answered, count(1), b""

    def ask(self, method: str, session: str = "", **params) -> dict:
        """The answer. Raises `TimeoutError` after 30 s, `RuntimeError` with the browser's words."""
        message = {"id": next(self.numbers), "method": method, "params": params}
        message |= {"sessionId": session} if session else {}
        os.write(self.asked, json.dumps(message).encode() + b"\0")
        answer = self._answer(message["id"], monotonic() + PATIENCE)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _answer(self, number: int, until: float) -> dict:
        while True:
            *whole, self.rest = self.rest.split(b"\0")
            for said in map(json.loads, whole):
                if said.get("id") == number:
                    return said
            if not select([self.answered], [], [], max(0, until - monotonic()))[0]:
                raise TimeoutError
            self.rest += os.read(self.answered, 1 << 20)


class BarePage:
    """A tablet's page, signed in, in a browser context of its own: nothing is known there from another."""

    def __init__(self, browser: Pipe, url: str, cookie: str) -> None:
        self.browser = browser
        self.context = browser.ask("Target.createBrowserContext")["browserContextId"]
        kept = [{"name": "session", "value": cookie, "url": url}]
        browser.ask("Storage.setCookies", browserContextId=self.context, cookies=kept)
        made = browser.ask("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=made, flatten=True)["sessionId"]
        self.ask("Page.enable")
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=True)
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.ask("Emulation.setEmulatedMedia", features=[still])

    def ask(self, method: str, **params) -> dict:
        return self.browser.ask(method, self.session, **params)

    def value(self, expression: str):
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def close(self) -> None:
        self.browser.ask("Target.disposeBrowserContext", browserContextId=self.context)
