"""Somebody at the console: taps by the names that they see, and what the database has then."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from groupcounsel.lib.database_session import acting
from observations.events.document import documents
from observations.events.models import Event
from observations.live.models import Delivery
from sessions_app.models import Attendance, Session
from tests.stack import wait_until

STORES = """async () => {
  const over = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
  const database = await over(indexedDB.open("groupcounsel-console"));
  const all = name => over(database.transaction(name).objectStore(name).getAll());
  const openings = await caches.has("groupcounsel-openings") && await caches.open("groupcounsel-openings"), kept = [];
  for (const request of openings ? await openings.keys() : []) kept.push(await (await openings.match(request)).json());
  const found = {waiting: await all("waiting"), kept, facts: await all("facts")};
  database.close();
  return found;
}"""


class Desk:
    def __init__(self, *, site, inside, room, user, page: Page):
        self.site, self.inside, self.room, self.page = site, inside, room, page
        self.path = reverse("live:console", args=[room.session.id])
        self.sign_in(user)
        self.open()

    def sign_in(self, user) -> None:
        self.user = user
        with self.inside():
            client = Client()
            client.force_login(user)
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": self.site.url}
        self.page.context.add_cookies([cookie])

    def open(self) -> None:
        self.page.goto(self.site.url + self.path)
        self.ready()

    def ready(self) -> None:
        expect(self.seat("Melati")).to_be_visible()

    def offline_ready(self) -> None:
        """The worker has the page: from now on it opens without the server."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller")
        wait_until(lambda: self.stores()["kept"], seconds=10)

    def seat(self, alias: str) -> Locator:
        name = r"The whole group" if alias == "group" else alias
        return self.page.locator("#seats").get_by_role("button", name=re.compile(f"^{name}, "))

    def pad(self, felt: str) -> Locator:
        word = "Negative" if felt[0] == "-" else "Positive"
        return self.page.get_by_role("button", name=f"{word}, strength {felt[1]}")

    def record(self, who="Melati", toward="Kenanga", felt="-4") -> None:
        self.seat(who).click()
        self.seat(toward).click()
        self.pad(felt).click()

    @property
    def entries(self) -> Locator:
        return self.page.locator("#entries > [data-event]")

    @property
    def waiting(self) -> Locator:
        return self.page.locator("#waiting")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def order(self) -> list[str]:
        """Aliases as the circle shows them, clockwise from the top."""
        return self.page.locator("#seats .place:not(.centre) .name").all_inner_texts()

    def attendance(self, alias: str) -> Attendance | None:
        with self.inside(), acting(group_id=self.room.group.id):
            return Attendance.objects.filter(session=self.room.session, person=self.room.seats[alias]).first()

    def session(self) -> Session:
        with self.inside(), acting(group_id=self.room.group.id):
            return Session.objects.get(pk=self.room.session.pk)

    def says(self, text) -> None:
        expect(self.page.locator("#said")).to_have_text(text)

    def until(self, holds: Callable, seconds: float = 20) -> None:
        """The page goes on meanwhile, as it does not while a test only waits."""
        wait_until(lambda: self.page.wait_for_timeout(50) or holds(), seconds=seconds)

    def all_stored(self) -> None:
        expect(self.waiting).to_have_text("all stored")

    def stores(self) -> dict:
        return self.page.evaluate(STORES)

    def events(self) -> list[dict]:
        """As documents, with aliases for refs."""
        aliases = {person.ref: alias for alias, person in self.room.seats.items()}
        with self.inside(), acting(group_id=self.room.group.id):
            found = list(documents(Event.objects.filter(session=self.room.session)))
        for event in found:
            event["actor"] = aliases[event["actor"]]
            event["toward"] = (
                event["toward"] if event["toward"] == "group" else [aliases[ref] for ref in event["toward"]]
            )
        return found

    def deliveries(self) -> list[Delivery]:
        with self.inside(), acting(group_id=self.room.group.id):
            return list(Delivery.objects.filter(session=self.room.session))
