"""An event and a session's record in the words of the interchange format."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groupcounsel.lib.database_session import acting
from observations.events.document import canonical, documents, event_document, lean, record_digest, session_document
from observations.events.models import Event
from tests.events.made import everything, recorded
from tests.factories import attend, make_event, make_member, make_session


@pytest.fixture
def inside(cast):
    with acting(group_id=cast.group.id):
        yield cast


def test_a_quick_entry_says_nothing_but_what_was_entered(inside):
    event = make_event(session=inside.session, actor=inside.melati.person, recorded_by=inside.seat, at=754.2)
    assert event_document(event) == {
        "id": str(event.id), "session": "s1", "at": 754.2, "recorded_by": inside.seat.ref, "kind": "incident",
        "actor": inside.melati.person.ref, "affect": "negative", "strength": 4,
    }  # fmt: skip


def test_every_facet_comes_back_as_it_was_written(inside):
    document = everything(inside, later=make_session(group=inside.group, number=2))
    event = recorded(inside, document)
    assert event_document(event) == document | {"id": str(event.id)}


def test_toward_the_group_is_said_in_a_word(inside):
    event = make_event(session=inside.session, actor=inside.melati.person, toward_group=True)
    assert event_document(event)["toward"] == "group"


def test_lists_of_people_have_one_order_whatever_order_they_were_entered_in(inside):
    people = [inside.seat, inside.dahlia.person, make_member(group=inside.group, alias="Anggrek").person]
    pair = [
        make_event(session=inside.session, actor=inside.melati.person, toward=order) for order in (people, people[::-1])
    ]
    first, second = (event_document(event)["toward"] for event in pair)
    assert first == second == sorted(person.ref for person in people)


def test_documents_come_in_the_order_of_their_sessions_and_times(inside):
    second = make_session(group=inside.group, number=2)
    late = make_event(session=inside.session, actor=inside.melati.person, at=90.0)
    next_week = make_event(session=second, actor=inside.melati.person, at=1.0)
    early = make_event(session=inside.session, actor=inside.melati.person, at=10.0)
    found = [document["id"] for document in documents(Event.objects.all())]
    assert found == [str(event.id) for event in (early, late, next_week)]


def test_a_batch_takes_the_same_queries_for_one_event_and_for_thirty(inside):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            list(documents(Event.objects.all()))
        return len(captured)

    make_event(session=inside.session, actor=inside.melati.person)
    one = queries()
    for _ in range(29):
        make_event(session=inside.session, actor=inside.melati.person, toward=[inside.dahlia.person])
    assert queries() == one


def test_more_than_one_batch_loses_nothing(inside, monkeypatch):
    monkeypatch.setattr("observations.events.document.BATCH", 3)
    made = {str(make_event(session=inside.session, actor=inside.melati.person).id) for _ in range(7)}
    assert {document["id"] for document in documents(Event.objects.all())} == made


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"a": None, "b": "", "c": [], "d": {"e": None}}, {}),
        ({"adaptive": False, "happened": 0}, {"adaptive": False, "happened": 0}),
        ({"responses": [{"by": "m1", "strength": None}]}, {"responses": [{"by": "m1"}]}),
    ],
)
def test_lean_drops_what_says_nothing_and_keeps_no_and_zero(value, kept):
    assert lean(value) == kept


def test_a_session_says_who_was_there_in_the_groups_own_time(inside):
    attend(session=inside.session, person=make_member(group=inside.group, alias="Anggrek").person, state="absent")
    document = session_document(inside.session)
    assert document["starts"] == "2026-01-07T16:00:00+07:00"
    assert sorted(document["attendance"].values()) == ["absent", "present", "present"]
    assert "safety" not in document and "signed_by" not in document


def test_the_digest_can_be_worked_out_from_the_documents_alone(inside):
    recorded(inside, everything(inside))
    make_event(session=inside.session, actor=inside.dahlia.person)
    record = {"session": session_document(inside.session), "events": list(documents(inside.session.events.all()))}
    plain = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert record_digest(inside.session) == hashlib.sha256(plain).hexdigest()


def test_the_digest_of_an_empty_record_is_defined(inside):
    expected = hashlib.sha256(canonical({"events": [], "session": session_document(inside.session)})).hexdigest()
    assert record_digest(inside.session) == expected


def test_the_digest_changes_with_any_facet(inside):
    event = recorded(inside, everything(inside))
    before = record_digest(inside.session)
    event.responses.update(strength=5)
    assert record_digest(inside.session) != before
