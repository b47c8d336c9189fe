"""Entries while everything fails around them: each is stored exactly once, in order, and acknowledged. The long form of
this, with 10,000 entries, is `bench/siege.py`."""

import pytest

from tests.live.siege import Siege
from tests.running.copy_of_it import Copy
from tests.running.homes import home


@pytest.fixture
def program():
    with home() as made:
        copy = Copy(made / "var", DEMO="on").start()
        copy.until_well()
        yield copy
        copy.end()


def test_every_entry_is_stored_once_in_order_while_processes_are_killed_and_answers_lost(program):
    siege = Siege(program, devices=6, each=40, lost=0.2, struck={"web": 3, "postgres": 1, "flush": 1})
    siege.run()
    verdict = siege.verdict()
    assert siege.done == {"web": 3, "postgres": 1, "flush": 1}
    assert verdict["sent"] == verdict["acknowledged"] == 240 and verdict["tries"] > 240
    faults = ("lost", "twice", "unexpected", "out of order", "events missing")
    assert {name: verdict[name] for name in faults} == dict.fromkeys(faults, 0)
