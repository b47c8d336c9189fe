"""When an event was: by the server's clock, whatever the device's says, and by the session's own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.live.models import Delivery
from sessions_app.models import Session
from tests.live.made import Device

DAY = 24 * 60 * 60 * 1000


@pytest.mark.parametrize("clock_off", [0, DAY, -DAY, 400 * DAY, -3_600_000])
def test_a_devices_wrong_clock_is_corrected_by_the_servers(live, at, events, clock_off):
    device = Device(at(live.alice), live.session, clock_off=clock_off)
    assert device.record(live.melati.person, ago=60).status_code == 200
    assert 538 <= events()[0].at <= 600


def test_the_moment_that_the_page_knew_by_the_servers_clock_counts(live, device, events):
    """A device whose clock was set in between would be corrected wrongly."""
    tapped = int((timezone.now() - timedelta(minutes=4)).timestamp() * 1000)
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    device.tell("record", said, server=tapped, ago=3)
    assert 355 <= events()[0].at <= 400


def test_nothing_was_tapped_in_the_future(live, device, events):
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    ahead = int((timezone.now() + timedelta(hours=3)).timestamp() * 1000)
    assert device.tell("record", said, server=ahead).status_code == 200
    with acting(group_id=live.group.id):
        assert Delivery.objects.get().tapped_at <= timezone.now()
    assert 599 <= events()[0].at <= 700


def test_a_pause_stands_still_and_an_entry_from_before_it_keeps_its_time(live, device, events):
    device.tell("pause", {}, ago=300)
    device.tell("resume", {}, ago=60)
    device.record(live.melati.person, ago=360)
    device.record(live.melati.person, ago=30)
    first, second = sorted(event.at for event in events())
    assert 236 <= first <= 260 and 326 <= second <= 360


def test_a_typed_time_is_taken_as_it_is(live, device, events):
    device.record(live.melati.person, at=123)
    assert events()[0].at == 123


def test_start_pause_and_end_pressed_twice_are_pressed_once(live, device, co_leaders):
    for device_ in (device, co_leaders):
        for move in ("start", "pause", "pause", "resume", "end", "end"):
            assert device_.tell(move, {}).status_code == 200
    with acting(group_id=live.group.id):
        session = Session.objects.get(pk=live.session.pk)
    assert session.state == "debriefing" and session.ended and len(session.pauses) == 1


def test_an_end_that_was_a_slip_is_taken_back(live, device):
    device.tell("end", {})
    device.tell("reopen", {})
    with acting(group_id=live.group.id):
        session = Session.objects.get(pk=live.session.pk)
    assert session.state == "live" and session.ended is None
