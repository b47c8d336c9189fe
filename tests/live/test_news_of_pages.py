"""What is changed on the pages of the record shows on an open console, as what a co-leader taps does."""

import pytest
from django.urls import reverse

from tests.events.made import form_of, signed
from tests.factories import make_event, make_session


@pytest.fixture
def event(live):
    return make_event(session=live.session, actor=live.melati.person, recorded_by=live.seat, text="She left")


@pytest.fixture
def heard(live, at):
    """`heard()` is what Bob's console is told since it was opened."""
    address = reverse("live:console_news", args=[live.session.id])
    opened = at(live.bob).get(address).json()["cursor"]
    return lambda: at(live.bob).get(f"{address}?after={opened}").json()


def save(live, at, event, /, **changes):
    address = reverse("events:event_detail", args=[event.id])
    browser = at(live.alice)
    return browser.post(address, form_of(browser.get(address), address) | changes)


def test_a_change_on_the_events_page_is_heard(live, at, event, heard):
    assert save(live, at, event, text="She left the circle").status_code == 302
    assert [entry["text"] for entry in heard()["entries"]] == ["She left the circle"]


@pytest.mark.parametrize("changes", [{}, {"at": "nonsense", "text": "Typed"}])
def test_what_changes_nothing_is_not(live, at, event, heard, changes):
    save(live, at, event, **changes)
    assert heard()["entries"] == []


def test_a_removal_is_heard_and_the_console_can_put_it_back(live, at, event, heard, co_leaders):
    at(live.alice).post(reverse("events:event_remove", args=[event.id]))
    assert heard()["gone"] == [str(event.id)]
    assert co_leaders.tell("restore", {"event": str(event.id)}).status_code == 200
    assert [entry["text"] for entry in heard()["entries"]] == ["She left"]


def test_an_entry_of_the_record_is_heard(live, at, heard):
    sent = {"quick-actor": live.melati.person.ref, "quick-affect": "-2", "quick-at": "1:30"}
    assert at(live.alice).post(reverse("events:event_add", args=[live.session.id]), sent).status_code == 302
    assert [entry["at"] for entry in heard()["entries"]] == [90.0]


def test_a_follow_up_that_was_done_is_heard(live, at, heard):
    later = make_session(group=live.group, number=2)
    event = make_event(session=live.session, actor=live.melati.person, follow_up="Return to this.")
    at(live.alice).post(reverse("events:follow_up_done", args=[event.id, later.id]))
    assert [entry["follow_up"]["done_in"] for entry in heard()["entries"]] == [later.ref]


def test_an_amendment_is_heard(live, at, event, heard):
    signed(live)
    address = reverse("events:event_amend", args=[event.id])
    browser = at(live.alice)
    browser.post(address, form_of(browser.get(address), address) | {"text": "She went", "reason": "Misheard."})
    assert [entry["text"] for entry in heard()["entries"]] == ["She went"]
