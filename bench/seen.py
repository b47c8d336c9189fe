"""Twenty live sessions at once, two counselors each: from sending an entry until it is on the other's console.

Each console asks for news as the page does, 1.5 s after the answer before; each counselor records one event in eight
seconds on average. The program runs as `make run` starts it. Bound: 2 s.

Run: .venv/bin/python -m bench.seen
"""

import json
import random
import threading
from collections.abc import Iterator
from http.cookies import SimpleCookie
from statistics import median, quantiles
from time import monotonic, sleep
from types import SimpleNamespace

from tests.databases import prepare_environment

SESSIONS, SECONDS, OFTEN, EVERY = 20, 90, 1.5, 8
LATE = 30  # seconds in which whoever has sent the last one may still hear of it
MADE = """
import json
from django.utils import timezone
from django.test import Client
from tests.factories import lead_group, make_group, make_member, make_session, make_user

def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser.cookies["session"].value

made = []
for number in range({sessions}):
    lead, other = make_user(name="Alice"), make_user(name="Bob")
    group = make_group(lead=lead, name=f"Group {{number}}", ref=f"bench{{number}}")
    lead_group(group=group, user=other, role="co-lead")
    there = [make_member(group=group, alias=f"Member {{n}}").person for n in range(8)]
    session = make_session(group=group, state="live", starts=timezone.now(), there=there)
    made.append([str(session.id), signed_in(lead), signed_in(other)])
print(json.dumps(made))
"""


class Console:
    """Two connections, as a browser has more than one: who sends does not wait for who asks."""

    def __init__(self, port: int, signed_in: str, session: str, seed: int):
        from tests.live.fleet import Stubborn

        self.asking = browser(port, signed_in)
        self.device = Stubborn(browser(port, signed_in), SimpleNamespace(id=session), lost=0, seed=seed)
        self.chance, self.session = random.Random(seed), session
        self.sent, self.seen = {}, {}

    def record(self, until: float) -> None:
        while (now := monotonic() + self.chance.expovariate(1 / EVERY)) < until:
            sleep(max(0, now - monotonic()))
            [(envelope, digest)] = self.device.made(1)
            self.sent.setdefault(str(self.device.events[-1]), monotonic())
            self.device.deliver([(envelope, digest)])

    def ask(self, until: float) -> None:
        cursor = self.device.opened["cursor"]
        sleep(self.chance.uniform(0, OFTEN))
        while monotonic() < until:
            news = self.asking.get(f"/console/{self.session}/news/?after={cursor}").json()
            for entry in news["entries"]:
                self.seen.setdefault(entry["id"], monotonic())
            cursor = news["cursor"]
            sleep(OFTEN)


def browser(port: int, signed_in: str):
    """Signed in already: forty who sign in from one address within a minute look like somebody who guesses."""
    from tests.live.fleet import Browser

    made = Browser.__new__(Browser)
    made.port, made.cookies, made.connection = port, SimpleCookie({"session": signed_in}), None
    return made


def main() -> None:
    prepare_environment()
    import django

    django.setup()
    from tests.live.siege import command, environment_of
    from tests.running.copy_of_it import Copy
    from tests.running.homes import home

    with home() as made:
        copy = Copy(made / "var", DEMO="on").start()
        try:
            copy.until_well()
            sessions = json.loads(command(environment_of(copy), MADE.format(sessions=SESSIONS)).splitlines()[-1])
            pairs = [consoles(copy.port, number, *facts) for number, facts in enumerate(sessions)]
            run([console for pair in pairs for console in pair])
        finally:
            copy.end()
    report(list(delays(pairs)), sum(len(console.sent) for pair in pairs for console in pair))


def consoles(port: int, number: int, session: str, *signed_in: str) -> list[Console]:
    return [Console(port, one, session, 2 * number + place) for place, one in enumerate(signed_in)]


def run(all_of_them: list[Console]) -> None:
    end = monotonic() + SECONDS
    work = [threading.Thread(target=console.record, args=[end]) for console in all_of_them]
    work += [threading.Thread(target=console.ask, args=[end + LATE]) for console in all_of_them]
    for one in work:
        one.start()
    for one in work:
        one.join()


def delays(pairs: list[list[Console]]) -> Iterator[float]:
    for one, other in (*pairs, *(pair[::-1] for pair in pairs)):
        yield from (other.seen[event] - when for event, when in one.sent.items() if event in other.seen)


def report(seconds: list[float], sent: int) -> None:
    late = quantiles(seconds, n=20)[-1]
    print(f"{SESSIONS} sessions, {sent} events sent, {len(seconds)} seen by the other counselor")
    print(f"median {median(seconds):.2f} s   19 of 20 {late:.2f} s   worst {max(seconds):.2f} s")


if __name__ == "__main__":
    main()
