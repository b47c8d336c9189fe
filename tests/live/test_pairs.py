"""What two counselors recorded of one event: offered, joined with both views kept, or told apart."""

import re

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.events.document import event_document
from observations.live.models import View
from observations.live.twins import merged
from sessions_app.models import Session
from tests.factories import make_event, make_session
from tests.pages import text_of, trail


@pytest.fixture
def pair(live, device, co_leaders):
    """Alice saw a strong feeling, Bob the same and what set it off."""
    one, other = uuid7(), uuid7()
    device.record(live.melati.person, one, at=100)
    co_leaders.record(live.melati.person, other, at=115, strength=3, trigger="criticism")
    return str(one), str(other)


def pairs(device):
    return device.browser.get(reverse("live:console_state", args=[device.session.id])).json()["pairs"]


def answered(browser, name, *events):
    return browser.post(reverse(f"live:pair_{name}", args=events), headers={"accept": "application/json"})


def test_the_same_actor_within_twenty_seconds_by_two_people_is_offered(live, device, pair):
    assert pairs(device) == [sorted(pair)]
    shown = text_of(device.browser.get(reverse("live:pair_list", args=[live.session.id])))
    assert "as Alice recorded it" in shown and "as Bob recorded it" in shown


def test_what_they_say_differently_stands_out(live, device, pair):
    shown = device.browser.get(reverse("live:pair_list", args=[live.session.id])).content.decode()
    differs = set(re.findall("<strong>([^<]*)</strong>", shown))
    assert differs == {"1:40", "1:55", "4", "3", "critical incident", "interaction", "criticism"}


@pytest.mark.parametrize("facets", [{"at": 121}, {"at": 79}, {"actor": "dahlia"}])
def test_what_is_further_apart_or_by_another_actor_is_not(live, device, co_leaders, facets):
    device.record(live.melati.person, at=100)
    actor = live.dahlia.person if "actor" in facets else live.melati.person
    co_leaders.record(actor, at=facets.get("at", 100))
    assert pairs(device) == []


def test_two_entries_of_one_counselor_are_two_events(live, device):
    device.record(live.melati.person, at=100)
    device.record(live.melati.person, at=101)
    assert pairs(device) == []


def test_joined_they_are_one_event_that_says_what_both_said(live, device, pair, events, at):
    assert answered(device.browser, "join", *pair).status_code == 200
    [event] = events()
    assert (str(event.id), event.strength, event.trigger, event.at) == (pair[0], 4, "criticism", 100)
    with acting(group_id=live.group.id):
        said = {view.recorded_by.alias: view.document for view in View.objects.select_related("recorded_by")}
    assert said["Bob"]["strength"] == 3 and said["Bob"]["trigger"] == "criticism"
    assert said["Alice"]["strength"] == 4 and "trigger" not in said["Alice"], "as she recorded it, not as it stands now"
    shown = text_of(at(live.sari).get(reverse("live:event_views", args=[event.id])))
    assert "Alice" in shown and "Bob" in shown and "criticism" in shown
    assert pairs(device) == [] and trail("events-joined")[0].by == live.alice.id


def test_taken_back_and_put_back_the_event_still_has_both_views(live, device, pair):
    answered(device.browser, "join", *pair)
    before = documents_of_views(live)
    assert device.tell("remove", {"event": pair[0]}).status_code == 200
    assert documents_of_views(live) == []
    assert device.tell("restore", {"event": pair[0]}).status_code == 200
    assert documents_of_views(live) == before and len(before) == 2


def documents_of_views(live):
    with acting(group_id=live.group.id):
        return list(View.objects.values_list("event_id", "recorded_by", "joined_by", "joined_at", "document"))


def parted(browser, live, alias="Bob"):
    with acting(group_id=live.group.id):
        view = View.objects.get(recorded_by__alias=alias)
    return browser.post(reverse("live:pair_part", args=[view.event_id, view.id]))


def documents_of(events):
    return {str(event.id): event_document(event) for event in events()}


def test_joined_by_mistake_they_are_two_events_again_as_each_recorded_them(live, device, pair, events):
    with acting(group_id=live.group.id):
        before = documents_of(events)
    answered(device.browser, "join", *pair)
    shown = device.browser.get(reverse("live:event_views", args=[pair[0]])).content.decode()
    assert shown.count("put this one back") == 1, "one's own entry is there"
    assert parted(device.browser, live).status_code == 302
    with acting(group_id=live.group.id):
        assert documents_of(events) == before
    assert pairs(device) == [] and documents_of_views(live) == []
    assert trail("events-told-apart")[0].by == live.alice.id


def test_what_was_said_of_the_joined_event_since_stays_with_it(live, device, pair, events):
    answered(device.browser, "join", *pair)
    device.change(pair[0], set={"octant": "BC"})
    parted(device.browser, live)
    said = {str(event.id): (event.octant, event.trigger) for event in events()}
    assert said == {pair[0]: ("BC", "criticism"), pair[1]: (None, "criticism")}


def test_only_who_writes_takes_them_apart_and_only_what_another_recorded(live, device, pair, at, events):
    answered(device.browser, "join", *pair)
    assert parted(at(live.sari), live).status_code == 403
    assert parted(device.browser, live, alias="Alice").status_code == 404
    assert len(events()) == 1


def test_in_a_signed_record_nothing_is_joined_or_taken_apart(live, device, co_leaders, pair, events):
    other = uuid7()
    answered(device.browser, "join", *pair)
    co_leaders.record(live.melati.person, other, at=112)
    with acting(group_id=live.group.id):
        Session.objects.filter(pk=live.session.pk).update(state="signed")
    assert parted(device.browser, live).status_code == 403
    assert answered(device.browser, "join", pair[0], str(other)).status_code == 403
    assert answered(device.browser, "apart", pair[0], str(other)).status_code == 403
    shown = device.browser.get(reverse("live:event_views", args=[pair[0]])).content.decode()
    assert "put this one back" not in shown and len(events()) == 2
    assert "Nothing to join" in text_of(device.browser.get(reverse("live:pair_list", args=[live.session.id])))


def test_joined_once_more_the_views_of_before_come_along(live, device, co_leaders, pair):
    again = uuid7()
    device.record(live.melati.person, again, at=110)
    answered(device.browser, "join", *pair)
    answered(device.browser, "join", str(again), pair[0])
    views = documents_of_views(live)
    assert {event for event, *_rest in views} == {again}
    assert sorted(view[-1]["at"] for view in views) == [100, 110, 115]


def test_two_entries_of_one_counselor_joined_to_anothers_are_both_kept_and_come_back(live, device, co_leaders, events):
    kept, first, second = uuid7(), uuid7(), uuid7()
    device.record(live.melati.person, kept, at=100, text="Hers")
    co_leaders.record(live.melati.person, first, at=105, text="His first")
    co_leaders.record(live.melati.person, second, at=110, text="His second")
    answered(device.browser, "join", str(kept), str(first))
    answered(device.browser, "join", str(kept), str(second))
    assert {view[-1]["text"] for view in documents_of_views(live)} == {"Hers", "His first", "His second"}
    with acting(group_id=live.group.id):
        views = {view.document["text"]: view for view in View.objects.all()}
    for words in ("His first", "His second"):
        device.browser.post(reverse("live:pair_part", args=[kept, views[words].id]))
    assert {str(event.id): event.text for event in events()} == {
        str(kept): "Hers", str(first): "His first", str(second): "His second"
    }  # fmt: skip
    assert documents_of_views(live) == []


def test_an_open_console_hears_that_they_were_joined(live, device, co_leaders, pair):
    answered(device.browser, "join", *pair)
    heard = co_leaders.browser.get(reverse("live:console_news", args=[live.session.id]) + "?after=2").json()
    assert [entry["id"] for entry in heard["entries"]] == [pair[0]] and heard["gone"] == [pair[1]]


def test_told_apart_they_are_not_offered_again(live, device, pair, events):
    assert answered(device.browser, "apart", *reversed(pair)).status_code == 200
    assert pairs(device) == [] and len(events()) == 2


def test_what_counselors_felt_in_another_view_is_not_for_observers(live, device, co_leaders, pair):
    answered(device.browser, "join", *pair)
    with acting(user_id=live.olga.id):
        assert not View.objects.exists()
    with acting(user_id=live.sari.id):
        assert View.objects.count() == 2


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404)])
def test_only_who_writes_joins(live, pair, at, events, who, status):
    browser = at(getattr(live, who))
    assert {answered(browser, name, *pair).status_code for name in ("join", "apart")} == {status}
    assert len(events()) == 2


def test_events_of_two_sessions_are_not_joined(live, device, pair, later):
    assert answered(device.browser, "join", pair[0], str(later.id)).status_code == 404


@pytest.fixture
def later(live):
    session = make_session(group=live.group, number=2)
    return make_event(session=session, actor=live.melati.person)


def test_by_plain_forms_it_leads_back_to_the_list(live, device, pair):
    answer = device.browser.post(reverse("live:pair_join", args=pair), headers={"accept": "text/html"})
    assert answer.url == reverse("live:pair_list", args=[live.session.id])


@pytest.mark.parametrize(
    ("own", "others", "both"),
    [
        ({"strength": 4}, {"strength": 2, "trigger": "praise"}, {"strength": 4, "trigger": "praise"}),
        ({"responses": [1]}, {"responses": [1, 2]}, {"responses": [1, 2]}),
        ({}, {"felt": [1]}, {"felt": [1]}),
        ({"at": 1, "id": "a"}, {"at": 2, "id": "b", "recorded_by": "c2", "session": "s1"}, {"at": 1, "id": "a"}),
    ],
)
def test_merging(own, others, both):
    assert merged(own, others) == both
