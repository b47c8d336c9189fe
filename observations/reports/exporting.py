"""The record of a group as one document of `groupcounsel/1`, line by line: it is never in memory as a whole."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from members.models import Group
from observations.codebook.models import Codebook
from observations.events.document import documents
from observations.events.models import Event
from observations.reports.head_document import behaviours, group_facts, people, sessions
from observations.reports.poll_document import poll_documents


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, the record stands still, whatever others write meanwhile. Within a transaction, as that has it."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def document_lines(group: Group, *, identities: bool = False) -> Iterator[bytes]:
    """Sorted keys, UTF-8, one entry a line. The same record gives the same bytes."""
    sections = {
        "behaviours": behaviours(group),
        "codebook": _codebook(group),
        "events": documents(Event.objects.filter(session__group=group)),
        "format": "groupcounsel/1",
        "group": group_facts(group),
        "people": people(group, identities=identities),
        "polls": poll_documents(group.id),
        "sessions": sessions(group),
    }
    for number, (name, content) in enumerate(sections.items()):
        yield (",\n" if number else "{\n").encode() + f'"{name}": '.encode()
        yield from _listed(content) if isinstance(content, Iterator) else [_written(content)]
    yield b"\n}\n"


def record_digest(group: Group) -> str:
    """SHA-256 of the exported document."""
    digest = hashlib.sha256()
    for line in document_lines(group):
        digest.update(line)
    return digest.hexdigest()


def _codebook(group: Group) -> str:
    """The version that the group's events were coded with; without events, the newest."""
    versions = Codebook.objects.order_by("-id").values_list("version", flat=True)
    used = Event.objects.filter(session__group=group).order_by().values("codebook")
    return versions.filter(pk__in=used).first() or versions[0]


def _listed(entries: Iterable[dict]) -> Iterator[bytes]:
    before = b"[\n"
    for entry in entries:
        yield before + _written(entry)
        before = b",\n"
    yield b"[]" if before == b"[\n" else b"\n]"


def _written(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()
