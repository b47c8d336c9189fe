"""Undo and redo never take away what a co-leader has said since: they are refused with words, and that stays."""

import pytest

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.live.models import Seating
from sessions_app.models import Attendance

SINCE = "Somebody has changed this since: it stays as it is now."


@pytest.fixture
def event(live, device):
    device.record(live.melati.person, event := uuid7())
    return event


@pytest.fixture
def both(live):
    return [live.melati.person.ref, live.dahlia.person.ref]


def turned(device, kind, turns="back", **said):
    return device.tell(kind, said | {"turns": turns})


def is_left(answer):
    assert (answer.status_code, answer.json()["words"]) == (422, SINCE)


@pytest.mark.parametrize(("name", "mine", "theirs"), [
    ("text", "my words", "her words"), ("trigger", "praise", "silence"), ("octant", "HI", "DE"),
    ("follow_up.text", "⚑", "ask again"), ("strength", 2, 5), ("at", 10, 20),
    ("components.support", {"state": "unknown", "session": None, "of": []}, {"state": "not-observed"}),
])  # fmt: skip
def test_what_a_co_leader_wrote_instead_is_not_taken_back(device, co_leaders, events, event, name, mine, theirs):
    device.change(event, set={name: mine})
    co_leaders.change(event, set={name: theirs})
    is_left(turned(device, "change", event=str(event), set={name: None}, stands={name: mine}))
    co_leaders.change(event, set={name: mine})
    change = {"event": str(event), "set": {name: theirs}, "stands": {name: mine}}
    assert turned(device, "change", **change).status_code == 200


def test_nor_what_she_wrote_between_two_changes_of_ones_own(device, co_leaders, events, event):
    device.change(event, set={"text": "first"})
    co_leaders.change(event, set={"text": "hers"})
    device.change(event, set={"text": "third"})
    back = {"event": str(event), "set": {"text": "hers"}, "stands": {"text": "third"}}
    assert turned(device, "change", **back).status_code == 200
    is_left(turned(device, "change", event=str(event), set={"text": None}, stands={"text": "first"}))
    assert events()[0].text == "hers"


def test_a_redo_does_not_write_over_her_words(device, co_leaders, events, event):
    device.change(event, set={"text": "mine"})
    turned(device, "change", event=str(event), set={"text": None}, stands={"text": "mine"})
    co_leaders.change(event, set={"text": "hers"})
    is_left(turned(device, "change", "again", event=str(event), set={"text": "mine"}, stands={"text": None}))
    assert events()[0].text == "hers"


def test_people_are_the_same_in_any_order(live, device, event, both):
    others = [live.dahlia.person.ref, live.seat.ref]
    device.change(event, set={"toward": others})
    for now, then in ((others[:1], others[::-1]), (None, others[:1]), (others, None)):
        change = {"event": str(event), "set": {"toward": now}, "stands": {"toward": then}}
        assert turned(device, "change", **change).status_code == 200, now


def test_an_event_that_she_has_completed_is_not_taken_back(live, device, co_leaders, events, event):
    co_leaders.change(event, add={"responses": {"by": live.dahlia.person.ref, "kind": "supports"}})
    is_left(turned(device, "remove", event=str(event)))
    assert len(events()) == 1


def test_one_that_nobody_else_touched_since_it_was_put_back_is(device, co_leaders, events, event):
    assert co_leaders.tell("remove", {"event": str(event)}).status_code == 200
    assert turned(co_leaders, "restore", event=str(event)).status_code == 200
    assert turned(co_leaders, "remove", "again", event=str(event)).status_code == 200 and events() == []


def test_attendance_that_she_has_noted_since_stays(live, device, co_leaders):
    person = live.dahlia.person
    device.tell("attend", {"person": person.ref, "state": "late"})
    co_leaders.tell("attend", {"person": person.ref, "state": "left-early"})
    is_left(turned(device, "attend", person=person.ref, state=None, stands="late"))
    with acting(group_id=live.group.id):
        assert Attendance.objects.get(person=person).state == "left-early"
    assert turned(co_leaders, "attend", person=person.ref, state="late", stands="left-early").status_code == 200


def test_seats_that_she_has_moved_since_stay(live, device, co_leaders, both):
    device.tell("arrange", {"order": both})
    co_leaders.tell("arrange", {"order": both[::-1]})
    is_left(turned(device, "arrange", order=[], stands=both))
    with acting(group_id=live.group.id):
        assert Seating.objects.get(group=live.group).order == both[::-1]
    assert turned(co_leaders, "arrange", order=both, stands=both[::-1]).status_code == 200
