"""Whatever an entry says, its sender gets an answer that it can act on: one that fails jams all that wait behind it."""

import json
import logging

import pytest
from django.urls import reverse

from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.live.models import Delivery, Quarantined
from tests.live.made import Device
from tests.live.test_hand_in import brought, file_of
from tests.pages import text_of

NESTED = 400  # deeper than what looks through it can follow, and not too deep to be read


def nested(depth=NESTED):
    return json.loads("[" * depth + "]" * depth)


def is_refused(answer):
    assert (answer.status_code, answer.json()["error"]) == (422, "refused") and answer.json()["words"]


@pytest.mark.parametrize("said", [
    {"text": "half a sign: \ud800"}, {"toward": ["m1", "m1"]}, {"insight.helped_by": ["m1", "m1"]},
    {"components.risk": {"state": "observed"}}, {"components.risk": {"state": "unknown", "session": "s1"}},
    {"kind": None}, {"at": None}, {"actor": None}, {"session": None}, {"text.of": None}, {"responses": None},
])  # fmt: skip
@pytest.mark.parametrize("kind", ["record", "change"])
def test_a_facet_that_no_page_would_set_so_is_refused(live, device, events, kind, said):
    event, actor = uuid7(), live.dahlia.person
    ref = {"m1": live.melati.person.ref}
    said = {name: [ref[one] for one in value] if isinstance(value, list) else value for name, value in said.items()}
    if kind == "change":
        device.record(actor, event)
        is_refused(device.change(event, set=said))
        assert [one.kind for one in events()] == ["incident"]
    else:
        is_refused(device.tell("record", {"event": str(event), "set": {"actor": actor.ref} | said}))
        assert events() == []


@pytest.mark.parametrize("more", [{"more": "\0"}, {"more": "\ud800"}, {"\0": 1}, {"more": float("nan")}])
def test_what_the_database_cannot_keep_is_refused(live, device, events, more):
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}
    is_refused(device.tell("record", said | more))
    assert events() == []


@pytest.mark.parametrize("add", [{"kind": {"": "incident"}}, {"text.of": {"": "incident"}}])
def test_a_line_of_a_list_that_there_is_not_is_refused(live, device, events, add):
    device.record(live.melati.person, event := uuid7())
    by = {"by": live.dahlia.person.ref}
    is_refused(device.change(event, add={name: line | by for name, line in add.items()}))


def test_what_is_nested_deeper_than_anything_is_refused(live, device, events):
    device.record(live.melati.person, event := uuid7())
    is_refused(device.change(event, take={"responses": nested()}))
    is_refused(device.tell("arrange", {"order": nested()}))
    assert [one.kind for one in events()] == ["incident"]


@pytest.mark.parametrize("stands", [7, True, "text", [1], {"text.of": "x"}, {"responses.by.x": 1}, {"text": "nested"}])
@pytest.mark.parametrize("kind", ["change", "attend", "arrange"])
def test_what_was_never_left_standing_so_is_refused(live, device, events, kind, stands):
    """As no undo of ours says what it takes back."""
    device.record(live.melati.person, event := uuid7(), text="Her words")
    stands = {"text": nested()} if stands == {"text": "nested"} else stands
    person = {"person": live.melati.person.ref, "state": "late"}
    said = {"change": {"event": str(event), "set": {"text": None}}, "attend": person, "arrange": {"order": []}}[kind]
    is_refused(device.tell(kind, said | {"turns": "back", "stands": stands}))
    assert [one.text for one in events()] == ["Her words"]


def test_why_is_in_the_log_without_a_word_of_what_was_said(live, device, caplog):
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref, "text": "Nobody-may-read-this"}}
    with caplog.at_level(logging.ERROR, logger="observations.live"):
        is_refused(device.tell("record", said | {"more": "Nor-that\0"}))
    assert "DataError" in caplog.text
    assert not any(word in caplog.text for word in ("Nobody-may", "Nor-that"))


def test_it_holds_up_none_of_the_entries_behind_it_in_a_file(live, device, at, events):
    actor = {"actor": live.melati.person.ref}
    said = [{"event": str(uuid7()), "set": actor} for _ in range(4)]
    said[1] |= {"more": "\0"}
    said[2] |= {"take": {"responses": nested()}}
    envelopes = [device.entry("record", one) for one in said]
    deep = device.sealed(b'{"said": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", uuid7(), device.now())
    shown = text_of(brought(at(live.bob), file_of(deep, *envelopes, envelopes[0] | {"place": nested()})))
    for words in ("2 entries are on record.", "2 entries were refused:", "2 entries cannot be read here."):
        assert words in shown
    assert len(events()) == 2


def test_what_else_stands_on_an_envelope_is_not_kept_with_it(live, device, rows_of_group):
    event, number = str(uuid7()), uuid7()
    for person in (live.melati.person, live.dahlia.person):
        envelope = device.entry("record", {"event": event, "set": {"actor": person.ref}}, number=number)
        answer = device.send(envelope | {"more": "\0"})
    assert answer.status_code == 409
    [kept] = rows_of_group(Quarantined)
    assert "more" not in kept.envelope and len(rows_of_group(Delivery)) == 1


def test_what_is_kept_apart_of_somebody_whose_part_has_ended_neither(live, device, rows_of_group):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    Leadership.objects.filter(user=live.alice).update(ends="2026-01-02")
    assert device.send(envelope | {"more": "\0"}).json()["kept"] == "quarantine"
    assert "more" not in rows_of_group(Quarantined)[0].envelope


def test_an_envelope_of_another_make_is_unreadable(live, device):
    device.place += 1
    plain = {"kind": "pause", "said": {}, "ticket": device.opened["ticket"]}
    envelope = device.sealed(json.dumps(plain).encode(), uuid7(), device.now(), v="\0")
    assert device.send(envelope).status_code == 400


def test_an_event_is_no_pair_with_itself(live, device):
    device.record(live.melati.person, event := uuid7())
    assert device.browser.post(reverse("live:pair_join", args=[event, event])).status_code == 404


def test_kept_apart_and_taken_in_later_it_is_refused_with_the_same_words(live, at, events, rows_of_group):
    device = Device(at(live.bob), live.session)
    said = {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}, "more": "\0"}
    envelope = device.entry("record", said)
    Leadership.objects.filter(user=live.bob).update(ends="2026-01-02")
    device.send(envelope)
    [kept] = rows_of_group(Quarantined)
    at(live.sari).post(reverse("live:kept_hand_over", args=[kept.id]))
    answer = at(live.alice).post(reverse("live:kept_take_in", args=[kept.id]), follow=True)
    assert "The record cannot take this entry as it is." in text_of(answer) and events() == []
    assert rows_of_group(Quarantined)[0].state == "handed-over"
