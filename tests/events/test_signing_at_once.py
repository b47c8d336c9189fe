"""An entry and a signature in the same second, on two connections: what is signed is all there is."""

import psycopg
import pytest
from django.db import connections

from groupcounsel.lib.database_session import acting
from sessions_app.models import Session
from tests.databases import copied, named, start
from tests.factories import make_cast, make_event

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
