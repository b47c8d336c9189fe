"""The whole program under fire while devices send: its processes killed, its queue emptied, answers lost."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import redis

from observations.reports.demo.practice import PASSWORD
from tests.live.fleet import Browser, Stubborn
from tests.running.copy_of_it import ROOT, SET_BY_TESTS, Copy

ADOPTED = """
import json, os
from groupcounsel.lib.services.beside import adopted
print(json.dumps(adopted(os.environ)))
"""
FOUND = """
import json
from django.db import connection
from groupcounsel.lib.database_session import acting
from observations.events.models import Event
from observations.live.models import Delivery
from sessions_app.models import Session
from groupcounsel.accounts.models import User
with acting(user_id=User.objects.get(email="{email}").id):
    came = list(Delivery.objects.filter(session="{session}").order_by("number").values_list("id", "device", "place"))
    events = Event.objects.filter(session="{session}").count()
print(json.dumps({{"came": [[str(one), str(device), place] for one, device, place in came], "events": events}}))
"""


def command(environ: dict[str, str], code: str) -> str:
    words = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code]
    return subprocess.run(words, cwd=ROOT, env=environ, capture_output=True, text=True, check=True).stdout


def environment_of(copy: Copy) -> dict[str, str]:
    """The programs' own, servers and secrets included; asked for in a process that is not told the tests' own."""
    bare = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
    bare |= {"GROUPCOUNSEL_VAR": str(copy.folder)}
    told = subprocess.run(
        [sys.executable, "-c", ADOPTED], cwd=ROOT, env=bare, capture_output=True, text=True, check=True
    )
    return bare | json.loads(told.stdout)


def planned_session(browser: Browser) -> SimpleNamespace:
    """The id of a session that has not begun, found as a person finds it: on the group's page."""
    [group] = set(re.findall(r"/groups/([0-9a-f-]{36})/", browser.get("/groups/").text))
    sessions = re.findall(r"/sessions/([0-9a-f-]{36})/", browser.get(f"/groups/{group}/?sessions=planned").text)
    for session in dict.fromkeys(sessions):
        answer = browser.get(f"/console/{session}/state/")
        if answer.status_code == 200 and answer.json()["state"] == "planned":
            return SimpleNamespace(id=session)
    raise AssertionError("no planned session")


class Siege:
    """`devices` × `each` entries. `struck`: how often web, PostgreSQL and the queue are hit while they are sent."""

    def __init__(self, copy: Copy, *, devices: int, each: int, lost: float, struck: dict[str, int]):
        self.copy, self.struck, self.environ = copy, struck, environment_of(copy)
        first = Browser(copy.port, "ratna@demo.example", PASSWORD)
        self.session = planned_session(first)
        first.hang_up()
        self.fleet = [self._device(number, lost) for number in range(devices)]
        self.entries = [device.made(each) for device in self.fleet]
        self.done = dict.fromkeys(struck, 0)

    def _device(self, number: int, lost: float) -> Stubborn:
        return Stubborn(Browser(self.copy.port, "ratna@demo.example", PASSWORD), self.session, lost=lost, seed=number)

    def run(self) -> None:
        senders = [
            threading.Thread(target=device.deliver, args=[entries], daemon=True)
            for device, entries in zip(self.fleet, self.entries, strict=True)
        ]
        for sender in senders:
            sender.start()
        self._strike(senders)
        for sender in senders:
            sender.join()
        for device in self.fleet:
            device.browser.hang_up()

    def _strike(self, senders: list[threading.Thread]) -> None:
        """Evenly over what is to be sent, so that every blow falls while entries are on their way."""
        total = sum(map(len, self.entries))
        blows = sorted(
            (total * (n + 1) / (times + 1), name) for name, times in self.struck.items() for n in range(times)
        )
        for when, name in blows:
            while self.acknowledged < when:
                assert any(sender.is_alive() for sender in senders)
                time.sleep(0.02)
            self._hit(name)
            self.done[name] += 1

    def _hit(self, name: str) -> None:
        if name == "flush":
            redis.from_url(self.environ["REDIS_URL"].replace("redis+socket", "unix")).flushall()
        elif name in (children := self.copy.children()):
            os.kill(children[name], 9)

    @property
    def acknowledged(self) -> int:
        return sum(device.acknowledged for device in self.fleet)

    def found(self) -> dict:
        code = FOUND.format(email="ratna@demo.example", session=self.session.id)
        return json.loads(command(self.environ, code).splitlines()[-1])

    def verdict(self) -> dict[str, int]:
        """Lost, twice, out of order, unexpected: all 0 when nothing is lost. And how many there were."""
        sent = {envelope["id"] for entries in self.entries for envelope, _digest in entries}
        came = self.found()["came"]
        ids, places = [one for one, _device, _place in came], {}
        for _one, device, place in came:
            places.setdefault(device, []).append(place)
        return {
            "sent": len(sent),
            "acknowledged": self.acknowledged,
            "lost": len(sent - set(ids)),
            "twice": len(ids) - len(set(ids)),
            "unexpected": len(set(ids) - sent),
            "out of order": sum(order != sorted(order) for order in places.values()),
            "tries": sum(device.tries for device in self.fleet),
            "events missing": sum(len(device.events) for device in self.fleet) - self.found()["events"],
        }
