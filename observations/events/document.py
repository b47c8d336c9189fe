"""Events as `groupcounsel/1` writes them: refs instead of ids, nothing where nothing was noted, always in one order.

Rows are read plainly and in batches, so that a group of 100,000 events takes no more memory than one of 1,000.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from uuid import UUID

from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL

from groupcounsel.lib import kept
from observations.events.facets import FACETS, PARTS, put
from observations.events.models import Event
from sessions_app.models import Session

BATCH = 1000
PLAIN = tuple((facet.path, facet.lookup) for facet in FACETS if facet.column != "id")
LOOKUPS = ("id", "toward_group", *(lookup for _, lookup in PLAIN))
NOTHING = (None, "", [], {})
LINES = {
    "responses": ("events_response", ("kind", "strength", "anticipated")),
    "felt": ("events_felt", ("feeling", "strength")),
    "validation": ("events_validation", ("stance", "rating")),
}
LINE_PATHS = {"validation": ("distortion", "validation")}


def _lines(table: str, names: tuple[str, ...]) -> str:
    """What people have said each a line of, in their order."""
    said = ", ".join(f"'{name}', x.{name}" for name in names)
    return f"""(SELECT jsonb_agg(jsonb_build_object('by', p.ref, {said}) ORDER BY x.position, x.id)
      FROM {table} x JOIN members_person p ON p.id = x.by_id WHERE x.event_id = events_event.id)"""


PARTS_OF_IT = f"""jsonb_build_object(
  'people', (SELECT jsonb_agg(jsonb_build_array(x.part, p.ref))
    FROM events_involvement x JOIN members_person p ON p.id = x.person_id WHERE x.event_id = events_event.id),
  'components', (SELECT jsonb_agg(jsonb_build_array(x.kind, x.state, s.ref, x.of_behaviour, x.of_avoidance))
    FROM events_component x LEFT JOIN sessions_app_session s ON s.id = x.session_id WHERE x.event_id = events_event.id),
  {", ".join(f"'{name}', {_lines(*said)}" for name, said in LINES.items())})"""


def event_document(event: Event) -> dict:
    """One event as it stands in the database now."""
    [told] = kept.rows(_one(), [event.pk])
    return _document(dict(zip(LOOKUPS, told, strict=False)), json.loads(told[-1]))


def recorded_before(document: dict) -> Event | None:
    """The event of this id, if it is on record and says all that the document says."""
    event = Event.objects.filter(pk=document["id"]).first()
    said = lean(document)
    return event if event and event_document(event).items() >= said.items() else None


def documents(events: QuerySet[Event]) -> Iterator[dict]:
    """In the order of their sessions and times. One query."""
    rows = _told(events.order_by("session__number", "at", "id"))
    for row in rows.iterator(chunk_size=BATCH):
        yield _document(dict(zip(LOOKUPS, row, strict=False)), row[-1])


def lean(value):
    """Without what says nothing: null, empty text, empty lists. A document and its lean form mean the same."""
    if isinstance(value, dict):
        kept = {key: lean(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in NOTHING}
    return [lean(inner) for inner in value] if isinstance(value, list) else value


def _told(events: QuerySet[Event]) -> QuerySet:
    return events.annotate(parts=RawSQL(PARTS_OF_IT, [], JSONField())).values_list(*LOOKUPS, "parts")


@lru_cache
def _one() -> str:
    statement, _id = _told(Event.objects.filter(pk=UUID(int=0)).order_by()).query.sql_with_params()
    return statement


def _document(row: dict, parts: dict) -> dict:
    document = {"id": str(row["id"])}
    for path, lookup in PLAIN:
        value = row[lookup]
        if value is not None and value != "":
            put(document, path, value)
    for path, value in _parts(parts):
        put(document, path, value)
    if row["toward_group"]:
        document["toward"] = "group"
    return document


def _parts(parts: dict) -> Iterator[tuple[tuple[str, ...], object]]:
    people = defaultdict(list)
    for part, ref in parts["people"] or []:
        people[PARTS[part]].append(ref)
    yield from ((path, sorted(refs)) for path, refs in people.items())
    for kind, state, session, behaviour, avoidance in parts["components"] or []:
        of = [name for name, marked in (("behaviour", behaviour), ("avoidance", avoidance)) if marked]
        yield ("components", kind), lean({"state": state, "session": session, "of": of})
    for name in LINES:
        if lines := parts[name]:
            yield LINE_PATHS.get(name, (name,)), lean(lines)


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
