"""From a document of `groupcounsel/1` to the rows of an event."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from groupcounsel.lib import kept
from observations.events.facets import FACETS, PARTS, Facet, found
from observations.events.models import Component, Event, Felt, Involvement, OfEvent, Response, Validation
from observations.events.refs import Refs

Rows = Callable[[dict, Refs], Iterator[OfEvent]]
EMPTY = {facet: facet.empty for facet in FACETS}


def columns(document: dict, refs: Refs) -> dict:
    """Values of the columns of Event; what the document does not mention is empty."""
    return {"toward_group": document.get("toward") == "group"} | _columns(document, refs, FACETS)


def _columns(document: dict, refs: Refs, facets: Iterable[Facet]) -> dict:
    values = {}
    for facet in facets:
        value = found(document, facet.path)
        if facet.of:
            values[f"{facet.column}_id"] = value and getattr(refs, facet.of)[value]
        else:
            values[facet.column] = EMPTY[facet] if value is None else value
    return values


def changed_columns(before: dict, after: dict, refs: Refs) -> dict:
    """Of those, what differs between two documents; `refs` knows what the second one mentions there.

    And the kind always: the rules of the table, and the signature that waits for whoever writes, go by its changes.
    """
    differing = [facet for facet in FACETS if found(before, facet.path) != found(after, facet.path)]
    values = {"kind": after["kind"], "toward_group": after.get("toward") == "group"}
    return values | _columns(after, refs, differing)


def involvements(document: dict, refs: Refs) -> Iterator[Involvement]:
    for part, path in PARTS.items():
        people = found(document, path)
        for ref in people if isinstance(people, list) else []:
            yield Involvement(person_id=refs.people[ref], part=part)


def components(document: dict, refs: Refs) -> Iterator[Component]:
    for kind, said in (document.get("components") or {}).items():
        of, session = said.get("of") or [], said.get("session")
        yield Component(
            kind=kind,
            state=said.get("state") or "unknown",
            session_id=session and refs.sessions[session],
            of_behaviour="behaviour" in of,
            of_avoidance="avoidance" in of,
        )


def lines(model: type[OfEvent], *path: str) -> Rows:
    """Rows by people, in the order of the document's list."""

    def rows(document: dict, refs: Refs) -> Iterator[OfEvent]:
        for position, line in enumerate(found(document, path) or []):
            fields = {name: value for name, value in line.items() if name != "by"}
            yield model(by_id=refs.people[line["by"]], position=position, **fields)

    return rows


TABLES: dict[type[OfEvent], Rows] = {
    Involvement: involvements,
    Component: components,
    Response: lines(Response, "responses"),
    Felt: lines(Felt, "felt"),
    Validation: lines(Validation, "distortion", "validation"),
}
PATHS: dict[type[OfEvent], tuple[tuple[str, ...], ...]] = {
    Involvement: tuple(PARTS.values()),
    Component: (("components",),),
    Response: (("responses",),),
    Felt: (("felt",),),
    Validation: (("distortion", "validation"),),
}


def belonging(rows: Rows, document: dict, refs: Refs, event_id: UUID, group_id: UUID) -> list[OfEvent]:
    made = list(rows(document, refs))
    for row in made:
        row.event_id, row.group_id = event_id, group_id
    return made


def add_parts(event: Event, document: dict, refs: Refs, models: Iterable[type[OfEvent]] = TABLES) -> None:
    for model in models:
        made = belonging(TABLES[model], document, refs, event.id, event.group_id)
        if made:
            kept.add(*made)


def remove_parts(event: Event, before: dict, after: dict) -> list[type[OfEvent]]:
    """Out of the tables about which the two documents differ, before the event changes: rules look at both."""
    changed = [model for model, paths in PATHS.items() if any(found(before, p) != found(after, p) for p in paths)]
    for model in changed:
        model.objects.filter(event=event).delete()
    return changed
