"""A double click, a repeated request, the way back: an entry is on record once, and none is lost."""

import pytest
from django.urls import reverse

from groupcounsel.audit.models import Entry
from members.models import Watermark
from tests.events.made import form_of
from tests.events.test_event_add import entry, stored, url
from tests.factories import make_event, make_member, make_session


@pytest.fixture
def filled(cast, at):
    """What the browser sends: the entry with the id that the page gave it."""
    page = at(cast.alice).get(reverse("events:record", args=[cast.session.id]))
    return form_of(page, url(cast)) | entry(cast)


def sent(cast, at, fields, **headers):
    return at(cast.alice, **headers).post(url(cast), fields)


def test_the_page_gives_each_entry_an_id_of_its_own(cast, at):
    record = reverse("events:record", args=[cast.session.id])
    given = [form_of(at(cast.alice).get(record), url(cast))["quick-id"] for _ in range(2)]
    assert given[0] != given[1]


def test_what_is_sent_twice_is_on_record_once(cast, at, filled):
    answers = [sent(cast, at, filled) for _ in range(2)]
    [document] = stored(cast)
    assert document["id"] == filled["quick-id"][0]
    assert {answer.url for answer in answers} == {reverse("events:place", args=[document["id"]])}
    assert Entry.objects.filter(action="event-recorded").count() == 1
    assert Watermark.objects.get(membership=cast.melati.id).record == 2


def test_with_htmx_the_second_answer_shows_the_same_row(cast, at, filled):
    first, second = (sent(cast, at, filled, **{"hx-request": "true"}) for _ in range(2))
    row = f'<li class="event new" id="event-{filled["quick-id"][0]}">'
    assert row in first.content.decode() and row in second.content.decode() and len(stored(cast)) == 1
    assert form_of(second, url(cast))["quick-id"] != filled["quick-id"]


def test_an_entry_that_was_completed_meanwhile_is_still_the_same_one(cast, at, filled):
    sent(cast, at, filled)
    page = reverse("events:event_detail", args=filled["quick-id"])
    at(cast.alice).post(page, form_of(at(cast.alice).get(page), page) | {"text": "She gave in."})
    sent(cast, at, filled)
    assert [document["text"] for document in stored(cast)] == ["She gave in."]


def test_after_the_way_back_another_entry_is_another_event(cast, at, filled):
    sent(cast, at, filled)
    sent(cast, at, filled | {"quick-affect": "3"})
    first, second = sorted(stored(cast), key=lambda document: document["strength"])
    assert (first["strength"], second["strength"]) == (3, 4) and first["id"] != second["id"]


def test_an_id_of_another_group_takes_nothing_from_it_and_loses_nothing(cast, at, filled):
    stranger = make_member(group=cast.other_group, alias="Stranger")
    elsewhere = make_event(session=make_session(group=cast.other_group), actor=stranger.person, text="theirs")
    answer = sent(cast, at, filled | {"quick-id": str(elsewhere.id)})
    [document] = stored(cast)
    assert answer.status_code == 302 and document["id"] != str(elsewhere.id) and "text" not in document


def test_an_entry_without_an_id_is_recorded_too(cast, at):
    sent(cast, at, entry(cast))
    assert len(stored(cast)) == 1


def test_what_is_no_id_is_refused(cast, at):
    assert sent(cast, at, entry(cast) | {"quick-id": "mine"}).status_code == 422 and stored(cast) == []
