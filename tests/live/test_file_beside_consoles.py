"""Many entries go into the record at once, from a file or from what was kept apart, while consoles of their session are
open: an entry that is in is let go at once, and no console waits for the rest of them."""

import os
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groupcounsel.accounts.models import Supervision
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.events.models import Event
from observations.live.models import Quarantined
from sessions_app.models import Session
from tests.connections import for_good, in_a_thread, is_user, waiting
from tests.live.made import Device
from tests.live.test_hand_in import brought, file_of
from tests.pages import text_of
from tests.stack import wait_until

HOLD = "SELECT FROM events_event WHERE id = %s FOR UPDATE"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"file_beside_{worker_id}_{os.getpid()}") as (cast, connect):
        with acting(group_id=cast.group.id):
            began = timezone.now() - timedelta(minutes=10)
            Session.objects.filter(pk=cast.session.pk).update(state="live", began=began)
        yield cast, connect


def browser_of(user):
    browser = Client()
    browser.force_login(user)
    return browser


def half_in(place, event, brings, console) -> tuple[int, list, str]:
    """Somebody holds the event that one of the entries is about; meanwhile a console sends. How many events there are
    by then, what the console is answered before the rest goes on, and what the page says of all of them."""
    cast, connect = place
    looks, holds = connect(), connect()
    is_user(holds, cast.alice)
    assert len(holds.execute(HOLD, [event]).fetchall()) == 1
    bringing, outcome = in_a_thread(brings)
    wait_until(lambda: waiting(looks) == 1, seconds=60)
    by_then = stored(cast)
    sending, told = in_a_thread(lambda: console.record(cast.dahlia.person).status_code)
    wait_until(lambda: told or waiting(looks) == 2, seconds=60)
    before = list(told)
    holds.rollback()
    for thread in (bringing, sending):
        thread.join()
    return by_then, before, text_of(outcome[0])


def stored(cast) -> int:
    with acting(group_id=cast.group.id):
        return Event.objects.count()


def two_with_a_change_between(device, cast, event) -> list[dict]:
    """In this order also where they are put in the order of their times."""
    new = {"actor": cast.melati.person.ref}
    said = [
        ("record", {"event": str(uuid7()), "set": new}),
        ("change", {"event": str(event), "set": {"strength": 2}}),
        ("record", {"event": str(uuid7()), "set": new}),
    ]
    return [device.entry(kind, facts, ago=ago) for (kind, facts), ago in zip(said, (90, 60, 30), strict=True)]


@pytest.fixture
def console(place):
    """Alice's, and an event that she has recorded there."""
    cast, _connect = place
    device, event = Device(browser_of(cast.alice), cast.session), uuid7()
    assert device.record(cast.melati.person, event).status_code == 200
    return device, event


def test_what_a_console_sends_is_acknowledged_while_a_file_is_half_in(place, console):
    (cast, _connect), (device, event) = place, console
    file, before = file_of(*two_with_a_change_between(device, cast, event)), stored(cast)
    by_then, told, outcome = half_in(place, event, lambda: brought(browser_of(cast.alice), file), device)
    assert by_then == before + 1 and told == [200]
    assert "3 entries are on record." in outcome and stored(cast) == before + 3


def test_and_while_those_kept_apart_are_taken_in_together(place, console):
    (cast, _connect), (device, event) = place, console
    bobs = Device(browser_of(cast.bob), cast.session)
    envelopes = two_with_a_change_between(bobs, cast, event)
    Leadership.objects.filter(user=cast.bob).update(ends="2026-01-02")
    Supervision.objects.update(ends=timezone.now().date())
    assert {bobs.send(envelope).json()["kept"] for envelope in envelopes} == {"quarantine"}
    with acting(group_id=cast.group.id):
        lot = {"entries": [str(pk) for pk in Quarantined.objects.values_list("pk", flat=True)]}
    before, page = stored(cast), reverse("live:lot_take_in", args=[cast.group.id, cast.bob.id])
    by_then, told, outcome = half_in(place, event, lambda: browser_of(cast.alice).post(page, lot, follow=True), device)
    assert by_then == before + 1 and told == [200]
    assert "3 entries are on record." in outcome and stored(cast) == before + 3
