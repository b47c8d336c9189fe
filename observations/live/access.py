"""The front door to the console: those who write in the group and have a seat in it."""

from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from groupcounsel.lib.database_session import acting
from members.access import first_or_404, must_write
from members.models import Group
from observations.events.access import event_to_write, own_seat, room_to_read, room_to_write
from observations.events.models import Event
from observations.events.room import Room
from observations.live.desk import Desk
from observations.live.models import Delivery, Quarantined, View
from sessions_app.models import Session


class Decided(Exception):
    """Somebody else was quicker: what was to be decided on is not there any more. `room` is where it was."""

    def __init__(self, room: Room):
        super().__init__()
        self.room = room


class Lot(NamedTuple):
    """What waits of one author's in one group, the oldest first, and the rooms of its sessions, for the names in it."""

    entries: list[Quarantined]
    rooms: dict[UUID, Room]
    group: Group

    @property
    def reasons(self) -> list[str]:
        """What was said about them when they were handed over; the same words once."""
        return list(dict.fromkeys(kept.reason for kept in self.entries if kept.reason))


UNDECIDED = (Quarantined.State.WAITING, Quarantined.State.HANDED_OVER)
MOST = 200  # entries that are decided on together


def desk_to_write(session_id: UUID, user) -> Desk:
    """404 for who does not know the group, 403 for who only reads."""
    room = room_to_write(session_id)
    return Desk(room, user, own_seat(room, user))


def pair_to_write(one_id: UUID, other_id: UUID) -> tuple[Event, Event, Room]:
    """Two events of one session, held until what becomes of them is stored. Raises `Decided`."""
    both = {one_id, other_id}
    room = room_to_write(_session_of(both))
    must_be_open(room)
    here = {"session": room.session.id}
    held = {event.id: event for event in _held(Event.objects.select_related("session").filter(pk__in=both, **here))}
    for gone in both - held.keys():
        first_or_404(Delivery.objects.filter(kind=Delivery.Kind.REMOVE, event=gone, **here)[:1])
        raise Decided(room)
    _must_stay_open(room)
    if len(both) < 2:
        raise Http404  # nothing is a pair with itself
    return held[one_id], held[other_id], room


def _session_of(events: set[UUID]) -> UUID:
    """Of which of them is on record, else of which was: 404 where none of them can be seen."""
    there, before = Event.objects.filter(pk__in=events), Delivery.objects.filter(event__in=events)
    session = there.values_list("session", flat=True).first() or before.values_list("session", flat=True).first()
    return first_or_404([session] if session else [])


def view_to_part(event_id: UUID, view_id: UUID) -> tuple[View, Room]:
    """How somebody else recorded an event that can still be changed, with the event, held. Raises `Decided`."""
    event, room = event_to_write(event_id)
    must_be_open(room)
    list(_held(Event.objects.filter(pk=event_id)))
    _must_stay_open(room)
    view = View.objects.select_related("event__session").filter(pk=view_id, event=event_id).first()
    if view is None:
        raise Decided(room)
    if view.of_the_one_that_stayed:
        raise Http404
    return view, room


def _held(events: QuerySet[Event]) -> QuerySet[Event]:
    """In one order, so that two people who take the same ones never wait for each other."""
    return events.select_for_update(of=("self",)).order_by("id")


def must_be_open(room: Room) -> None:
    """403 once the record is signed."""
    if room.session.locked:
        raise PermissionDenied


def _must_stay_open(room: Room) -> None:
    """Until what was decided is stored: a signature waits for it, or came first. Events are held before the session."""
    if Session.objects.select_for_update(of=("self",)).get(pk=room.session.pk).locked:
        raise PermissionDenied(_("This record has been signed meanwhile. Nothing was changed."))


def kept_to_read(kept_id: UUID) -> tuple[Quarantined, Room]:
    """An entry kept apart: supervisors see it at once, those who lead when it was handed over to them.

    Whoever supervises its author sees it also when the group itself is closed to them. The room is then read for the
    names in this one entry.
    """
    kept = get_object_or_404(Quarantined.objects.select_related("author"), pk=kept_id)
    return kept, _room_of(kept)


def _room_of(kept: Quarantined) -> Room:
    try:
        return room_to_read(kept.session_id)
    except Http404:
        with acting(group_id=kept.group_id):
            room = room_to_read(kept.session_id)
        room.session.group.may_write = False
        room.session.group.closed = True
        return room


def lot_to_decide(group_id: UUID, author_id: UUID, *, held: bool = False) -> Lot:
    """404 where nothing waits that this person could decide on."""
    waits = Quarantined.objects.filter(group=group_id, author=author_id, state__in=UNDECIDED).select_related("author")
    entries = (waits.select_for_update(of=("self",)) if held else waits)[:MOST]
    rooms: dict[UUID, Room] = {}
    for kept in entries:
        rooms[kept.session_id] = rooms.get(kept.session_id) or _room_of(kept)
    group = first_or_404(list(rooms.values())).session.group
    mine = [kept for kept in entries if kept_is_open(kept, group)]
    first_or_404(mine)
    return Lot(mine, rooms, group)


def kept_is_open(kept: Quarantined, group: Group) -> bool:
    """Of those who see it, the ones who lead decide also on what was handed over to them."""
    return kept.state in (UNDECIDED if group.may_write else UNDECIDED[:1])


def kept_to_set_aside(kept_id: UUID) -> tuple[Quarantined, Room]:
    """By whoever it is for, as long as nobody has decided; held until it is."""
    kept, room = kept_to_read(kept_id)
    return kept_held(kept, room.session.group), room


def kept_to_hand_over(kept_id: UUID) -> Quarantined:
    """By a supervisor; held until it is."""
    kept, room = kept_to_read(kept_id)
    kept_must_be_others(room.session.group)
    return kept_held(kept, room.session.group)


def kept_must_be_others(group: Group) -> None:
    """403 for those who lead: nobody hands anything over to themselves."""
    if group.may_write:
        raise PermissionDenied


def kept_to_take_in(kept_id: UUID, user) -> tuple[Quarantined, Desk]:
    """By those who lead: handed over to them, or waiting where nobody supervises."""
    kept, room = kept_to_read(kept_id)
    must_write(room.session.group)
    return kept_held(kept, room.session.group), Desk(room, user, own_seat(room, user))


def kept_held(kept: Quarantined, group: Group) -> Quarantined:
    """As it stands now, and until the transaction ends: what two people decide at the same moment is decided once."""
    held = Quarantined.objects.select_for_update(of=("self",)).select_related("author").filter(pk=kept.pk).first()
    if held is None or not kept_is_open(held, group):
        raise PermissionDenied
    return held
