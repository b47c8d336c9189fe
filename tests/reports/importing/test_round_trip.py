"""Whatever a document says: exported, imported elsewhere and exported again it is the same, byte for byte."""

import json
import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings

from groupcounsel.lib.database_session import acting
from members.models import Group
from observations.events.document import record_digest
from observations.reports.exporting import document_lines
from sessions_app.models import Signature
from tests.databases import copied
from tests.reports.importing.generated import documents
from tests.reports.importing.made import quick, small

CALM = settings(
    deadline=None,
    max_examples=25,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def elsewhere(worker_id):
    """Another site, empty at first."""
    with copied(f"elsewhere_{worker_id}_{os.getpid()}") as name:
        yield name


def moved(site, elsewhere: str, document: bytes, ref: str) -> bytes:
    """The group as the other site exports it after it took the document in."""
    connection.close()
    connection.settings_dict["NAME"] = elsewhere
    try:
        site.take(document)
        return site.exported(ref)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = site.database


@CALM
@given(drawn=documents())
def test_a_group_comes_back_byte_for_byte(site, elsewhere, drawn):
    document = drawn["document"]
    ref = document["group"]["ref"]
    site.take(document)
    exported = site.exported(ref)
    assert moved(site, elsewhere, exported, ref) == exported
    assert not site.take(exported).anything and not site.take(document).anything


@CALM
@given(drawn=documents())
def test_an_amended_group_is_as_if_it_had_been_so_from_the_first(site, elsewhere, drawn):
    document, again = drawn["document"], drawn["again"]
    ref = document["group"]["ref"]
    site.take(document)
    site.take(again, amend=True)
    amended = site.exported(ref)
    assert moved(site, elsewhere, json.dumps(again).encode(), ref) == amended
    assert not site.take(again).anything


@CALM
@given(drawn=documents())
def test_signatures_stand_for_the_record_as_it_is(site, drawn):
    document = drawn["document"]
    site.take(document)
    group = site.id_of(document["group"]["ref"])
    with acting(group_id=group):
        signatures = Signature.objects.select_related("session__group")
        assert [one.digest for one in signatures] == [record_digest(one.session) for one in signatures]
    assert len(signatures) == sum(bool(one.get("signed_by")) for one in document["sessions"])


def test_sections_keys_and_entries_have_one_order(site):
    document = small()
    document["people"].reverse()
    document["sessions"].reverse()
    document["events"] += [quick(at=1e-9), quick(session="s3", at=0)]
    site.take(document)
    text = site.exported(document["group"]["ref"]).decode()
    found = json.loads(text)
    assert list(found) == ["behaviours", "codebook", "events", "format", "group", "people", "polls", "sessions"]
    assert all(list(row) == sorted(row) for name in ("people", "sessions", "events", "polls") for row in found[name])
    assert [one["ref"] for one in found["people"]] == ["c1", "m1", "m2", "m3"]
    assert [one["number"] for one in found["sessions"]] == [1, 2, 3, 4]
    assert [(one["session"], one["at"]) for one in found["events"]] == [
        ("s1", 1e-9),
        ("s1", 60.5),
        ("s2", 754.2),
        ("s3", 0),
    ]
    assert "“tidak apa-apa”" in text and text.endswith("\n}\n") and text.isascii() is False


def test_entries_stand_a_line_each(site):
    document = small(events=[quick() for _ in range(5)])
    site.take(document)
    lines = site.exported(document["group"]["ref"]).decode().splitlines()
    assert sum(line.startswith('{"actor"') for line in lines) == 5


def test_it_is_written_piece_by_piece(site):
    document = small(events=[quick(at=at) for at in range(1500)])
    site.take(document)
    group = site.id_of(document["group"]["ref"])
    with acting(group_id=group):
        sizes = [len(piece) for piece in document_lines(Group.objects.get(pk=group))]
    assert len(sizes) > 1500 and max(sizes) < 2000
