"""An entry as it comes in: the envelope opened, its author proved, its moment corrected by the server's clock."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from groupcounsel.lib.sealing import SealBroken, seal, unseal
from observations.live.keys import Unreadable, opened
from observations.live.models import KINDS

OUR_TIME = timedelta(days=400)


class Ticket(NamedTuple):
    """Given to an author's own page for one session, and sealed into every entry made there: proof of who made it."""

    author: UUID
    session: UUID
    group: UUID


class Entry(NamedTuple):
    """`tapped` is by the server's clock where the page knew it, else by the device's, corrected when it was sent."""

    id: UUID
    ticket: Ticket
    device: UUID
    place: int
    tapped: datetime
    digest: str
    kind: str
    said: dict


def ticket_for(*, author: UUID, session: UUID, group: UUID) -> str:
    return seal(json.dumps([str(author), str(session), str(group)]))


def read_entry(envelope: dict, device_now: int) -> Entry:
    """`device_now`: milliseconds, what the sender's clock said when it was sent. Raises `Unreadable`."""
    plain = opened(envelope)
    try:
        content = json.loads(plain)
        return Entry(
            id=UUID(envelope["id"]),
            ticket=_ticket(content["ticket"], envelope),
            device=UUID(envelope["device"]),
            place=_whole(envelope["place"]),
            tapped=_moment(content, _whole(envelope["tapped"]), _whole(device_now)),
            digest=hashlib.sha256(plain).hexdigest(),
            kind=_known(content["kind"]),
            said=_changes(content["said"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, SealBroken) as fault:
        raise Unreadable from fault


def _ticket(sealed: str, envelope: dict) -> Ticket:
    ticket = _proved(sealed)
    if (ticket.author, ticket.session) != (UUID(envelope["author"]), UUID(envelope["session"])):
        raise ValueError("the ticket is another's")
    return ticket


@lru_cache(maxsize=1024)
def _proved(sealed: str) -> Ticket:
    """Kept, because all entries of a page come with the same one."""
    return Ticket(*map(UUID, json.loads(unseal(sealed))))


def _moment(content: dict, tapped: int, device_now: int) -> datetime:
    """Never later than now; a clock that is a year off and more is not believed at all."""
    now = timezone.now()
    known = content.get("server")
    by_device = now - timedelta(milliseconds=max(0, device_now - tapped))
    moment = datetime.fromtimestamp(_whole(known) / 1000, UTC) if known is not None else by_device
    return max(min(moment, now), now - OUR_TIME)


def _whole(value) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise ValueError("a whole number is expected")
    return value


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError("an unknown kind of entry")
    return kind


def _dictionary(value) -> dict:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return value


def _changes(said) -> dict:
    """What is set, added and taken is an object each, where it is there at all."""
    for name in ("set", "add", "take"):
        _dictionary(_dictionary(said).get(name, {}))
    return said
