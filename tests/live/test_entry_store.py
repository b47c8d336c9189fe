"""What a device sends is on record once, acknowledged by its number and digest; anything else says why."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.events.models import Felt
from observations.live.models import Delivery, Quarantined
from sessions_app.models import Attendance, Session
from tests.factories import make_session
from tests.live.made import Device
from tests.pages import trail


def test_an_entry_is_on_record_and_its_acknowledgement_repeats_number_and_digest(live, device, events):
    number, event, person = uuid7(), uuid7(), live.melati.person
    said = {"actor": person.ref, "toward": [live.dahlia.person.ref], "affect": "negative", "strength": 4}
    answer = device.tell("record", {"event": str(event), "set": said}, number=number)
    assert answer.status_code == 200
    told = {"id": str(number), "digest": device.digest, "kept": "record", "number": 1}
    assert answer.json().items() >= told.items()
    [stored] = events()
    assert (stored.id, stored.kind, stored.strength, stored.actor_id) == (event, "incident", 4, person.id)
    assert stored.recorded_by == live.seat


def test_the_same_entry_twice_is_once_and_gets_the_same_answer(live, device, events):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    answers = [device.send(envelope).json() for _ in range(3)]
    assert len(events()) == 1
    assert {(one["id"], one["digest"], one["kept"]) for one in answers} == {(envelope["id"], device.digest, "record")}


@pytest.mark.parametrize("kind", ["record", "change", "remove"])
def test_an_answer_that_was_lost_is_given_again_and_nothing_follows_twice(
    live, device, queue, kind, django_capture_on_commit_callbacks
):
    first = device.entry("record", said := {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    envelopes = [first] if kind == "record" else [first, device.entry(kind, {"event": said["event"], "set": {}})]
    answers = []
    for envelope in (*envelopes, envelopes[-1]):
        with django_capture_on_commit_callbacks(execute=True) as followed:
            answers.append(device.send(envelope))
    assert [answer.status_code for answer in answers] == [200] * len(answers) and followed == []
    assert answers[-1].json()["number"] == answers[-2].json()["number"] == len(envelopes)


def test_what_a_refused_entry_says_is_in_no_log(live, device, caplog):
    with acting(group_id=live.group.id):
        Attendance.objects.filter(person=live.melati.person).update(state="absent")
    said = {"actor": live.melati.person.ref, "text": "Nobody-may-read-this", "affect": "negative", "strength": 4}
    assert device.tell("record", {"event": str(uuid7()), "set": said}).status_code == 422
    assert "Nobody-may-read-this" not in caplog.text


def test_the_same_number_with_other_content_is_told_apart_and_both_are_kept(live, device, events):
    number, event = uuid7(), uuid7()
    device.tell("record", {"event": str(event), "set": {"actor": live.melati.person.ref}}, number=number)
    second = {"event": str(event), "set": {"actor": live.dahlia.person.ref}}
    answer = device.tell("record", second, number=number)
    assert (answer.status_code, answer.json()["error"]) == (409, "conflict")
    assert [one.actor_id for one in events()] == [live.melati.person_id]
    with acting(group_id=live.group.id):
        [kept] = Quarantined.objects.all()
    assert (kept.why, kept.entry, kept.digest) == ("conflict", number, device.digest)


def test_an_entrys_number_that_belongs_to_another_group_tells_nothing_of_it(live, device, at, events):
    number = uuid7()
    elsewhere = make_session(group=live.other_group, state="live")
    charlies = Device(at(live.charlie), elsewhere)
    assert charlies.tell("pause", {}, number=number).status_code == 200
    answer = device.tell("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}}, number=number)
    assert (answer.status_code, answer.json()["error"]) == (409, "conflict") and events() == []


def test_who_sends_somebody_elses_entry_is_refused_and_nothing_is_stored(live, device, at, events):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    device.browser = at(live.bob)
    answer = device.send(envelope)
    assert (answer.status_code, answer.json()["error"]) == (403, "another-author") and events() == []


def test_whose_part_has_ended_is_acknowledged_and_the_entry_kept_for_the_supervisor(live, device, events):
    envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
    Leadership.objects.filter(user=live.alice).update(ends="2026-01-02")
    answers = [device.send(envelope) for _ in range(2)]
    assert [(one.status_code, one.json()["kept"]) for one in answers] == [(200, "quarantine")] * 2
    assert answers[0].json()["digest"] == device.digest and events() == []
    with acting(user_id=live.alice.id):
        assert not Quarantined.objects.exists()
    with acting(group_id=live.group.id):
        [kept] = Quarantined.objects.all()
    assert kept.why == "access-ended" and live.melati.person.ref not in str(kept.envelope)


def test_a_changed_letter_of_the_envelope_is_unreadable(live, device, events):
    for name, value in {
        "sealed": "AAAA",
        "tapped": 1,
        "place": 99,
        "session": str(uuid7()),
        "iv": "",
        "key": "x",
    }.items():
        envelope = device.entry("record", {"event": str(uuid7()), "set": {"actor": live.melati.person.ref}})
        answer = device.send(envelope | {name: value})
        assert (answer.status_code, answer.json()["error"]) == (400, "unreadable"), name
    assert events() == []


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", "null", '{"envelope": 3, "now": 1}', '{"envelope": {}, "now": {}}', "[" * 9000]
)
def test_what_is_no_entry_at_all_is_unreadable(live, at, body):
    answer = at(live.alice).post(reverse("live:entry_store"), body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


@pytest.mark.parametrize("nonsense", [
    {"kind": "sing"}, {"kind": []}, {"said": []}, {"said": {"set": []}},
    {"ticket": "mine"}, {"server": "soon"}, {"server": -1},
    {"server": 2**60},
])  # fmt: skip
def test_what_is_sealed_well_and_says_nonsense_is_unreadable(live, device, nonsense):
    content = {"kind": "record", "said": {"event": str(uuid7()), "set": {}}} | nonsense
    answer = device.tell(**content)
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


@pytest.mark.parametrize("said", [
    {"actor": "nobody"}, {"strength": 6}, {"strength": True}, {"affect": "sad"}, {"toward": "everybody"},
    {"toward": ["m1", 3]}, {"trigger": "weather"}, {"text": "x" * 10_001}, {"text": "a\0b"}, {"at": -1}, {"at": "soon"},
    {"colour": "red"}, {"behaviour": "dances"}, {"novel": "yes"}, {"toward": ["SELF"]}, {"id": "1"}, {"session": "s1"},
    {"recorded_by": "c1"}, {"distortion.held": 11}, {"distortion.held_after": True}, {"distortion.rating": 3},
])  # fmt: skip
def test_what_the_codebook_or_the_group_does_not_know_is_refused_with_words(live, device, events, said):
    ref = live.melati.person.ref
    said = {"actor": ref} | {name: [ref] if value == ["SELF"] else value for name, value in said.items()}
    answer = device.tell("record", {"event": str(uuid7()), "set": said})
    assert (answer.status_code, answer.json()["error"]) == (422, "refused") and answer.json()["words"]
    assert events() == []


def test_a_refused_entry_leaves_nothing_half_done(live, device):
    with acting(group_id=live.group.id):
        Session.objects.filter(pk=live.session.pk).update(state="planned", began=None)
    assert device.record(live.melati.person, strength=9).status_code == 422
    with acting(group_id=live.group.id):
        assert Session.objects.get(pk=live.session.pk).state == "planned" and not Delivery.objects.exists()
    assert trail("session-live") == []


def test_an_entry_that_sets_nothing_says_nobody(live, device, events):
    answer = device.tell("record", {"event": str(uuid7())})
    assert (answer.status_code, answer.json()["words"]) == (422, "Say who it was.") and events() == []


def test_who_was_absent_is_refused_in_the_words_of_the_record(live, device):
    with acting(group_id=live.group.id):
        Attendance.objects.filter(person=live.melati.person).update(state="absent-with-word")
    answer = device.record(live.melati.person)
    assert (answer.status_code, answer.json()["words"]) == (422, "This person was absent from the session.")


def test_a_signed_record_takes_no_more_entries(live, device, events):
    with acting(group_id=live.group.id):
        Session.objects.filter(pk=live.session.pk).update(state="signed")
    answer = device.record(live.melati.person)
    assert answer.status_code == 422 and "signed" in answer.json()["words"] and events() == []


def test_the_first_tap_in_a_planned_session_begins_it(live, device, events):
    with acting(group_id=live.group.id):
        Session.objects.filter(pk=live.session.pk).update(state="planned", began=None)
    assert device.record(live.melati.person, ago=30).status_code == 200
    assert device.record(live.melati.person, ago=10).status_code == 200
    with acting(group_id=live.group.id):
        assert Session.objects.get(pk=live.session.pk).state == "live"
    assert sorted(event.at for event in events()) == [0.0, 20.0]


def test_single_taps_grow_an_event(live, device, events):
    event, dahlia = uuid7(), live.dahlia.person.ref
    device.record(live.melati.person, event)
    device.change(event, set={"trigger": "criticism", "octant": "HI", "focus": "here-and-now"})
    device.change(event, add={"responses": {"by": dahlia, "kind": "supports"}})
    device.change(event, add={"felt": {"by": live.seat.ref, "feeling": "protective", "strength": 3}})
    assert device.change(event, set={"strength": 2, "follow_up.text": "come back to this"}).status_code == 200
    [stored] = events()
    assert (stored.trigger, stored.octant, stored.focus, stored.kind) == (
        "criticism",
        "HI",
        "here-and-now",
        "interaction",
    )
    assert stored.follow_up == "come back to this"
    with acting(group_id=live.group.id):
        assert stored.responses.get().kind == "supports" and Felt.objects.get().by == live.seat


def test_a_line_is_taken_out_again_and_one_that_is_gone_is_no_fault(live, device, events):
    event, line = uuid7(), {"by": live.dahlia.person.ref, "kind": "supports"}
    device.record(live.melati.person, event)
    for said in ({"add": {"responses": line}}, {"take": {"responses": line}}, {"take": {"responses": line}}):
        assert device.change(event, **said).status_code == 200
    with acting(group_id=live.group.id):
        assert not events()[0].responses.exists()


@pytest.mark.parametrize("line", [
    {"by": "m1", "kind": "sings"}, {"by": "nobody", "kind": "supports"}, {"kind": "supports"}, "supports", None,
    {"by": ["m1"]}, {"by": "m1", "kind": "supports", "rating": 3},
    {"by": "m1", "kind": "supports", "strength": 9}, {"by": "m1", "kind": "supports", "more": 1},
])  # fmt: skip
def test_a_line_that_says_nonsense_is_refused(live, device, line):
    event = uuid7()
    device.record(live.melati.person, event)
    assert device.change(event, add={"responses": line}).status_code == 422


def test_taking_back_and_putting_back_leave_the_event_as_it_stood(live, device, events):
    event = uuid7()
    device.record(live.melati.person, event)
    device.change(event, set={"trigger": "praise"})
    assert device.tell("remove", {"event": str(event)}).status_code == 200 and events() == []
    assert device.tell("restore", {"event": str(event)}).status_code == 200
    assert [(one.id, one.trigger) for one in events()] == [(event, "praise")]
    with acting(group_id=live.group.id):
        kinds = list(Delivery.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["record", "change", "remove", "restore"]
    assert device.tell("restore", {"event": str(event)}).status_code == 422


def test_what_a_change_replaced_is_kept_so_that_it_can_be_taken_back(live, device):
    event = uuid7()
    device.record(live.melati.person, event)
    device.change(event, set={"trigger": "praise"})
    device.change(event, set={"trigger": "silence"})
    done = device.browser.get(reverse("live:console_state", args=[live.session.id])).json()["done"]
    assert [(one["kind"], one["before"]) for one in done] == [
        ("record", {}), ("change", {"trigger": None}), ("change", {"trigger": "praise"}),
    ]  # fmt: skip


def test_an_event_that_somebody_else_took_back_is_not_changed(live, device, co_leaders):
    event = uuid7()
    device.record(live.melati.person, event)
    co_leaders.tell("remove", {"event": str(event)})
    answer = device.change(event, set={"trigger": "praise"})
    assert answer.status_code == 422 and "taken back" in answer.json()["words"]


def test_attendance_is_noted_with_its_time(live, device):
    person = live.dahlia.person
    device.tell("attend", {"person": person.ref, "state": "late"})
    with acting(group_id=live.group.id):
        noted = Attendance.objects.get(person=person)
        assert noted.state == "late" and 599 <= noted.at <= 660
    device.tell("attend", {"person": person.ref, "state": "present"})
    with acting(group_id=live.group.id):
        assert Attendance.objects.get(person=person).at is None


def test_who_has_a_part_in_the_record_is_not_noted_as_absent(live, device):
    device.record(live.melati.person)
    answer = device.tell("attend", {"person": live.melati.person.ref, "state": "absent-with-word"})
    assert answer.status_code == 422 and "Melati" in answer.json()["words"]


def test_how_the_group_sits_is_remembered_for_the_group(live, device, co_leaders):
    order = [live.dahlia.person.ref, live.seat.ref, live.melati.person.ref]
    assert device.tell("arrange", {"order": order}).status_code == 200
    next_time = make_session(group=live.group, number=2, state="live")
    assert Device(co_leaders.browser, next_time).opened["order"] == order
    assert device.tell("arrange", {"order": ["stranger"]}).status_code == 422


def test_an_absent_person_may_be_felt_about_but_does_not_respond(live, device):
    event, person = uuid7(), live.dahlia.person
    device.record(live.melati.person, event)
    with acting(group_id=live.group.id):
        Attendance.objects.filter(person=person).update(state="absent")
    answer = device.change(event, add={"responses": {"by": person.ref, "kind": "supports"}})
    assert answer.status_code == 422 and "absent" in answer.json()["words"]


def test_every_entry_leaves_its_trace_without_words(live, device):
    device.record(live.melati.person, text="a secret that nobody reads")
    [entry] = trail("event-recorded")
    assert entry.by == live.alice.id and "secret" not in str(entry.detail)
