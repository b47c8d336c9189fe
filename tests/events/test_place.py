"""From an event to where it stands in the record."""

import pytest
from django.urls import reverse

from tests.factories import make_event, make_session


def place(browser, event):
    return browser.get(reverse("events:place", args=[event.id]))


def test_it_leads_to_the_page_on_which_the_event_stands(cast, at):
    events = [make_event(session=cast.session, actor=cast.melati.person, at=float(second)) for second in range(52)]
    record = reverse("events:record", args=[cast.session.id])
    for number, page in [(0, 1), (24, 1), (25, 2), (51, 3)]:
        assert place(at(cast.alice), events[number]).url == f"{record}?page={page}#event-{events[number].id}"


def test_in_a_running_session_the_newest_stand_first(cast, at):
    live = make_session(group=cast.group, number=2, state="live")
    events = [make_event(session=live, actor=cast.melati.person, at=float(second)) for second in range(26)]
    assert "page=2" in place(at(cast.alice), events[0]).url and "page=1" in place(at(cast.alice), events[-1]).url


def test_events_of_the_same_second_keep_their_order(cast, at):
    events = [make_event(session=cast.session, actor=cast.melati.person, at=5.0) for _ in range(26)]
    assert ["page=2" in place(at(cast.alice), event).url for event in events] == [False] * 25 + [True]


@pytest.mark.parametrize(
    ("who", "status"), [("olga", 302), ("sari", 302), ("charlie", 404), ("rina", 404), ("adi", 404)]
)
def test_readers_may_and_outsiders_may_not(cast, at, who, status):
    event = make_event(session=cast.session, actor=cast.melati.person)
    assert place(at(getattr(cast, who)), event).status_code == status
    assert at(cast.alice).post(reverse("events:place", args=[event.id])).status_code == 405
