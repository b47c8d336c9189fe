"""What the console's entries do. Each in one transaction with its trace; the same entry twice is once."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib import kept
from groupcounsel.lib.together import together
from members.models import Person
from observations.events.actions import record_event, remove_event, save_event
from observations.events.document import event_document
from observations.events.models import Event
from observations.events.refs import Refs, people_doing, refs_of_group, refs_of_room
from observations.events.room import Room
from observations.live.desk import Desk
from observations.live.entries import Entry
from observations.live.hanging import put_back, rows_of
from observations.live.joined import view_of, what_both_take
from observations.live.keys import bare
from observations.live.models import Delivery, Quarantined, Seating, View
from observations.live.patches import BEYOND_THE_ROOM, Refused, patched, stood
from observations.live.turning import attendance_must_stand, document_must_stand, event_must_stand, must_stand
from sessions_app.actions import PartOfTheRecord, forget_attendance, record_attendance
from sessions_app.clock import MOVES, move_clock, seconds
from sessions_app.models import Attendance, Session


class Clash(Exception):
    """Another entry with this number is on record, with other content."""


class Taken(NamedTuple):
    """What the acknowledgement says, besides the entry's id and digest. `number`: its place among the session's."""

    number: int | None
    kept: str


def known(entry: Entry) -> Taken | None:
    """What was answered when it came before. Raises `Clash` when something else came under this number."""
    before = kept.found(Delivery, id=entry.id)
    if before is None:
        return None
    if before.digest != entry.digest:
        raise Clash
    return Taken(before.number, "record")


@transaction.atomic(savepoint=False)
def take_in(*, entry: Entry, desk: Desk) -> Taken:
    """Into the record, and on the list of what came. Raises `Refused` with the reason."""
    with together():
        event, before = _WORK[entry.kind](entry, desk)
        delivery = _delivery(entry, desk, event, before)
        kept.add(delivery)
    return Taken(delivery.number, "record")


def _delivery(entry: Entry, desk: Desk, event: UUID | None, before: dict) -> Delivery:
    return Delivery(
        id=entry.id,
        group_id=desk.session.group_id,
        session=desk.session,
        kind=entry.kind,
        event=event,
        author=desk.by,
        device=entry.device,
        place=entry.place,
        digest=entry.digest,
        tapped_at=entry.tapped,
        said=entry.said,
        before=before,
    )


def note_for_consoles(*, session: Session, by: User, changes: dict[UUID, tuple[str, dict]]) -> None:
    """Changes made elsewhere than on a console, for open consoles to hear of: event → kind and what stood before."""
    for event, (kind, before) in changes.items():
        Delivery.objects.create(
            group_id=session.group_id, session=session, kind=kind, event=event, author=by,
            device=ELSEWHERE, place=0, digest="", tapped_at=timezone.now(), before=before,
        )  # fmt: skip


def keep_apart(*, entry: Entry, envelope: dict, why: str, by: User) -> Taken:
    """Neither into the record nor away: sealed as it came, for the supervisor to decide."""
    apart = Quarantined(
        group_id=entry.ticket.group, session_id=entry.ticket.session, entry=entry.id, author=by, why=why,
        digest=entry.digest, envelope=bare(envelope), tapped_at=entry.tapped,
    )  # fmt: skip
    Quarantined.objects.bulk_create([apart], ignore_conflicts=True)
    record(by=by, action="entry-kept-apart", subject=apart, why=why)
    return Taken(None, "quarantine")


def _record(entry: Entry, desk: Desk) -> tuple[UUID, dict]:
    said, session = entry.said, desk.session
    _must_be_open(entry, desk)
    refs = _refs(desk, said)
    core = {"session": session.ref, "recorded_by": desk.seat.ref, "at": _at(entry, session), "kind": "interaction"}
    document = patched(core, said, refs) | {"id": str(_event_id(entry))}
    _must_be_recordable(document, {}, desk.room)
    event = record_event(
        by=desk.by, group_id=session.group_id, codebook_id=desk.room.codebook, document=document, refs=refs
    )
    return event.id, {}


def _refs(desk: Desk, said: dict) -> Refs:
    """Of the room, read with it already, where what is said mentions nothing else."""
    named = said.get("set", {}).keys() | said.get("add", {}).keys()
    return refs_of_group(desk.session.group_id) if named & BEYOND_THE_ROOM else refs_of_room(desk.room)


def _at(entry: Entry, session: Session) -> float:
    """Seconds on the session's clock, to the second at which the first tap fell; or as somebody typed it."""
    return float(int(seconds(session, entry.tapped)))


def _must_be_open(entry: Entry, desk: Desk) -> None:
    """The first tap of a planned session begins it: whoever recorded something was in it."""
    session = desk.session
    if session.locked:
        raise Refused(_("This record is signed. What was missed can be added to an event as an amendment."))
    if session.state == Session.State.PLANNED:
        typed = "at" in entry.said.get("set", {})
        moved = {"state": "debriefing"} if typed else {"state": "live", "began": entry.tapped}
        _begin(session, moved, desk.by)


def _begin(session: Session, moved: dict, by: User) -> None:
    planned = Session.objects.select_for_update().filter(pk=session.pk, state=Session.State.PLANNED)
    if planned.first():
        Session.objects.filter(pk=session.pk).update(**moved)
        record(by=by, action=f"session-{moved['state']}", subject=session)
    session.refresh_from_db(fields=["state", "began", "ended", "pauses"])


def _must_be_recordable(document: dict, before: dict, room: Room) -> None:
    """Whoever does something in it, unless it says so already."""
    if document.get("actor") not in room.aliases:
        raise Refused(_("Say who it was."))
    new = people_doing(document) - people_doing(before)
    for seat in room.seats:
        if seat.ref in new and not seat.recorded:
            raise Refused(_("%(alias)s has not agreed to being recorded.") % {"alias": seat.alias})


def _change(entry: Entry, desk: Desk) -> tuple[UUID, dict]:
    event = _held(_event_id(entry), desk.session)
    if event is None:
        return _change_joined(entry, desk)
    document = event_document(event)
    document_must_stand(document, entry.said)
    return _changed(event, document, entry.said, desk)


def _changed(event: Event, document: dict, said: dict, desk: Desk) -> tuple[UUID, dict]:
    refs = _refs(desk, said)
    after = patched(document, said, refs)
    _must_be_recordable(after, document, desk.room)
    save_event(by=desk.by, event=event, document=after, refs=refs, before=document)
    return event.id, stood(document, said)


def _change_joined(entry: Entry, desk: Desk) -> tuple[UUID, dict]:
    """To how it was recorded, and to the joined event as far as that one says nothing else."""
    joined = view_of(_event_id(entry), desk.session)
    if joined is None:
        raise Refused(_why_gone(desk.session, _event_id(entry)))
    event = _held(joined.event_id, desk.session)
    view = event and event.views.filter(pk=joined.pk).first()
    if view is None:
        return _change(entry, desk)  # somebody decided about them meanwhile
    document_must_stand(view.document, entry.said)
    after, document = patched(view.document, entry.said, _refs(desk, entry.said)), event_document(event)
    View.objects.filter(pk=view.pk).update(document=after)
    record(by=desk.by, action="view-completed", subject=event, other=str(view.entry))
    return _changed(event, document, what_both_take(entry.said, view.document, document), desk)


def _remove(entry: Entry, desk: Desk) -> tuple[UUID, dict]:
    event = _event(entry, desk.session)
    event_must_stand(event.id, desk, entry.said)
    document, views, rows = event_document(event), list(map(_told, event.views.all())), rows_of(event)
    remove_event(by=desk.by, event=event, refs=refs_of_group(event.group_id))
    return UUID(document["id"]), {"document": document, "views": views, "rows": rows}


def _told(view: View) -> dict:
    """How somebody recorded the same event, as JSON."""
    people = {"recorded_by_id": str(view.recorded_by_id), "joined_by_id": str(view.joined_by_id)}
    return people | {"joined_at": view.joined_at.isoformat(), "document": view.document}


def _restore(entry: Entry, desk: Desk) -> tuple[UUID, dict]:
    """As it stood when it was taken back."""
    event_id = _event_id(entry)
    removed = desk.session.deliveries.filter(event=event_id, kind="remove").order_by("-number").first()
    if removed is None or Event.objects.filter(pk=event_id).exists():
        raise Refused(_("There is nothing to put back."))
    group = desk.session.group_id
    facts = {"document": removed.before["document"], "refs": refs_of_group(group), "codebook_id": desk.room.codebook}
    record_event(by=desk.by, group_id=group, **facts)
    views = removed.before.get("views", [])
    View.objects.bulk_create(View(group_id=group, event_id=event_id, **told) for told in views)
    put_back(event_id, removed.before.get("rows", []))
    return event_id, {}


def _event_id(entry: Entry) -> UUID:
    try:
        return UUID(entry.said["event"])
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise Refused(_("The entry does not say which event it is about.")) from fault


def _event(entry: Entry, session: Session) -> Event:
    event_id = _event_id(entry)
    event = _held(event_id, session)
    if event is None:
        raise Refused(_why_gone(session, event_id))
    return event


def _held(event_id: UUID, session: Session) -> Event | None:
    """Until the entry is in: what two people add to it in the same second is all there afterwards."""
    return kept.found(Event, held=True, id=event_id, session=session.id)


def _why_gone(session: Session, event_id: UUID) -> str:
    if view_of(event_id, session):
        return _("It is one event with another's entry now. Take the two apart first, in the record.")
    if session.deliveries.filter(event=event_id).exists():
        return _("The event was taken back by somebody else.")
    return _("The event is not on record: what began it did not get there, or somebody took it back.")


def _clock(entry: Entry, desk: Desk) -> tuple[None, dict]:
    """Pressed twice, or by two people at once, is pressed once."""
    move_clock(session=desk.session, move=entry.kind, when=entry.tapped, by=desk.by)
    return None, {}


def _attend(entry: Entry, desk: Desk) -> tuple[None, dict]:
    seat = next((seat for seat in desk.room.seats if seat.ref == entry.said.get("person")), None)
    state, turned = entry.said.get("state"), "turns" in entry.said
    if seat is None or desk.session.locked or not (state in Attendance.State.values or (turned and state is None)):
        raise Refused(_("This attendance cannot be noted."))
    attendance_must_stand(desk.session, seat.id, entry.said)
    try:
        if state is None:
            forget_attendance(session=desk.session, person=Person(pk=seat.id), by=desk.by)
        else:
            at = _at(_first_said(entry, desk.session), desk.session) if state in TIMED else None
            record_attendance(session=desk.session, states={Person(pk=seat.id): state}, by=desk.by, at=at)
    except PartOfTheRecord as fault:
        words = _("%(alias)s has a part in what is on record and cannot have been absent.")
        raise Refused(words % {"alias": seat.alias}) from fault
    return None, {"state": seat.attendance}


def _first_said(entry: Entry, session: Session) -> Entry:
    """With the moment at which it was tapped, not at which it was put back."""
    said = {"said__person": entry.said["person"], "said__state": entry.said["state"]}
    earlier = session.deliveries.filter(kind="attend", **said).exclude(said__has_key="turns").order_by("-number")
    if "turns" in entry.said and (tapped := earlier.values_list("tapped_at", flat=True).first()):
        return entry._replace(tapped=tapped)
    return entry


def _arrange(entry: Entry, desk: Desk) -> tuple[None, dict]:
    order = entry.said.get("order")
    known_refs = {seat.ref for seat in desk.room.seats}
    if not isinstance(order, list) or not set(map(str, order)) <= known_refs:
        raise Refused(_("Somebody in this order of seats is not in the group."))
    seating = Seating.objects.select_for_update().filter(group=desk.session.group_id)
    before = seating.values_list("order", flat=True).first() or []
    if "stands" in entry.said:
        must_stand(dict(enumerate(before)), dict(enumerate(entry.said["stands"])))
    Seating.objects.update_or_create(group_id=desk.session.group_id, defaults={"order": order})
    record(by=desk.by, action="seats-arranged", subject=desk.session)
    return None, {"order": before}


ELSEWHERE = UUID(int=0)
TIMED = (Attendance.State.LATE, Attendance.State.LEFT_EARLY)
_WORK: dict[str, Callable[[Entry, Desk], tuple[UUID | None, dict]]] = {
    "record": _record, "change": _change, "remove": _remove, "restore": _restore, "attend": _attend,
    "arrange": _arrange, **dict.fromkeys(MOVES, _clock),
}  # fmt: skip
