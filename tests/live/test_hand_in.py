"""A file of waiting entries, brought in by whoever has it: each is stored as its author's."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Consent, Leadership
from tests.factories import make_session
from tests.live.made import Device
from tests.pages import text_of, trail

PAGE = reverse("live:hand_in")


def brought(browser, said):
    text = said if isinstance(said, bytes) else json.dumps(said).encode()
    return browser.post(PAGE, {"file": SimpleUploadedFile("waiting.json", text)})


def file_of(*envelopes):
    return {"format": "groupcounsel-waiting/1", "entries": list(envelopes)}


def entry(device, live, **facets):
    facets = {"actor": live.melati.person.ref} | facets
    return device.entry("record", {"event": str(uuid7()), "set": facets}, ago=120)


def test_somebody_else_brings_them_in_and_they_are_their_authors(live, device, at, events):
    said = file_of(entry(device, live), entry(device, live))
    assert "2 entries are on record." in text_of(brought(at(live.charlie), said))
    assert {event.recorded_by for event in events()} == {live.seat} and len(events()) == 2
    assert 450 <= events()[0].at <= 600
    assert trail("entries-brought-in")[0].by == live.charlie.id and trail("event-recorded")[0].by == live.alice.id


def test_twice_brought_in_is_once(live, device, at, events):
    said = file_of(entry(device, live))
    for _ in range(2):
        assert "1 entry is on record." in text_of(brought(at(live.bob), said))
    assert len(events()) == 1


def test_each_is_told_by_what_became_of_it(live, device, at, events):
    good, changed, refused = entry(device, live), entry(device, live), entry(device, live, strength=9)
    said = file_of(good, changed | {"tapped": 5}, refused, 7, None, {})
    shown = text_of(brought(at(live.bob), said))
    for words in ("1 entry is on record.", "4 entries cannot be read here.", "1 entry was refused:", "strength"):
        assert words in shown
    assert len(events()) == 1


def test_those_of_a_group_their_author_has_left_are_kept_for_the_supervisor(live, device, at, events):
    said = file_of(entry(device, live))
    Leadership.objects.filter(user=live.alice).update(ends="2026-01-02")
    assert "1 entry is kept for the supervisor." in text_of(brought(at(live.bob), said)) and events() == []


def test_the_same_number_with_other_content_is_kept_beside_the_first(live, device, at, events):
    number = uuid7()
    both = [
        device.entry("record", {"event": str(uuid7()), "set": {"actor": person.ref}}, number=number)
        for person in (live.melati.person, live.dahlia.person)
    ]
    assert "1 entry differs from one on record" in text_of(brought(at(live.bob), file_of(*both)))
    assert len(events()) == 1


def test_whoever_brings_in_a_file_gets_to_see_nothing_of_it(live, device, at):
    answer = brought(at(live.adi), file_of(entry(device, live, text="a secret that nobody reads")))
    assert "secret" not in answer.content.decode() and "Melati" not in text_of(answer)


@pytest.mark.parametrize(("who", "hears"), [("alice", True), ("bob", True), ("sari", True), ("charlie", False),
                                            ("adi", False)])  # fmt: skip
def test_why_an_entry_is_refused_is_said_to_its_author_and_to_readers_of_the_group_only(live, device, at, who, hears):
    with acting(group_id=live.group.id):
        Consent.objects.create(group=live.group, membership=live.melati, purpose="recording", given=False)
    shown = text_of(brought(at(getattr(live, who)), file_of(entry(device, live), entry(device, live))))
    assert ("Melati has not agreed to being recorded." in shown) is hears
    assert ("2 entries were refused:" in shown) is hears
    withheld = "2 entries were refused. Why is shown only to their authors and to those who may read the group."
    assert (withheld in shown) is not hears


MINUTE, YEAR = 60_000, 365 * 24 * 60 * 60_000
UNSURE = "could not be compared with the server's clock"


def saved(device, *envelopes, minutes=0):
    """As the device made the file, so many minutes after now by its clock."""
    return file_of(*envelopes) | {"saved": device.now() + minutes * MINUTE}


def second_of(events):
    [event] = events()
    return event.at


@pytest.mark.parametrize("ahead", [5 * MINUTE, 90 * MINUTE, YEAR])
def test_a_clock_that_was_ahead_shows_when_the_file_is_read(live, at, events, ahead):
    """Ten minutes into the session; tapped two minutes ago."""
    device = Device(at(live.alice), live.session, clock_off=ahead)
    shown = text_of(brought(at(live.bob), saved(device, entry(device, live))))
    assert 470 <= second_of(events) <= 490 and UNSURE in shown


@pytest.mark.parametrize("wrong", [-90 * MINUTE, 5 * MINUTE, YEAR, -YEAR])
def test_a_clock_that_was_wrong_when_it_last_heard_the_server_is_corrected_by_as_much(live, at, events, wrong):
    device = Device(at(live.alice), live.session, clock_off=wrong)
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    envelope = device.entry("record", said, ago=120, off=-wrong)
    assert UNSURE in text_of(brought(at(live.bob), saved(device, envelope)))
    assert 470 <= second_of(events) <= 490


def test_a_file_that_was_carried_about_for_long_keeps_the_times_of_a_clock_that_was_right(live, device, at, events):
    brought(at(live.bob), saved(device, entry(device, live), minutes=-1))
    assert 470 <= second_of(events) <= 490


def test_where_the_server_had_been_heard_the_time_is_sure(live, device, at, events):
    heard = device.now() - 2 * MINUTE
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    envelope = device.entry("record", said, server=heard, ago=9000)
    assert UNSURE not in text_of(brought(at(live.bob), saved(device, envelope)))
    assert 470 <= second_of(events) <= 490


def test_whoever_may_read_the_record_is_led_to_where_times_are_mended(live, device, at):
    way = reverse("events:record", args=[live.session.id])
    for who, there in ((live.bob, True), (live.charlie, False)):
        answer = brought(at(who), saved(device, entry(device, live)))
        assert (way in answer.content.decode()) is there and "1 entry" in text_of(answer)


def tapped_at(when, device, live):
    """As a device that had not heard the server had it."""
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    return device.entry("record", said, ago=device.now() / 1000 - when.timestamp(), off=0)


def test_the_times_stand_with_the_session_that_they_are_of(live, device, at):
    seven = datetime.combine(timezone.now().date() - timedelta(days=1), time(7), UTC)
    words = {"state": "live", "starts": seven, "there": [live.melati.person]}
    other = Device(at(live.alice), make_session(group=live.group, number=2, **words))
    taps = [(device, 0), (device, 20), (other, 5)]
    said = saved(device, *(tapped_at(seven + timedelta(minutes=minutes), one, live) for one, minutes in taps))
    shown, day = text_of(brought(at(live.bob), said)), f"{seven:%-d %b %Y}"
    assert f"session 1 {day}, 07:00:00 – 07:20:00 " in shown and f"session 2 {day}, 07:05:00 If" in shown
    assert "mend the times in the record" in shown
    shown = text_of(brought(at(live.charlie), said))
    assert f"A group that is not open to you {day}, 07:00:00 – 07:20:00 " in shown and "session 1" not in shown
    assert "tell those who lead the group" in shown


@pytest.mark.parametrize("words", [{"saved": "x"}, {"saved": None}, {"saved": True}, {"saved": -1}, {"saved": 2**70}])
def test_a_file_that_does_not_say_when_it_was_made_is_read_all_the_same(live, device, at, events, words):
    assert "1 entry is on record." in text_of(brought(at(live.bob), file_of(entry(device, live)) | words))
    assert 470 <= second_of(events) <= 490


@pytest.mark.parametrize("off", ["x", 2**60, [], None])
def test_an_entry_with_a_made_up_clock_is_not_read(live, device, at, events, off):
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    shown = text_of(brought(at(live.bob), file_of(device.entry("record", said, off=off))))
    assert "1 entry cannot be read here." in shown and events() == []


@pytest.mark.parametrize("said", [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 9000, {"format": "groupcounsel/1", "entries": []},
    {"format": "groupcounsel-waiting/1"}, {"format": "groupcounsel-waiting/1", "entries": {}},
    {"format": "groupcounsel-waiting/1", "entries": [1] * 5001},
])  # fmt: skip
def test_what_is_no_such_file_is_refused_at_the_field(live, at, said):
    answer = brought(at(live.alice), said)
    assert answer.status_code == 422 and answer.context["form"].errors["file"]


def test_no_file_at_all_is_asked_for(live, at):
    assert "Choose the file." in text_of(at(live.alice).post(PAGE, {}))
