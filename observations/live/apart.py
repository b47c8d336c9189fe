"""What was kept apart: read again for those who decide, handed over, taken into the record, or set aside."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.kept import rows
from observations.codebook import codes
from observations.events.models import Event
from observations.events.room import Room
from observations.live.actions import Clash, Taken, known, take_in
from observations.live.desk import Desk
from observations.live.entries import Entry, read_entry
from observations.live.keys import Unreadable
from observations.live.models import Delivery, Quarantined
from observations.live.patches import Refused

State = Quarantined.State
PLACES = "SELECT id, group_name, session_number FROM live_places_of_kept(%s)"


class Placed(NamedTuple):
    """A kept entry with the name of its group and the number of its session."""

    kept: Quarantined
    group: str
    session: int


@dataclass
class Shown:
    """A kept entry in words; `room` is the session's."""

    kept: Quarantined
    room: Room
    entry: Entry | None

    @property
    def words(self) -> str:
        if self.entry is None:
            return _("It cannot be opened: the key it was sealed to is gone.")
        return _in_words(self.entry, self.room)


def entry_of(kept: Quarantined) -> Entry | None:
    """As its author sealed it. The moment of its tap was found when it came."""
    try:
        return read_entry(kept.envelope, 0)._replace(tapped=kept.tapped_at)
    except Unreadable:
        return None


def placed(entries: Iterable[Quarantined]) -> list[Placed]:
    """Each with where it belongs, whose group may be closed to whoever decides about the entry. One query."""
    shown = list(entries)
    found = {id: where for id, *where in rows(PLACES, [[kept.id for kept in shown]])}
    return [Placed(kept, *found[kept.id]) for kept in shown]


def _in_words(entry: Entry, room: Room) -> str:
    said, aliases = entry.said.get("set") or {}, room.aliases
    kind = Delivery.Kind(entry.kind).label
    if entry.kind != Delivery.Kind.RECORD:
        return ": ".join(str(word) for word in (kind, said.get("text")) if word)
    toward = said.get("toward")
    whom = _("the group") if toward == "group" else ", ".join(aliases.get(ref, ref) for ref in toward or [])
    affect = dict(codes.Affect.choices).get(said.get("affect"), "")
    words = [aliases.get(said.get("actor"), ""), whom and f"→ {whom}", affect, said.get("strength"), said.get("text")]
    return " ".join(str(word) for word in words if word)


@transaction.atomic
def hand_over(*, kept: Quarantined, by: User) -> None:
    _decide(kept, by, State.HANDED_OVER)


@transaction.atomic
def set_aside(*, kept: Quarantined, by: User, reason: str) -> None:
    _decide(kept, by, State.SET_ASIDE, reason)


@transaction.atomic
def take_into_record(*, kept: Quarantined, desk: Desk) -> Taken:
    """In its author's name, under numbers of its own where its own are taken. Raises `Refused`.

    Where it came in by itself meanwhile it is not taken in a second time.
    """
    entry = entry_of(kept)
    if entry is None:
        raise Refused(_("It cannot be opened: the key it was sealed to is gone."))
    seat = desk.room.seat_of(kept.author) or desk.seat
    _decide(kept, desk.by, State.TAKEN_IN)
    entry, before = _before(entry, kept)
    return before or take_in(entry=_free(entry), desk=Desk(desk.room, desk.by, seat))


def _before(entry: Entry, kept: Quarantined) -> tuple[Entry, Taken | None]:
    """What was answered when it came in by itself; with another number where its own is something else's."""
    if kept.why != Quarantined.Why.CONFLICT:
        with suppress(Clash):
            return entry, known(entry)
    return entry._replace(id=uuid7()), None


def _free(entry: Entry) -> Entry:
    said = entry.said
    if entry.kind == Delivery.Kind.RECORD and Event.objects.filter(pk=said.get("event")).exists():
        said = said | {"event": str(uuid7())}
    return entry._replace(said=said)


def _decide(kept: Quarantined, by: User, state: State, reason: str = "") -> None:
    Quarantined.objects.filter(pk=kept.pk).update(state=state, decided_by=by, reason=reason)
    record(by=by, action=f"entry-{state}", subject=kept, why=kept.why)
