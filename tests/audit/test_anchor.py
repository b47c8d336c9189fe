"""The end of the trail beside the database: what is cut off there shows, and stays noted."""

import json
import logging

import psycopg
import pytest
from django.urls import reverse

from groupcounsel.audit import anchor
from groupcounsel.audit.models import Entry
from groupcounsel.audit.tasks import note
from groupcounsel.audit.trail import broken_links, record
from tests.databases import named, start
from tests.pages import chained, text_of


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def six(committed):
    """A trail of six entries in a database of its own."""
    for number in range(6):
        record(by=None, action="opened", number=number)
    return committed


def without_policies(database: str, change: str) -> None:
    with psycopg.connect(named(start().superuser, database), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(change)


def lines(caplog) -> list[tuple[str, str]]:
    return [(one.levelname, one.getMessage()) for one in caplog.records if one.name == anchor.__name__]


def test_before_the_first_entry_nothing_is_noted(db, folder):
    note()
    assert anchor.noted() is None and anchor.cut_off() is None and list(folder.iterdir()) == []


def test_the_number_and_the_hash_of_the_last_entry_are_noted_once(six, folder, caplog):
    caplog.set_level(logging.INFO)
    note()
    note()
    last = bytes(Entry.objects.get(pk=6).hash).hex()
    assert json.loads(anchor.place().read_text()) == {"count": 6, "hash": last}
    assert lines(caplog) == [("INFO", f"The trail has 6 entries, the last of them {last}.")]
    assert anchor.cut_off() is None and list(folder.rglob("*.*")) == [anchor.place()]


def test_it_moves_on_with_the_trail(six):
    note()
    record(by=None, action="opened")
    assert anchor.cut_off() is None
    note()
    assert anchor.noted().count == 7


@pytest.mark.parametrize("change", ["DELETE FROM audit_entry WHERE id > 4", "DELETE FROM audit_entry"])
def test_entries_cut_off_at_the_end_show_and_stay_noted(six, caplog, change):
    note()
    before = anchor.noted()
    without_policies(six, change)
    assert broken_links() == []
    record(by=None, action="opened")
    note()
    assert anchor.cut_off() == anchor.noted() == before
    assert lines(caplog)[-1:] == [
        ("ERROR", f"The trail had 6 entries, the last of them {before.hash}, and has them no more.")
    ]


def test_others_put_in_the_place_of_those_cut_off_show_too(six):
    note()
    without_policies(six, "DELETE FROM audit_entry WHERE id > 4")
    for _ in range(2):
        record(by=None, action="closed")
    assert broken_links() == [] and anchor.cut_off().count == 6


@pytest.mark.parametrize("text", ["", "{", "[]", '{"count": 1}', "null", '{"count": "x", "hash": ""}'])
def test_a_note_that_nobody_can_read_is_not_passed_over(six, folder, text):
    anchor.place().parent.mkdir()
    anchor.place().write_text(text)
    assert anchor.cut_off() == anchor.Anchor(0, "")


@pytest.mark.parametrize("page", ["supervision:trail", "supervision:trail_chain"])
def test_the_pages_of_the_trail_say_so(cast, at, folder, page):
    record(by=cast.alice, action="opened", subject=cast.melati)
    chained()
    note()
    assert "broken" not in text_of(at(cast.adi).get(reverse(page)))
    count = anchor.noted().count
    anchor.place().write_text(json.dumps({"count": count + 100, "hash": "00"}))
    shown = text_of(at(cast.adi).get(reverse(page)))
    assert "broken" in shown and f"entry {count + 100} is noted as the last one" in shown
    assert "from the one before" not in shown


def test_the_sweep_asks_for_it(settings):
    assert "audit.anchor" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
