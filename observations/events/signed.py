"""Whether a record is still what was signed: its amendments are taken back in thought, the newest first, and what is
left has to give the signature's fingerprint.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from observations.events.document import canonical, documents, record_digest
from observations.events.models import Amendment
from sessions_app.models import Session, Signature


class Stands(StrEnum):
    AS_SIGNED = "as-signed"
    AMENDED = "amended"  # as signed, besides amendments that are kept with it
    OTHERWISE = "otherwise"
    UNKNOWN = "unknown"  # no fingerprint was kept, or this person does not read all of the record


class Checked(NamedTuple):
    """`since`: how many amendments were made after the signature."""

    signature: Signature
    stands: Stands
    since: int


def checked(session: Session) -> list[Checked]:
    """Each signature against the record as it stands now. A few queries, however long the record is."""
    reads_all = not _reads_as_observer(session)
    amendments = list(Amendment.objects.filter(event__session=session).order_by("-at", "-id"))
    told = list(documents(session.events.all())) if reads_all else []
    signatures = session.signatures.select_related("person", "by")
    return [_checked(session, signature, amendments, told, reads_all) for signature in signatures]


def _checked(session: Session, signature: Signature, amendments: list[Amendment], told: list[dict], reads_all: bool):
    since = [one for one in amendments if _came_after(one, signature)]
    if not (reads_all and signature.digest):
        return Checked(signature, Stands.UNKNOWN, len(since))
    if record_digest(session, map(canonical, as_it_stood(told, since))) != signature.digest:
        return Checked(signature, Stands.OTHERWISE, len(since))
    return Checked(signature, Stands.AMENDED if since else Stands.AS_SIGNED, len(since))


def _came_after(amendment: Amendment, signature: Signature) -> bool:
    """What was brought in signed has its fingerprint from then: amendments that came with it are in it."""
    return amendment.at > signature.at and not (signature.by_id is None and amendment.by_id is None)


def as_it_stood(told: Iterable[dict], amendments: Iterable[Amendment]) -> list[dict]:
    """The documents before the amendments, which come the newest first."""
    stood: dict[UUID, dict] = defaultdict(dict)
    for amendment in amendments:
        stood[amendment.event_id].update(amendment.before)
    before = [_with(document, stood[UUID(document["id"])]) for document in told]
    return sorted(before, key=lambda one: (one["at"], one["id"]))


def _with(document: dict, stood: dict) -> dict:
    return {name: value for name, value in (document | stood).items() if value is not None}


def _reads_as_observer(session: Session) -> bool:
    """Whether the database leaves out what counselors felt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY(app_observed_groups())", [session.group_id])
        return cursor.fetchone()[0]
