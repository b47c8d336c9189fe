"""Attendance noted in the second of the signature, on two connections: what is signed is all there is."""

import os
from threading import Thread

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from tests.connections import for_good, is_user, waiting
from tests.pages import text_of
from tests.stack import wait_until

NOTE = "UPDATE sessions_app_attendance SET state = 'late' WHERE session_id = %s"
ASK = "SELECT FROM sessions_app_session WHERE id = %s FOR UPDATE NOWAIT"
SIGN = """INSERT INTO sessions_app_signature (id, group_id, session_id, person_id, at, digest)
          SELECT gen_random_uuid(), group_id, id, %s, now(), '' FROM sessions_app_session WHERE id = %s"""
LOCK = "UPDATE sessions_app_session SET state = 'signed' WHERE id = %s"


@pytest.fixture
def two(django_db_setup, django_db_blocker, worker_id):
    with for_good(django_db_blocker, f"signing_{worker_id}_{os.getpid()}") as (cast, connect):
        note, signature = connect(), connect()
        for connection in (note, signature):
            is_user(connection, cast.alice)
        yield cast, note, signature


def sign(connection, cast):
    connection.execute(LOCK, [cast.session.id])
    connection.execute(SIGN, [cast.seat.id, cast.session.id])


def commit_once_somebody_waits(looking, signature):
    wait_until(lambda: waiting(looking), seconds=60)
    signature.commit()


def test_a_signature_waits_for_the_attendance_that_is_being_stored(two):
    cast, note, signature = two
    assert note.execute(NOTE, [cast.session.id]).rowcount == 2
    with pytest.raises(psycopg.errors.LockNotAvailable):
        signature.execute(ASK, [cast.session.id])
    signature.rollback()
    note.commit()
    assert signature.execute(ASK, [cast.session.id]).rowcount == 1


@pytest.mark.parametrize(
    ("page", "said"),
    [("attendance", {}), ("afterwards", {"safety": "3"}), ("session_edit", {"minutes": "75", "theme": "typed"})],
)
def test_whoever_stores_a_page_in_that_second_is_told_and_keeps_what_they_typed(two, page, said):
    cast, looking, signature = two
    browser = Client()
    browser.force_login(cast.alice)
    sign(signature, cast)
    Thread(target=commit_once_somebody_waits, args=(looking, signature)).start()
    usual = {"date": "2026-01-07", "time": "16:00", "minutes": "90", "structure": "free"}
    answer = browser.post(
        reverse(f"sessions:{page}", args=[cast.session.id]), usual | {str(cast.melati.person_id): "late"} | said
    )
    assert answer.status_code == 422 and "This record has been signed meanwhile." in text_of(answer)
    assert all(f'value="{value}"' in answer.content.decode() for value in said.values())


def test_who_comes_after_the_signature_reads_why_it_is_locked(two):
    cast, _, signature = two
    browser = Client()
    browser.force_login(cast.bob)
    sign(signature, cast)
    signature.commit()
    answer = browser.post(reverse("sessions:attendance", args=[cast.session.id]), {str(cast.melati.person_id): "late"})
    assert answer.status_code == 403 and "This session is signed: what was noted of it stays." in text_of(answer)


def test_attendance_that_waited_for_the_signature_is_refused(two):
    cast, note, signature = two
    sign(signature, cast)
    note.execute("SET lock_timeout = '100ms'")
    note.commit()
    with pytest.raises(psycopg.errors.LockNotAvailable):
        note.execute(NOTE, [cast.session.id])
    note.rollback()
    signature.commit()
    with pytest.raises(psycopg.errors.CheckViolation, match="a_signed_record_is_locked"):
        note.execute(NOTE, [cast.session.id])
