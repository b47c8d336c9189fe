"""Many devices at once over real HTTP, as stubborn as the console's page: an entry goes on until it is acknowledged."""

import json
import random
import re
import time
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from types import SimpleNamespace
from uuid import UUID

from groupcounsel.lib.identifiers import uuid7
from tests.live.made import Device

SIGN_IN = "/account/login/"


class Browser:
    """Keeps its cookies and one connection; `get` and `post` answer like those of Django's test client."""

    def __init__(self, port: int, email: str, password: str):
        self.port, self.email, self.password = port, email, password
        self.cookies, self.connection = SimpleCookie(), None
        self.sign_in()

    def sign_in(self) -> None:
        token = self._token(self.get(SIGN_IN).text)
        form = f"login={self.email}&password={self.password}&csrfmiddlewaretoken={token}"
        self.ask("POST", SIGN_IN, form, {"Content-Type": "application/x-www-form-urlencoded"})

    def get(self, path: str) -> SimpleNamespace:
        """Once more on a new connection, when the server had closed the old one meanwhile."""
        try:
            return self.ask("GET", path)
        except HTTPException:
            return self.ask("GET", path)

    def post(self, path: str, body: dict, content_type: str, *, deaf: bool = False) -> SimpleNamespace:
        words = {"Content-Type": content_type, "X-CSRFToken": self.token}
        return self.ask("POST", path, json.dumps(body), words, deaf=deaf)

    def ask(self, method: str, path: str, body: str = "", words: dict | None = None, *, deaf=False) -> SimpleNamespace:
        """`deaf`: sends and hangs up before the answer comes. Raises `OSError` and `HTTPException`."""
        self.connection = self.connection or HTTPConnection("localhost", self.port, timeout=20)
        cookies = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        try:
            self.connection.request(method, path, body, {"Cookie": cookies, **(words or {})})
            if deaf:
                raise ConnectionAbortedError("nobody waits for the answer")
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException):
            self.hang_up()
            raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return SimpleNamespace(status_code=answer.status, text=text, json=lambda: json.loads(text))

    def hang_up(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    @property
    def token(self) -> str:
        return self.cookies["csrf"].value

    @staticmethod
    def _token(page: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


class Stubborn(Device):
    """Sends its entries in order. A share of the answers gets lost on the way back."""

    def __init__(self, browser: Browser, session, *, lost: float, seed: int):
        super().__init__(browser, session)
        self.lost, self.chance = lost, random.Random(seed)
        self.events: list[UUID] = []
        self.tries = self.acknowledged = 0

    def made(self, number: int) -> list[tuple[dict, str]]:
        """So many entries, sealed, with the digest of each: new events, and now and then more about one of them."""
        return [(self._next(), self.digest) for _ in range(number)]

    def _next(self) -> dict:
        if self.events and self.chance.random() < 0.2:
            said = {"event": str(self.chance.choice(self.events)), "set": {"trigger": "praise"}}
            return self.entry("change", said)
        event, people = uuid7(), [seat for seat in self.opened["seats"] if not seat["counselor"] and seat["recorded"]]
        self.events.append(event)
        facets = {"actor": self.chance.choice(people)["ref"], "toward": "group", "affect": "negative", "strength": 3}
        return self.entry("record", {"event": str(event), "set": facets})

    def deliver(self, entries: list[tuple[dict, str]]) -> None:
        for envelope, digest in entries:
            self._until_acknowledged(envelope, digest)

    def _until_acknowledged(self, envelope: dict, digest: str) -> None:
        wait = 0.05
        while not self._acknowledges(envelope, digest):
            time.sleep(wait)
            wait = min(wait * 2, 1)
        self.acknowledged += 1

    def _acknowledges(self, envelope: dict, digest: str) -> bool:
        self.tries += 1
        body = {"now": self.now(), "envelope": envelope}
        try:
            deaf = self.chance.random() < self.lost
            answer = self.browser.post("/console/entries/", body, "application/json", deaf=deaf)
            if answer.status_code in (302, 403):
                self.browser.sign_in()
            told = answer.json() if answer.status_code == 200 else {}
        except (OSError, HTTPException, ValueError):
            return False
        return (told.get("id"), told.get("digest")) == (envelope["id"], digest)
