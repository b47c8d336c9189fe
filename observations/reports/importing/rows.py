"""An event as plain tuples, one for each of its rows. There are many, and model instances take ten times as long."""

from collections.abc import Iterator
from uuid import UUID

from observations.events.facets import FACETS, PARTS, found
from observations.events.refs import Refs

EVENT = ("toward_group", *(f"{facet.column}_id" if facet.of else facet.column for facet in FACETS))
PLACES = tuple((facet.path[0], (*facet.path, None)[1], facet.of, facet.empty) for facet in FACETS)
OWN = ("group_id", "codebook_id", "recorded_at")  # what an event has besides its facets
PART_COLUMNS = {
    "events_involvement": ("person_id", "part"),
    "events_component": ("kind", "state", "session_id", "of_behaviour", "of_avoidance"),
    "events_response": ("by_id", "position", "kind", "strength", "anticipated"),
    "events_felt": ("by_id", "position", "feeling", "strength"),
    "events_validation": ("by_id", "position", "stance", "rating"),
}
LINES = {
    "events_response": (("responses",), ("kind", "strength", "anticipated")),
    "events_felt": (("felt",), ("feeling", "strength")),
    "events_validation": (("distortion", "validation"), ("stance", "rating")),
}


def event_row(event: dict, refs: Refs) -> list:
    """The same as `observations.events.writing.columns`, in a third of its time."""
    row = [event.get("toward") == "group"]
    for outer, inner, of, empty in PLACES:
        value = event.get(outer)
        if inner:
            value = value.get(inner) if value else None
        if value is None:
            value = empty
        elif of:
            value = getattr(refs, of)[value]
        row.append(value)
    return row


def part_rows(event: dict, refs: Refs) -> Iterator[tuple[str, tuple]]:
    """Table and row; each row begins with its event's id."""
    key, people = event["id"], refs.people
    for part, path in PARTS.items():
        named = found(event, path)
        for ref in named if isinstance(named, list) else ():
            yield "events_involvement", (key, people[ref], part)
    for kind, said in (event.get("components") or {}).items():
        if said:
            yield "events_component", (key, *_component(kind, said, refs.sessions))
    for table, (path, names) in LINES.items():
        for position, line in enumerate(found(event, path) or ()):
            yield table, (key, people[line["by"]], position, *map(line.get, names))


def _component(kind: str, said: dict, sessions: dict[str, UUID]) -> tuple:
    of, session = said.get("of") or (), said.get("session")
    return kind, said["state"], session and sessions[session], "behaviour" in of, "avoidance" in of
