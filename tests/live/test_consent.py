"""What somebody does goes on record only where they have agreed to it, whatever the entry is about."""

import json

import pytest

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Consent


def test_who_has_not_agreed_to_being_recorded_is_not(live, device, events):
    with acting(group_id=live.group.id):
        Consent.objects.create(group=live.group, membership=live.melati, purpose="recording", given=False)
    answer = device.record(live.melati.person)
    assert answer.status_code == 422 and "Melati" in answer.json()["words"] and events() == []


@pytest.fixture
def silent(live):
    """Dahlia, who has not agreed to being recorded."""
    with acting(group_id=live.group.id):
        Consent.objects.create(group=live.group, membership=live.dahlia, purpose="recording", given=False)
    return live.dahlia.person.ref


@pytest.mark.parametrize("said", [
    {"set": {"actor": "SILENT"}}, {"set": {"insight.helped_by": ["SILENT"]}},
    {"set": {"outside.recognised_by": ["SILENT"]}},
    {"add": {"responses": {"by": "SILENT", "kind": "attacks"}}},
    {"add": {"felt": {"by": "SILENT", "feeling": "angry"}}},
    {"add": {"distortion.validation": {"by": "SILENT", "stance": "confirms"}}},
])  # fmt: skip
def test_nothing_that_they_do_is_added_to_what_another_did(live, device, silent, said):
    device.record(live.melati.person, event := uuid7(), toward=[silent])
    said = json.loads(json.dumps(said).replace("SILENT", silent))
    new = said | {"event": str(uuid7()), "set": {"actor": live.melati.person.ref} | said.get("set", {})}
    for answer in (device.change(event, **said), device.tell("record", new)):
        words = "Dahlia has not agreed to being recorded."
        assert (answer.status_code, answer.json()["words"]) == (422, words)


def test_others_may_act_toward_them_and_counselors_feel_something_about_it(live, device, silent):
    device.record(live.melati.person, event := uuid7(), toward=[silent])
    said = {"felt": {"by": live.seat.ref, "feeling": "protective"}}
    assert device.change(event, add=said).status_code == 200


def test_what_they_did_before_they_took_their_word_back_can_still_be_mended(live, device):
    device.record(live.dahlia.person, event := uuid7())
    line = {"by": live.melati.person.ref, "kind": "supports"}
    device.change(event, add={"responses": line})
    with acting(group_id=live.group.id):
        for member in (live.melati, live.dahlia):
            Consent.objects.create(group=live.group, membership=member, purpose="recording", given=False)
    assert device.change(event, set={"strength": 2}, take={"responses": line}).status_code == 200
