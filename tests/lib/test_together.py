"""Several statements as one: all of it or nothing, in its order, and each told what it asked for."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from groupcounsel.audit.trail import record
from groupcounsel.lib import kept
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.together import say, together
from members.models import Person
from tests.pages import trail

COUNT = "SELECT count(*) FROM members_person WHERE ref LIKE 'both-%%'"


def person(cast, alias: str) -> Person:
    return Person(group=cast.group, alias=alias, ref=f"both-{alias}")


@pytest.fixture
def within(cast):
    with acting(group_id=cast.group.id):
        yield cast


def test_what_is_written_together_is_one_statement_and_each_part_is_told_its_answer(within):
    told, one = [], person(within, "One")
    with CaptureQueriesContext(connection) as captured:
        with together():
            kept.add(one)
            record(by=within.alice, action="tried", subject=one)
            say("SELECT 7 AS number, 'x' AS word", [], told.extend)
            assert told == [] and len(captured) == 0
        assert len(captured) == 1
    assert told == [(7, "x")] and Person.objects.get(pk=one.pk).alias == "One"
    assert [entry.subject for entry in trail("tried")] == [one.pk]


def test_alone_it_is_carried_out_at_once(within):
    told = []
    say("SELECT 7, %s::text", ["x"], told.extend)
    assert told == [(7, "x")]


def test_an_answer_without_rows_is_none(within):
    told = [[], []]
    with together():
        say("SELECT id FROM members_person WHERE ref = %s", ["nobody"], told[0].extend)
        say("SELECT 1 AS one", [], told[1].extend)
    assert told == [[], [(1,)]]


def test_one_within_another_waits_for_the_end_of_both(within):
    with CaptureQueriesContext(connection) as captured, together():
        with together():
            kept.add(person(within, "One"))
        kept.add(person(within, "Two"))
        assert len(captured) == 0
    assert len(captured) == 1 and kept.rows(COUNT, []) == [(2,)]


def test_nothing_is_carried_out_when_something_fails_meanwhile_and_the_next_one_begins_afresh(within):
    with pytest.raises(ZeroDivisionError), together():
        kept.add(person(within, "One"))
        raise ZeroDivisionError
    with together():
        kept.add(person(within, "Two"))
    assert kept.rows(COUNT, []) == [(1,)]


def test_a_part_that_is_refused_takes_all_of_it_along(within):
    refused = pytest.raises(IntegrityError, match="an_alias_names_one_person_of_a_group")
    with refused, transaction.atomic(), together():
        kept.add(person(within, "One"))
        kept.add(Person(group=within.group, alias="One", ref="another"))
    assert kept.rows(COUNT, []) == [(0,)]


def test_parts_are_carried_out_in_the_order_in_which_they_were_said(within):
    numbers = []
    connection.cursor().execute("CREATE TEMPORARY SEQUENCE in_order")
    with together():
        for _ in range(12):
            say("SELECT nextval('in_order') AS number", [], numbers.extend)
    assert numbers == [(number,) for number in range(1, 13)]
