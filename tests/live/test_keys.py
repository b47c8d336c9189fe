"""Keys to which browsers seal, and what becomes of entries when the site's own key to one of them is gone."""

from groupcounsel.lib.identifiers import uuid7
from observations.live.models import SealKey
from tests.live.made import Device
from tests.live.test_hand_in import brought, file_of
from tests.pages import text_of


def test_consoles_go_on_with_a_key_that_is_made_anew(live, device, at, events, without_old_keys):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    without_old_keys()
    answer = device.send(envelope)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")
    fresh = Device(at(live.alice), live.session)
    assert fresh.opened["key"]["id"] != device.opened["key"]["id"]
    assert fresh.record(live.melati.person).status_code == 200 and len(events()) == 1
    assert Device(at(live.bob), live.session).opened["key"] == fresh.opened["key"]
    assert SealKey.objects.count() == 2


def test_what_is_in_a_file_cannot_be_read_any_more(live, device, at, without_old_keys):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    without_old_keys()
    assert "1 entry cannot be read here." in text_of(brought(at(live.bob), file_of(envelope)))


def test_what_is_kept_apart_says_that_its_key_is_gone(live, kept, at, without_old_keys):
    without_old_keys()
    for page in (f"/console/kept/{kept.id}/", "/console/kept/"):
        assert at(live.sari).get(page).status_code == 200
    assert "the key it was sealed to is gone" in text_of(at(live.sari).get(f"/console/kept/{kept.id}/"))
