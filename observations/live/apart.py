"""What was kept apart: read again for those who decide, handed over, taken into the record, or set aside."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BooleanField, Count, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.kept import rows
from observations.events.models import Event
from observations.events.room import Room
from observations.live import access
from observations.live.actions import Clash, Taken, known, take_in
from observations.live.delivering import UNFIT, refusal
from observations.live.desk import Desk
from observations.live.entries import Entry, read_entry
from observations.live.kept_words import words_of
from observations.live.keys import Unreadable
from observations.live.models import Delivery, Quarantined
from observations.live.patches import Refused

State = Quarantined.State
WRITABLE = RawSQL("live_quarantined.group_id = ANY((SELECT app_writable_groups())::uuid[])", [], BooleanField())
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
        return words_of([(self.entry, self.room)])[0]


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


def lots() -> list[tuple[Quarantined, int]]:
    """Of whom several wait in one group, to be decided on together: the oldest of them, and how many."""
    theirs = Quarantined.objects.filter(Q(state=State.WAITING) | Q(state=State.HANDED_OVER) & Q(WRITABLE))
    together = theirs.order_by().values_list("group", "author").annotate(n=Count("id")).filter(n__gt=1)
    counted = {(group, author): n for group, author, n in together}
    oldest = theirs.select_related("author").order_by("group", "author", "tapped_at", "id").distinct("group", "author")
    numbered = ((kept, counted.get((kept.group_id, kept.author_id))) for kept in oldest)
    return [(kept, number) for kept, number in numbered if number]


@transaction.atomic
def hand_over(*, entries: Iterable[Quarantined], by: User, reason: str = "") -> None:
    """To those who lead, each with the same words for them."""
    for kept in entries:
        _decide(kept, by, State.HANDED_OVER, reason)


@transaction.atomic
def set_aside(*, entries: Iterable[Quarantined], by: User, reason: str) -> None:
    for kept in entries:
        _decide(kept, by, State.SET_ASIDE, reason)


def take_into_record(*, kept: Quarantined, desk: Desk) -> Taken:
    """In its author's name, under numbers of its own where its own are taken. Raises `Refused`.

    Where it came in by itself meanwhile it is not taken in a second time.
    """
    try:
        return _taken_into_record(kept, desk)
    except UNFIT as fault:
        raise refusal(fault) from fault


def take_in_together(*, entries: Iterable[Quarantined], desks: dict[UUID, Desk]) -> tuple[int, list[str]]:
    """Each on its own and on record at once, the oldest first: how many are on record, and why others are not.

    `desks`: by session.
    """
    done, reasons = 0, []
    for waits in entries:
        try:
            desk = desks[waits.session_id]
            with acting(user_id=desk.by.pk):
                take_into_record(kept=access.kept_held(waits, desk.session.group), desk=desk)
        except Refused as refused:
            reasons.append(str(refused))
        except PermissionDenied:
            reasons.append(_("Somebody else has decided on some of these meanwhile. Look at what is left."))
        else:
            done += 1
    return done, list(dict.fromkeys(reasons))


@transaction.atomic
def _taken_into_record(kept: Quarantined, desk: Desk) -> Taken:
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
    """What was said when it was handed over stays."""
    words = "\n\n".join(filter(None, [kept.reason, reason]))
    Quarantined.objects.filter(pk=kept.pk).update(state=state, decided_by=by, reason=words)
    record(by=by, action=f"entry-{state}", subject=kept, why=kept.why)
