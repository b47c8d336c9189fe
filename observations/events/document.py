"""Events as `groupcounsel/1` writes them: refs instead of ids, nothing where nothing was noted, always in one order.

Rows are read plainly and in batches, so that a group of 100,000 events takes no more memory than one of 1,000.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet

from observations.events.facets import FACETS, PARTS, put
from observations.events.models import Component, Event, Felt, Involvement, Response, Validation
from sessions_app.models import Session

BATCH = 1000
PLAIN = tuple((facet.path, facet.lookup) for facet in FACETS if facet.column != "id")
LOOKUPS = ("id", "toward_group", *(lookup for _, lookup in PLAIN))
NOTHING = (None, "", [], {})
WRITTEN_BY_PEOPLE = (
    (("responses",), Response, ("kind", "strength", "anticipated")),
    (("felt",), Felt, ("feeling", "strength")),
    (("distortion", "validation"), Validation, ("stance",)),
)


def event_document(event: Event) -> dict:
    """One event as it stands in the database now."""
    return next(documents(Event.objects.filter(pk=event.pk)))


def recorded_before(document: dict) -> Event | None:
    """The event of this id, if it is on record and says all that the document says."""
    event = Event.objects.filter(pk=document["id"]).first()
    said = lean(document)
    return event if event and event_document(event).items() >= said.items() else None


def documents(events: QuerySet[Event]) -> Iterator[dict]:
    """In the order of their sessions and times. Six queries a batch."""
    rows = events.order_by("session__number", "at", "id").values(*LOOKUPS).iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        parts = _parts([row["id"] for row in batch])
        yield from (_document(row, parts[row["id"]]) for row in batch)


def lean(value):
    """Without what says nothing: null, empty text, empty lists. A document and its lean form mean the same."""
    if isinstance(value, dict):
        kept = {key: lean(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in NOTHING}
    return [lean(inner) for inner in value] if isinstance(value, list) else value


def _document(row: dict, parts: list[tuple[tuple[str, ...], object]]) -> dict:
    document = {"id": str(row["id"])}
    for path, lookup in PLAIN:
        value = row[lookup]
        if value is not None and value != "":
            put(document, path, value)
    for path, value in parts:
        put(document, path, value)
    if row["toward_group"]:
        document["toward"] = "group"
    return document


def _parts(events: list[UUID]) -> dict[UUID, list]:
    parts = defaultdict(list)
    for source in (_involved, _components, _by_people):
        for event, path, value in source(events):
            parts[event].append((path, value))
    return parts


def _involved(events: list[UUID]) -> Iterator[tuple]:
    rows = Involvement.objects.filter(event__in=events).values_list("event_id", "part", "person__ref")
    people = defaultdict(list)
    for event, part, ref in rows:
        people[event, part].append(ref)
    return ((event, PARTS[part], sorted(refs)) for (event, part), refs in people.items())


def _components(events: list[UUID]) -> Iterator[tuple]:
    rows = Component.objects.filter(event__in=events)
    for event, kind, state, session, behaviour, avoidance in rows.values_list(
        "event_id", "kind", "state", "session__ref", "of_behaviour", "of_avoidance"
    ):
        of = [name for name, marked in (("behaviour", behaviour), ("avoidance", avoidance)) if marked]
        yield event, ("components", kind), lean({"state": state, "session": session, "of": of})


def _by_people(events: list[UUID]) -> Iterator[tuple]:
    for path, model, fields in WRITTEN_BY_PEOPLE:
        lines = defaultdict(list)
        rows = model.objects.filter(event__in=events).order_by("position", "id")
        for event, *values in rows.values_list("event_id", "by__ref", *fields):
            lines[event].append(lean(dict(zip(("by", *fields), values, strict=True))))
        yield from ((event, path, value) for event, value in lines.items())


def session_document(session: Session) -> dict:
    """What a document says about the session, without its signature."""
    attendance = session.attendances.values_list("person__ref", "state")
    return lean(
        {
            "ref": session.ref,
            "number": session.number,
            "starts": session.starts.astimezone(session.group.zone).isoformat(),
            "minutes": session.minutes,
            "structure": session.structure,
            "attendance": dict(attendance),
            "safety": session.safety,
            "honesty": session.honesty,
        }
    )


def canonical(document: dict | list) -> bytes:
    """The same bytes for the same content: sorted keys, no spaces, UTF-8."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def record_digest(session: Session, written: Iterable[bytes] | None = None) -> str:
    """SHA-256 of the session's record: `{"events": […], "session": {…}}` in canonical form.

    `written`: its events in canonical form and in their order, by whoever has them at hand.
    """
    events = map(canonical, documents(session.events.all())) if written is None else written
    digest = hashlib.sha256(b'{"events":[')
    for piece in _joined(events):
        digest.update(piece)
    digest.update(b'],"session":' + canonical(session_document(session)) + b"}")
    return digest.hexdigest()


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for number, piece in enumerate(pieces):
        yield b"," + piece if number else piece
