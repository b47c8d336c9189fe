"""Entries of two counselors that look like one event: the same actor, within twenty seconds."""

from uuid import UUID

from django.db import connection, transaction

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from observations.events.actions import record_event, remove_event, save_event
from observations.events.document import event_document
from observations.events.models import Event
from observations.events.refs import refs_of_group
from observations.live.actions import note_for_consoles
from observations.live.hanging import hand_on
from observations.live.models import TwoEvents, View

WITHIN = 20  # seconds
PAIRS = """
SELECT a.id, b.id FROM events_event a
JOIN events_event b ON b.session_id = a.session_id AND b.actor_id = a.actor_id AND b.recorded_by_id <> a.recorded_by_id
 AND b.id > a.id AND abs(b.at - a.at) <= %(within)s
WHERE a.session_id = %(session)s
  AND NOT EXISTS (SELECT FROM live_twoevents t WHERE t.one_id = a.id AND t.other_id = b.id)
ORDER BY a.at, a.id, b.id
"""
LINES = ("responses", "felt")
KEPT = ("id", "session", "at", "recorded_by")


def pairs_of(session_id: UUID) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"within": WITHIN, "session": session_id})
        return cursor.fetchall()


def pairs_in_full(session_id: UUID) -> list[tuple[Event, Event]]:
    """The same, with the events."""
    pairs = pairs_of(session_id)
    events = Event.objects.select_related("session").in_bulk({event for pair in pairs for event in pair})
    return [(events[one], events[other]) for one, other in pairs]


@transaction.atomic
def join(*, kept: Event, other: Event, by: User) -> Event:
    """One event from now on. What only the other one said is taken over; each one's whole view stays beside it.

    Both are held by whoever read them: what two people decide at the same moment is decided once.
    """
    refs = refs_of_group(kept.group_id)
    document, view = event_document(kept), event_document(other)
    _keep_views(kept, other, [(kept.recorded_by_id, document), (other.recorded_by_id, view)], by)
    hand_on(other, kept.id)
    remove_event(by=by, event=other, refs=refs)
    save_event(by=by, event=kept, document=merged(document, view), refs=refs)
    record(by=by, action="events-joined", subject=kept, other=view["id"])
    changes = {kept.id: ("change", {}), UUID(view["id"]): ("remove", {"document": view})}
    note_for_consoles(session=kept.session, by=by, changes=changes)
    return kept


def _keep_views(kept: Event, other: Event, said: list[tuple[UUID, dict]], by: User) -> None:
    """Where either was joined before, the views of then come along: they are what its counselors said."""
    other.views.update(event=kept)
    known = {view.entry for view in kept.views.all()}
    View.objects.bulk_create(
        View(group_id=kept.group_id, event=kept, recorded_by_id=person, joined_by=by, document=document)
        for person, document in said
        if UUID(document["id"]) not in known
    )


@transaction.atomic
def part(*, event: Event, view: View, by: User) -> Event:
    """Two events again: the other entry as it was recorded. What was said of the joined one since stays with that.

    The event is held by whoever read it.
    """
    refs = refs_of_group(event.group_id)
    own = next((view for view in event.views.all() if view.of_the_one_that_stayed), None)
    if own and event_document(event) == merged(own.document, view.document):
        save_event(by=by, event=event, document=own.document, refs=refs)
    facts = {"group_id": event.group_id, "codebook_id": event.codebook_id, "document": view.document}
    other = record_event(by=by, refs=refs, **facts)
    view.delete()
    if all(view.of_the_one_that_stayed for view in event.views.all()):
        event.views.all().delete()
    tell_apart(one=event, other=other, by=by)
    note_for_consoles(session=event.session, by=by, changes={event.id: ("change", {}), other.id: ("restore", {})})
    return other


@transaction.atomic
def tell_apart(*, one: Event, other: Event, by: User) -> None:
    first, second = sorted((one, other), key=lambda event: event.id)
    pair = {"group_id": one.group_id, "one": first, "other": second}
    _, new = TwoEvents.objects.get_or_create(**pair, defaults={"said_by": by})
    if new:
        record(by=by, action="events-told-apart", subject=first, other=str(second.id))


def merged(document: dict, other: dict) -> dict:
    """Facets that only one of them has come from that one; lines of both; where both speak, the kept one does."""
    after = {name: value for name, value in other.items() if name not in KEPT} | document
    for name in LINES:
        own = document.get(name, [])
        lines = own + [line for line in other.get(name, []) if line not in own]
        after |= {name: lines} if lines else {}
    return after
