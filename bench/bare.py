"""A page that only the browser's own protocol touches.

Playwright makes a world of its own in every page that it opens, and tells itself of all that happens there. That takes
the page's own processor time: at 4 times slower about a tenth of a second of an opening.
"""

import json
from itertools import count
from time import monotonic

WIDTH, HEIGHT, PATIENCE = 1024, 768, 30


class BarePage:
    """A tablet's page, signed in, in a browser context of its own: nothing is known there from another."""

    def __init__(self, chromium, url: str, cookie: str) -> None:
        self.numbers, self.answers = count(1), {}
        self.browser = chromium.new_browser_cdp_session()
        self.browser.on("Target.receivedMessageFromTarget", self._heard)
        self.context = self.browser.send("Target.createBrowserContext")["browserContextId"]
        kept = [{"name": "session", "value": cookie, "url": url}]
        self.browser.send("Storage.setCookies", {"browserContextId": self.context, "cookies": kept})
        target = {"url": "about:blank", "browserContextId": self.context}
        made = self.browser.send("Target.createTarget", target)["targetId"]
        self.session = self.browser.send("Target.attachToTarget", {"targetId": made, "flatten": False})["sessionId"]
        self._as_a_tablet()

    def _as_a_tablet(self) -> None:
        self.ask("Page.enable")
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=True)
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.ask("Emulation.setEmulatedMedia", features=[still])

    def _heard(self, event: dict) -> None:
        answer = json.loads(event["message"])
        self.answers[answer.get("id")] = answer

    def ask(self, method: str, **params) -> dict:
        """The page's answer. Raises `TimeoutError` after 30 s, `RuntimeError` with the browser's words."""
        number, until = next(self.numbers), monotonic() + PATIENCE
        message = json.dumps({"id": number, "method": method, "params": params})
        self.browser.send("Target.sendMessageToTarget", {"sessionId": self.session, "message": message})
        while number not in self.answers:
            if monotonic() > until:
                raise TimeoutError(method)
            self.browser.send("Target.getTargets")  # its answer brings what came before it
        answer = self.answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def value(self, expression: str):
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"]["value"]

    def close(self) -> None:
        self.browser.send("Target.disposeBrowserContext", {"browserContextId": self.context})
        self.browser.detach()
