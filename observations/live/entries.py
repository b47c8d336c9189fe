"""An entry as it comes in: the envelope opened, its author proved, its moment corrected by the server's clock."""

import hashlib
import json
from collections.abc import Callable
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
    """`tapped` is by the server's clock where the page knew it, else by the device's, corrected when it was sent.

    `sure` is not what came in a file and was tapped where the server had not been heard.
    """

    id: UUID
    ticket: Ticket
    device: UUID
    place: int
    tapped: datetime
    digest: str
    kind: str
    said: dict
    sure: bool = True


def ticket_for(*, author: UUID, session: UUID, group: UUID) -> str:
    return seal(json.dumps([str(author), str(session), str(group)]))


def read_entry(envelope: dict, device_now: int) -> Entry:
    """`device_now`: milliseconds, what the sender's clock said when it was sent. Raises `Unreadable`."""
    return _read(envelope, lambda content, tapped: _when_sent(tapped, _whole(device_now)))


def read_from_file(envelope: dict, saved: int | None) -> Entry:
    """`saved`: what the device's clock said when the file was made, where the file says it. Raises `Unreadable`."""
    return _read(envelope, lambda content, tapped: _by_its_clock(content.get("off", 0), tapped, saved), in_file=True)


def _read(envelope: dict, by_device: Callable[[dict, int], datetime], *, in_file: bool = False) -> Entry:
    plain = opened(envelope)
    try:
        content = json.loads(plain)
        return Entry(
            id=UUID(envelope["id"]),
            ticket=_ticket(content["ticket"], envelope),
            device=UUID(envelope["device"]),
            place=_whole(envelope["place"]),
            tapped=_moment_of(content, by_device(content, _whole(envelope["tapped"]))),
            digest=hashlib.sha256(plain).hexdigest(),
            kind=_known(content["kind"]),
            said=_changes(content["said"]),
            sure=not in_file or content.get("server") is not None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, SealBroken) as fault:
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


def _moment_of(content: dict, by_device: datetime) -> datetime:
    """By the server's clock where the page had heard it. Never later than now; what is a year ago and more is not
    believed at all."""
    known, now = content.get("server"), timezone.now()
    moment = by_device if known is None else _moment(_whole(known))
    return max(min(moment, now), now - OUR_TIME)


def _when_sent(tapped: int, device_now: int) -> datetime:
    """As long ago as it was by the device's clock when it sent."""
    return timezone.now() - timedelta(milliseconds=max(0, device_now - tapped))


def _by_its_clock(off: int, tapped: int, saved: int | None) -> datetime:
    """By how much that clock was wrong when it last heard the server; at the latest as long ago as it was when the file
    was made, which shows a clock that is ahead."""
    moment = _moment(tapped + off)
    return moment if saved is None else min(moment, _when_sent(tapped, saved))


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


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
