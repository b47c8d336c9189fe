"""Many who write into the trail at the same moment: one chain, without gaps, whoever gives up."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import psycopg

from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import broken_links, record
from tests.databases import named, start

ADD = """INSERT INTO audit_entry (at, action, kind, detail, previous, hash)
         VALUES (now(), 'opened', '', jsonb_build_object('writer', %s::int, 'entry', %s::int), '', '')"""
WRITERS, TRANSACTIONS = 6, 15


def write(database: str, writer: int) -> int:
    """How many entries this writer has stored; about one transaction in three is taken back."""
    chance, stored = Random(writer), 0
    with psycopg.connect(named(start().app, database)) as connection:
        for entry in range(TRANSACTIONS):
            together = chance.randint(1, 3)
            for _ in range(together):
                connection.execute(ADD, [writer, entry])
            if chance.random() < 1 / 3:
                connection.rollback()
            else:
                connection.commit()
                stored += together
    return stored


def test_writers_at_once_make_one_chain_without_gaps(committed):
    with ThreadPoolExecutor(WRITERS) as writers:
        stored = sum(writers.map(lambda writer: write(committed, writer), range(WRITERS)))
    entries = list(Entry.objects.order_by("id").values_list("id", "previous", "hash"))
    assert [number for number, *_ in entries] == list(range(1, stored + 1)) and stored > WRITERS * TRANSACTIONS
    assert all(bytes(later[1]) == bytes(earlier[2]) for earlier, later in zip(entries, entries[1:], strict=False))
    assert broken_links() == []


def test_in_the_chain_entries_of_one_transaction_stand_beside_each_other(committed):
    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(lambda writer: write(committed, writer), range(WRITERS)))
    of = [(entry.detail["writer"], entry.detail["entry"]) for entry in Entry.objects.order_by("id")]
    changes = [later for earlier, later in zip(of, of[1:], strict=False) if earlier != later]
    assert len(changes) == len(set(of)) - 1


def test_a_cut_at_the_end_shows_only_to_who_knows_the_last_number(committed):
    for _ in range(3):
        record(by=None, action="opened")
    with psycopg.connect(named(start().superuser, committed), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM audit_entry WHERE id = 3")
    assert broken_links() == [] and Entry.objects.latest("id").id == 2
