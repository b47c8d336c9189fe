"""What leaves the site through a browser: piece by piece, in a transaction of its own once the request's is over."""

import json
import re
from collections.abc import Iterator
from uuid import UUID

from django.http import StreamingHttpResponse

from groupcounsel.lib.database_session import acting
from members.access import group_to_write
from members.models import Group
from observations.reports.exporting import document_lines, record_digest, snapshot
from observations.reports.interchange.sealed import sealed
from observations.summaries.results import group_results

JSON, SEALED = "application/json", "application/octet-stream"


def attachment(pieces: Iterator[bytes], name: str, kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)


def file_name(group: Group, ending: str) -> str:
    """From the group's short name, as far as any system takes it; nothing else about the group."""
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', group.ref).strip('-') or 'group'}.{ending}"


def record_of(group_id: UUID, *, user_id: UUID, identities: bool) -> Iterator[bytes]:
    """Whether this user leads the group is asked again: the request that asked first is over."""
    with snapshot(), acting(user_id=user_id):
        yield from document_lines(group_to_write(group_id), identities=identities)


def results_of(group_id: UUID, *, user_id: UUID) -> Iterator[bytes]:
    with snapshot(), acting(user_id=user_id):
        group = group_to_write(group_id)
        results = group_results(group) | {"record": record_digest(group)}
        yield json.dumps(results, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()


def sealed_record_of(group: Group) -> Iterator[bytes]:
    """As the group's own task; nobody but a site with the same keys can read what comes out."""
    with snapshot(), acting(group_id=group.id):
        yield from sealed(document_lines(group))
