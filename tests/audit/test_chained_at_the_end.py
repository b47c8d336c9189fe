"""An entry joins the chain when its transaction commits: nobody waits for what others are still doing."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors

from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import broken_links
from tests.databases import named, start

ADD = """INSERT INTO audit_entry (at, action, kind, detail, previous, hash)
         VALUES (now(), %s, '', '{}', '', '') RETURNING id"""
BEYOND = 2**62


@contextmanager
def writer(database: str, role: str = "app"):
    """Somebody else; nothing they do here waits longer than half a minute."""
    with psycopg.connect(named(getattr(start(), role), database)) as connection:
        connection.execute("SET lock_timeout = '30s'")
        connection.commit()
        yield connection


def add(connection, *actions: str) -> list[int]:
    return [connection.execute(ADD, [action]).fetchone()[0] for action in actions]


def stored() -> list[tuple[int, str]]:
    return list(Entry.objects.order_by("id").values_list("id", "action"))


def test_two_transactions_that_interleave_make_one_chain_in_the_order_of_their_commits(committed):
    with writer(committed) as one, writer(committed) as other:
        add(one, "a1")
        add(other, "b1", "b2")
        add(one, "a2")
        other.commit()
        add(one, "a3")
        one.commit()
    assert stored() == [(1, "b1"), (2, "b2"), (3, "a1"), (4, "a2"), (5, "a3")]
    assert broken_links() == []


def test_who_is_taken_back_leaves_no_gap_and_held_nobody_up(committed):
    with writer(committed) as one, writer(committed) as other:
        add(one, "never")
        for action in ("first", "second"):
            add(other, action)
            other.commit()
        one.rollback()
        add(one, "third")
        one.commit()
    assert stored() == [(1, "first"), (2, "second"), (3, "third")] and broken_links() == []


def test_what_a_savepoint_takes_back_is_not_in_the_chain(committed):
    with writer(committed) as one:
        add(one, "kept")
        with one.transaction(force_rollback=True):
            add(one, "never")
        add(one, "kept too")
    assert stored() == [(1, "kept"), (2, "kept too")] and broken_links() == []


def test_before_the_commit_it_stands_behind_all_others_and_nobody_else_sees_it(committed):
    with writer(committed) as one, writer(committed) as other:
        add(one, "first")
        one.commit()
        [number] = add(one, "second")
        assert number > BEYOND and stored() == [(1, "first")]
        seen = "SELECT action FROM audit_entry ORDER BY id"
        assert one.execute(seen).fetchall() == [("first",), ("second",)]
        assert other.execute(seen).fetchall() == [("first",)]


def test_a_number_and_a_hash_of_ones_own_are_not_taken(committed):
    forged = """INSERT INTO audit_entry (id, at, action, kind, detail, previous, hash) OVERRIDING SYSTEM VALUE
                VALUES (77, now(), 'opened', '', '{}', 'x', 'y')"""
    with writer(committed) as one:
        add(one, "first")
        one.commit()
        one.execute(forged)
    assert stored() == [(1, "first"), (2, "opened")] and broken_links() == []


@pytest.mark.parametrize("when", ["in its own transaction", "later"])
@pytest.mark.parametrize("change", ["UPDATE audit_entry SET action = 'other'", "DELETE FROM audit_entry"])
def test_the_programs_role_changes_and_removes_no_entry(committed, when, change):
    with writer(committed) as one:
        add(one, "first")
        if when == "later":
            one.commit()
        with pytest.raises(errors.InsufficientPrivilege), one.transaction():
            one.execute(change)
    assert stored() == [(1, "first")] and broken_links() == []


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET action = 'other'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_nor_does_the_tables_owner_once_it_is_in_the_chain(committed, change):
    with writer(committed, "owner") as owner:
        add(owner, "first")
        owner.commit()
        with pytest.raises(errors.InsufficientPrivilege, match="append-only"), owner.transaction():
            owner.execute(change)
    assert stored() == [(1, "first")] and broken_links() == []


def test_before_that_an_owners_change_only_puts_it_into_the_chain_as_it_is(committed):
    with writer(committed, "owner") as owner:
        add(owner, "first", "second")
        owner.execute("UPDATE audit_entry SET action = 'other', hash = 'x' WHERE action = 'second'")
    assert stored() == [(1, "second"), (2, "first")] and broken_links() == []


def test_asking_for_the_chain_at_once_gives_it_at_once(committed):
    with writer(committed) as one:
        one.execute("SET CONSTRAINTS ALL IMMEDIATE")
        add(one, "first", "second")
        assert one.execute("SELECT id FROM audit_entry ORDER BY id").fetchall() == [(1,), (2,)]
    assert broken_links() == []
