"""An entry and a signature in the same second, on two connections: what is signed is all there is."""

from threading import Thread

import psycopg
import pytest
from django.db import connections

from groupcounsel.lib.database_session import acting
from observations.codebook.models import Codebook
from observations.events.actions import record_event
from observations.events.models import Event
from observations.events.refs import refs_of_group
from sessions_app.models import Session
from tests.connections import waiting
from tests.databases import copied, named, start
from tests.factories import make_cast, make_event
from tests.stack import wait_until

GIVEN = "group_id, session_id, at, recorded_by_id, recorded_at, codebook_id, kind, actor_id, toward_group"
EMPTY = "text, distortion_view, distortion_revised, follow_up"
INSERT = f"""INSERT INTO events_event (id, {GIVEN}, {EMPTY})
             SELECT gen_random_uuid(), {GIVEN}, {EMPTY} FROM events_event LIMIT 1"""


@pytest.fixture
def two(django_db_setup, django_db_blocker, worker_id):
    """The cast, stored for good in a database of its own, and two connections as the app has them."""
    ours = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), copied(f"at_once_{worker_id}") as name:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = name
        cast = make_cast()
        make_event(session=cast.session, actor=cast.melati.person, kind="interaction", affect=None, strength=None)
        url = named(start().app, name)
        with psycopg.connect(url) as first, psycopg.connect(url) as second:
            for connection in (first, second):
                connection.execute("SELECT set_config('app.user_id', %s, false)", [str(cast.alice.id)])
                connection.commit()
            yield cast, first, second
        connections.close_all()
        connections["default"].settings_dict["NAME"] = ours


SIGN = "SELECT FROM sessions_app_session WHERE id = %s FOR UPDATE NOWAIT"


def test_a_signature_waits_for_the_entry_that_is_being_stored(two):
    cast, entry, signature = two
    entry.execute(INSERT)
    with pytest.raises(psycopg.errors.LockNotAvailable):
        signature.execute(SIGN, [cast.session.id])
    signature.rollback()
    entry.commit()
    assert signature.execute(SIGN, [cast.session.id]).rowcount == 1


def test_an_entry_that_waited_for_the_signature_is_refused(two):
    cast, entry, signature = two
    signature.execute("UPDATE sessions_app_session SET state = 'signed' WHERE id = %s", [cast.session.id])
    entry.execute("SET lock_timeout = '100ms'")
    entry.commit()
    with pytest.raises(psycopg.errors.LockNotAvailable):
        entry.execute(INSERT)
    entry.rollback()
    signature.commit()
    with pytest.raises(psycopg.errors.CheckViolation, match="a_signed_record_is_locked"):
        entry.execute(INSERT)


def test_entries_do_not_wait_for_each_other(two):
    cast, one, other = two
    assert one.execute(INSERT).rowcount == other.execute(INSERT).rowcount == 1
    one.commit(), other.commit()
    with acting(group_id=cast.group.id):
        assert Session.objects.get(pk=cast.session.pk).events.count() == 3


HELD = "SELECT FROM members_watermark WHERE membership = %s FOR UPDATE NOWAIT"


def test_an_entry_holds_its_session_before_anything_else_for_whoever_ends_it_does_so_too(two):
    cast, ends, looks = two
    found = []

    def look_once_the_entry_waits():
        wait_until(lambda: waiting(looks), seconds=60)
        found.append(looks.execute(HELD, [cast.melati.id]).rowcount)
        looks.rollback(), ends.commit()

    ends.execute("SELECT FROM sessions_app_session WHERE id = %s FOR UPDATE", [cast.session.id])
    looking = Thread(target=look_once_the_entry_waits)
    looking.start()
    with acting(group_id=cast.group.id):
        event = recorded(cast)
    looking.join()
    assert found == [1]
    with acting(group_id=cast.group.id):
        assert Event.objects.get(pk=event.pk).actor == cast.melati.person


def recorded(cast) -> Event:
    facts = {"session": cast.session.ref, "recorded_by": cast.seat.ref, "at": 60.0, "kind": "interaction"}
    facts |= {"actor": cast.melati.person.ref, "toward": "group", "affect": "positive", "strength": 2}
    codebook = Codebook.objects.latest("id").id
    refs = refs_of_group(cast.group.id)
    return record_event(by=cast.alice, group_id=cast.group.id, codebook_id=codebook, document=facts, refs=refs)
