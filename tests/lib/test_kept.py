"""Rows in and out by kept statements say the same as Django's own."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from groupcounsel.accounts.models import User
from groupcounsel.lib import kept
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Group, Person
from observations.codebook import codes
from observations.events.models import Event
from sessions_app.models import Session
from tests.databases import named, start

PAUSES = [["2026-01-07T09:30:00.000+00:00", None]]


def values(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_is_found_as_a_query_set_finds_it(cast):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(pauses=PAUSES)
        told, own = Session.objects.get(pk=cast.session.pk), kept.found(Session, id=cast.session.pk)
    assert values(own) == values(told) and own == told and own.pauses == PAUSES
    assert not own._state.adding and own._state.db == "default"


def test_by_several_columns_and_not_where_one_of_them_differs(cast):
    with acting(group_id=cast.group.id):
        assert kept.found(Session, id=cast.session.pk, group=cast.group.pk) == cast.session
        assert kept.found(Session, id=cast.session.pk, group=uuid7()) is None


def test_what_the_database_does_not_show_is_not_found(cast):
    with acting(user_id=cast.charlie.id):
        assert kept.found(Session, id=cast.session.pk) is None


def test_a_row_that_is_held_is_waited_for_by_others(committed):
    group_id = uuid7()
    with acting(group_id=group_id):
        Group(id=group_id, name="Melati", ref="held").save()
    ask = f"SELECT FROM members_group WHERE id = '{group_id}' FOR UPDATE NOWAIT"
    with psycopg.connect(named(start().superuser, committed), autocommit=True) as other:
        with acting(group_id=group_id):
            kept.found(Group, id=group_id)
            assert other.execute(ask).rowcount == 1
            kept.found(Group, held=True, id=group_id)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute(ask)
        assert other.execute(ask).rowcount == 1


def people(cast, *aliases: str) -> list[Person]:
    return [Person(group=cast.group, alias=alias, ref=f"kept-{alias}") for alias in aliases]


def test_rows_that_are_added_are_there_with_all_that_was_said(cast):
    rows = people(cast, "One", "Two")
    rows[1].kind, rows[1].user = Person.Kind.COUNSELOR, cast.charlie
    with acting(group_id=cast.group.id):
        kept.add(*rows)
        for row in rows:
            assert values(Person.objects.get(pk=row.pk)) == values(row) and not row._state.adding


def test_codes_objects_and_moments_arrive_as_they_are(cast):
    facts = {"kind": codes.Kind.INCIDENT, "affect": codes.Affect.NEGATIVE, "strength": 4, "at": 61.5}
    with acting(group_id=cast.group.id):
        seat = Person.objects.filter(group=cast.group).first()
        session = Session(
            group=cast.group, number=77, ref="s77", starts=datetime(2026, 2, 1, tzinfo=UTC), pauses=PAUSES
        )
        kept.add(session)
        codebook = kept.rows("SELECT id FROM codebook_codebook LIMIT 1", [])[0][0]
        event = Event(group=cast.group, session=session, actor=seat, recorded_by=seat, codebook_id=codebook, **facts)
        kept.add(event)
        assert Session.objects.get(pk=session.pk).pauses == PAUSES
        assert values(Event.objects.get(pk=event.pk)) == values(event)


def test_a_change_touches_the_fields_it_names_and_no_others(cast):
    with acting(group_id=cast.group.id):
        session = Session.objects.get(pk=cast.session.pk)
        session.theme, session.safety, session.pauses = "Trust", 4, PAUSES
        kept.change(session, ("theme", "pauses"))
        told = Session.objects.get(pk=session.pk)
    assert (told.theme, told.safety, told.pauses) == ("Trust", None, PAUSES)


def test_a_refused_row_raises_what_a_query_set_raises(cast):
    broken = pytest.raises(IntegrityError, match="an_alias_names_one_person_of_a_group")
    with acting(group_id=cast.group.id):
        with broken, transaction.atomic():
            kept.add(*people(cast, "One"))
            kept.add(Person(group=cast.group, alias="One", ref="another"))
        assert kept.rows("SELECT count(*) FROM members_person WHERE ref LIKE %s", ["kept-%"]) == [(0,)]


def test_values_travel_apart_from_the_statement(cast):
    with acting(group_id=cast.group.id):
        kept.add(*people(cast, "x'); DROP TABLE members_person; --"))
        assert kept.found(Person, ref="kept-x'); DROP TABLE members_person; --").group_id == cast.group.id


def test_whoever_may_not_sign_in_any_more_is_signed_out_at_once(cast, at):
    browser = at(cast.alice)
    assert browser.get("/groups/").status_code == 200
    User.objects.filter(pk=cast.alice.pk).update(is_active=False)
    assert browser.get("/groups/").status_code == 302


def test_a_session_that_is_over_signs_nobody_in(cast, at):
    browser = at(cast.alice)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET expire_date = now() - interval '1 second'")
    assert browser.get("/groups/").status_code == 302
