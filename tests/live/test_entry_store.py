"""What a device sends is on record once, acknowledged by its number and digest; anything else says why."""

import pytest

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.events.models import Event
from sessions_app.models import Session
from tests.live.made import Device


@pytest.fixture
def live(cast):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state="live")
    return cast


@pytest.fixture
def device(live, at):
    return Device(at(live.alice), live.session)


def said(cast, **more):
    return {
        "actor": cast.melati.person.ref,
        "toward": [cast.dahlia.person.ref],
        "affect": "negative",
        "strength": 4,
    } | more


def events(cast):
    with acting(group_id=cast.group.id):
        return list(Event.objects.filter(session=cast.session))


def test_an_entry_is_on_record_and_its_acknowledgement_repeats_number_and_digest(live, device):
    number, event = uuid7(), uuid7()
    answer = device.tell("record", {"event": str(event), "set": said(live)}, entry_id=number)
    assert answer.status_code == 200
    assert answer.json().items() >= {"id": str(number), "digest": device.digest, "kept": "record", "number": 1}.items()
    [stored] = events(live)
    assert (stored.id, stored.kind, stored.strength, stored.recorded_by_id) == (event, "incident", 4, live.seat.id)
