"""The signature: by a leading counselor's own seat; from then on the record is locked."""

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.events.document import record_digest
from observations.events.models import Component, Event, Felt, Involvement, Response, Validation
from sessions_app.models import Session, Signature
from tests.events.made import everything, recorded
from tests.factories import make_event, make_session

TABLES = [Event, Component, Involvement, Response, Felt, Validation]


def url(cast, session=None):
    return reverse("events:sign", args=[(session or cast.session).id])


def signatures(cast):
    with acting(group_id=cast.group.id):
        return list(Signature.objects.select_related("person"))


def state(cast):
    with acting(group_id=cast.group.id):
        return Session.objects.get(pk=cast.session.pk).state


@pytest.fixture
def full(cast):
    cast.event = recorded(cast, everything(cast))
    return cast


def test_it_says_first_what_it_means(full, at):
    page = at(full.alice).get(url(full)).content.decode()
    assert "You sign as Alice." in page and "A signature cannot be taken back." in page
    assert state(full) == "debriefing"


def test_the_record_is_signed_in_the_own_seat_with_its_digest(full, at):
    answer = at(full.alice).post(url(full))
    [signature] = signatures(full)
    assert answer.url == reverse("events:record", args=[full.session.id]) and state(full) == "signed"
    assert signature.person.user_id == full.alice.id == signature.by_id
    with acting(group_id=full.group.id):
        full.session.refresh_from_db()
        assert signature.digest == record_digest(full.session)


def test_a_co_leader_signs_the_same_record_too(full, at):
    at(full.alice).post(url(full))
    assert "is locked already" in at(full.bob).get(url(full)).content.decode()
    at(full.bob).post(url(full))
    first, second = signatures(full)
    assert {first.person.user_id, second.person.user_id} == {full.alice.id, full.bob.id}
    assert first.digest == second.digest and len(first.digest) == 64


def test_nobody_signs_twice(full, at):
    for _ in range(2):
        at(full.alice).post(url(full))
    assert len(signatures(full)) == 1


@pytest.mark.parametrize("before", ["planned", "live"])
def test_what_has_not_ended_is_not_signed(full, at, before):
    session = make_session(group=full.group, number=2, state=before)
    assert at(full.alice).post(url(full, session)).status_code == 302
    assert signatures(full) == []


def test_the_trail_has_the_digest(full, at):
    at(full.alice).post(url(full))
    entry = Entry.objects.get(action="session-signed")
    assert entry.subject == full.session.id and entry.detail == {"digest": signatures(full)[0].digest}


@pytest.mark.parametrize(
    ("who", "status"), [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]
)
def test_nobody_else_signs(full, at, who, status):
    assert at(getattr(full, who)).post(url(full)).status_code == status and signatures(full) == []


def test_another_verb_is_refused(full, at):
    assert at(full.alice).delete(url(full)).status_code == 405


@pytest.fixture
def locked(full, at):
    at(full.alice).post(url(full))
    return full


def refused(cast):
    """Inside, the statement must break the lock, whoever sends it."""
    return pytest.raises(IntegrityError, match="a_signed_record_is_locked"), acting(user_id=cast.alice.id)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_no_row_of_a_signed_record_is_removed_by_sql(locked, table):
    raises, acts = refused(locked)
    with raises, acts, connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table._meta.db_table}")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_no_row_of_a_signed_record_is_changed_by_sql(locked, table):
    raises, acts = refused(locked)
    with raises, acts, connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table._meta.db_table} SET group_id = group_id")


NEW = {
    Component: lambda cast: {"kind": "risk"},
    Involvement: lambda cast: {"person": cast.dahlia.person, "part": "helped"},
    Response: lambda cast: {"by": cast.dahlia.person, "kind": "silent"},
    Felt: lambda cast: {"by": cast.dahlia.person, "feeling": "sad"},
    Validation: lambda cast: {"by": cast.dahlia.person, "stance": "confirms"},
}


@pytest.mark.parametrize("table", NEW, ids=lambda table: table.__name__)
def test_no_row_is_added_to_a_signed_record(cast, at, table):
    event = make_event(session=cast.session, actor=cast.melati.person)
    at(cast.alice).post(url(cast))
    raises, acts = refused(cast)
    with raises, acts:
        table.objects.create(group=cast.group, event=event, **NEW[table](cast))


def test_no_event_is_added_to_a_signed_record(locked):
    with pytest.raises(IntegrityError, match="a_signed_record_is_locked"):
        make_event(session=locked.session, actor=locked.melati.person)


def test_other_sessions_stay_open(locked):
    other = make_session(group=locked.group, number=2)
    event = make_event(session=other, actor=locked.melati.person)
    with acting(user_id=locked.alice.id):
        assert Event.objects.filter(pk=event.pk).update(text="still open") == 1
