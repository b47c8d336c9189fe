"""An entry became one event with a co-leader's while whoever recorded it is still at it: nothing said of it is lost."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.events.document import event_document
from observations.live.models import View
from tests.pages import trail


@pytest.fixture
def bobs(live, device, co_leaders):
    """Number of Bob's entry, which Alice has joined to hers; hers says what set it off."""
    hers, his = uuid7(), uuid7()
    device.record(live.melati.person, hers, at=100, trigger="criticism", toward=[live.dahlia.person.ref])
    co_leaders.record(live.melati.person, his, at=105, strength=2)
    device.browser.post(reverse("live:pair_join", args=[hers, his]), headers={"accept": "application/json"})
    return his


@pytest.fixture
def stands(live, events):
    """`stands()`: the joined event, and how Bob recorded it."""

    def documents():
        with acting(group_id=live.group.id):
            return event_document(events()[0]), View.objects.get(recorded_by__alias="Bob").document

    return documents


def line(live, kind="supports"):
    return {"by": live.dahlia.person.ref, "kind": kind}


def test_what_the_event_does_not_say_it_says_then_and_so_does_his_view(bobs, co_leaders, stands):
    assert co_leaders.change(bobs, set={"octant": "BC"}).status_code == 200
    event, his = stands()
    assert event["octant"] == his["octant"] == "BC"


def test_where_the_event_says_something_else_only_his_view_takes_it(bobs, co_leaders, stands):
    assert co_leaders.change(bobs, set={"trigger": "praise", "strength": 5}).status_code == 200
    event, his = stands()
    assert (event["trigger"], event["strength"]) == ("criticism", 4)
    assert (his["trigger"], his["strength"], his["kind"]) == ("praise", 5, "incident")


def test_lines_are_added_once_and_taken_out_again(live, bobs, device, co_leaders, stands):
    co_leaders.change(bobs, add={"responses": line(live)})
    co_leaders.change(bobs, add={"responses": line(live)})
    event, his = stands()
    assert (len(event["responses"]), len(his["responses"])) == (1, 2)
    co_leaders.change(bobs, take={"responses": line(live)})
    event, his = stands()
    assert "responses" not in event and len(his["responses"]) == 1


def test_it_is_taken_back_as_it_was_said(bobs, co_leaders, stands):
    before = stands()
    co_leaders.change(bobs, set={"octant": "BC"})
    undo = {"event": str(bobs), "set": {"octant": None}, "stands": {"octant": "BC"}, "turns": "back"}
    assert co_leaders.tell("change", undo).status_code == 200
    assert stands() == before


def test_the_trail_and_the_open_consoles_hear_of_it(live, bobs, device, co_leaders, stands):
    co_leaders.change(bobs, set={"trigger": "praise"})
    assert trail("view-completed")[0].by == live.bob.id
    news = device.browser.get(reverse("live:console_news", args=[live.session.id]) + "?after=2").json()
    assert [entry["id"] for entry in news["entries"]] == [stands()[0]["id"]]
    assert news["gone"] == [str(bobs)] and news["joined"] == {str(bobs): stands()[0]["id"]}


def test_what_is_no_facet_is_refused_and_leaves_both_as_they_were(bobs, co_leaders, stands):
    before = stands()
    assert co_leaders.change(bobs, set={"trigger": "weather"}).status_code == 422
    assert stands() == before


def test_it_is_not_taken_back_alone_and_why_is_said(bobs, co_leaders, stands):
    answer = co_leaders.tell("remove", {"event": str(bobs), "turns": "back"})
    assert answer.status_code == 422 and "one event with another's entry" in answer.json()["words"]
    assert stands()


def test_joined_once_more_it_is_still_his(live, bobs, device, co_leaders, events):
    third = uuid7()
    device.record(live.melati.person, third, at=110)
    [joined] = [event for event in events() if event.id != third]
    device.browser.post(reverse("live:pair_join", args=[third, joined.id]), headers={"accept": "application/json"})
    assert co_leaders.change(bobs, set={"octant": "BC"}).status_code == 200
    [event] = events()
    assert (event.id, event.octant) == (third, "BC")


def test_put_back_it_has_what_he_said_since_and_hers_is_as_she_recorded_it(live, bobs, device, co_leaders, events):
    co_leaders.change(bobs, set={"octant": "BC"})
    with acting(group_id=live.group.id):
        view = View.objects.get(recorded_by__alias="Bob")
    device.browser.post(reverse("live:pair_part", args=[view.event_id, view.id]))
    said = {str(event.id): (event.octant, event.trigger) for event in events()}
    assert said == {str(bobs): ("BC", None), str(view.event_id): (None, "criticism")}
