"""Imports of one group at the same time, and an export while one runs; and a large file in little memory."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from bench.import_speed import document as large
from bench.import_speed import run
from groupcounsel.lib.database_session import acting
from members.models import Group
from observations.reports.exporting import document_lines, snapshot
from observations.reports.importing.outcome import Refused
from tests.databases import copied
from tests.reports.importing.made import quick, small


def at_once(site, *documents, **options):
    """What comes of each: the outcome, or None where it was refused."""

    def take(document):
        try:
            return site.take(document, **options)
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(documents)) as threads:
        return list(threads.map(take, documents))


def test_a_document_that_comes_four_times_at_once_is_taken_in_once(site):
    document = small()
    outcomes = at_once(site, *[document] * 4)
    assert sorted((outcome.events, outcome.unchanged) for outcome in outcomes) == [(0, 2), (0, 2), (0, 2), (2, 0)]
    assert not site.take(document).anything


def test_two_documents_of_one_group_are_both_taken_in(site):
    document = small()
    one, other = (document | {"events": [quick(at=at)]} for at in (1, 2))
    outcomes = at_once(site, one, other)
    assert [outcome.events for outcome in outcomes] == [1, 1]
    assert [event["at"] for event in site.given(document)["events"]] == [1, 2]


def test_of_two_documents_that_contradict_each_other_one_is_refused(site):
    document = small()
    other = document | {"events": [document["events"][0] | {"strength": 1}, document["events"][1]]}
    outcomes = at_once(site, document, other)
    assert outcomes.count(None) == 1
    assert site.given(document)["events"][1]["strength"] in (1, 4)


def test_an_event_that_comes_with_two_groups_at_once_belongs_to_one(site):
    event = quick()
    outcomes = at_once(site, small(events=[event]), small(events=[event]))
    assert outcomes.count(None) == 1


@pytest.mark.parametrize("part", [1, 5, 9])
def test_an_export_says_what_was_on_record_when_it_began(site, part):
    """However far it has come when somebody writes."""
    document = small()
    site.take(document)
    ref = document["group"]["ref"]
    before = site.exported(ref)
    document["events"][0]["strength"] = 1
    document["group"]["name"] = "Kelompok Bakung"
    document["sessions"][0]["safety"] = 5
    group = site.id_of(ref)
    with acting(group_id=group):
        found = Group.objects.get(pk=group)
    with snapshot(), acting(group_id=group):
        lines = document_lines(found)
        begun = [next(lines) for _ in range(part)]
        assert at_once(site, document, amend=True)[0].amended == 1
        assert b"".join([*begun, *lines]) == before
    assert site.exported(ref) != before


def test_what_the_database_refuses_at_the_end_only_is_told_within_a_longer_transaction(site):
    """Nobody finds out at a commit that may be somebody else's."""
    with site.refusing("events_event", "AT THE END"), transaction.atomic():
        assert site.faults(small()) == [("$", "", "nothing at all is taken in here")]
        assert site.take(small(events=[])).people == 4


def test_the_memory_of_an_import_does_not_grow_with_the_file(tmp_path, worker_id):
    peaks = []
    for events in (500, 10_000):
        path = tmp_path / f"{events}.json"
        path.write_text("".join(large(events, signed=True)))
        with copied(f"large_{worker_id}_{os.getpid()}") as database:
            _, megabytes = run(database, path)
        peaks.append(megabytes)
    assert peaks[1] - peaks[0] < 15, peaks
