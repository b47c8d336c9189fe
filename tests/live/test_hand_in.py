"""A file of waiting entries, brought in by whoever has it: each is stored as its author's."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
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
