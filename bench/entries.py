"""Entries per second that the server stores over HTTP (one a request, signed in, audit included) over the rate of a
bare view that inserts one row under the same server. Taken in turn, several times over; medians count.

Run: .venv/bin/python -m bench.entries
"""

import json
import threading
from functools import partial
from http.client import HTTPConnection
from statistics import median
from time import perf_counter

import psycopg

from bench.scene import scene

CLIENTS, EACH, TURNS = 4, 150, 5
TABLE = "CREATE TABLE bench_row (id uuid PRIMARY KEY, body text); GRANT INSERT ON bench_row TO PUBLIC"


def main() -> None:
    with scene("entries") as database:
        from tests.databases import named, start
        from tests.stack import running

        with psycopg.connect(named(start().superuser, database), autocommit=True) as owner:
            owner.execute(TABLE)
        with running(database, queue_number=14, parts=["web"], DJANGO_SETTINGS_MODULE="bench.settings") as stack:
            devices = fleet(stack.port)
            turns = [turn(stack.port, devices) for _ in range(TURNS)]
    for stored, bare in turns:
        print(f"entries {stored:6.0f}/s   bare insert {bare:6.0f}/s   {stored / bare:.2f}")
    print(f"median {median(stored / bare for stored, bare in turns):.2f}")


def fleet(port: int) -> list:
    from django.utils import timezone

    from tests.factories import PASSWORD, make_group, make_member, make_session, make_user
    from tests.live.fleet import Browser, Stubborn

    alice = make_user(name="Alice")
    alice.set_password(PASSWORD)
    alice.save()
    group = make_group(lead=alice)
    there = [make_member(group=group, alias=f"Member {number}").person for number in range(8)]
    session = make_session(group=group, state="live", starts=timezone.now(), there=there)
    browsers = [Browser(port, alice.email, PASSWORD) for _ in range(CLIENTS)]
    return [Stubborn(browser, session, lost=0, seed=number) for number, browser in enumerate(browsers)]


def turn(port: int, devices: list) -> tuple[float, float]:
    """Requests a second: entries, bare inserts."""
    return rate([entries_of(device) for device in devices]), rate([inserts(port) for _ in devices])


def entries_of(device):
    """Sealed before the clock runs; only the sending is measured."""
    return partial(device.deliver, device.made(EACH))


def inserts(port: int):
    def send():
        connection = HTTPConnection("localhost", port)
        for number in range(EACH):
            connection.request("POST", "/bench/insert/", json.dumps({"number": number}))
            assert connection.getresponse().read() == b"ok"
        connection.close()

    return send


def rate(senders: list) -> float:
    threads = [threading.Thread(target=send) for send in senders]
    begin = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(senders) * EACH / (perf_counter() - begin)


if __name__ == "__main__":
    main()
