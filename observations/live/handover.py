"""A file of waiting entries, brought in by whoever has it; each goes out as its author's, proved by its ticket."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from observations.live.actions import Clash
from observations.live.delivering import deliver
from observations.live.entries import Entry, read_from_file
from observations.live.keys import Unreadable
from observations.live.patches import Refused
from sessions_app.models import Session

FORMAT = "groupcounsel-waiting/1"
MOST = 5_000


class NotSuchAFile(Exception):
    """With the words that say what is wrong."""


class File(NamedTuple):
    """`saved`: what the device's clock said when it was made, in milliseconds; null in one that does not say it."""

    envelopes: list[dict]
    saved: int | None


@dataclass
class Outcome:
    """How many entries were stored, kept apart, refused or unreadable; and the reasons of the refused ones, as far as
    whoever brought the file may hear them.

    `unsure`: of those that came in, the ones whose time is as their device's clock had it.
    """

    counts: Counter = field(default_factory=Counter)
    reasons: list[str] = field(default_factory=list)
    unsure: list[Entry] = field(default_factory=list)


def file_of(text: bytes) -> File:
    """Raises `NotSuchAFile`."""
    try:
        said = json.loads(text)
        entries, saved = said["entries"], said.get("saved")
        fits = said["format"] == FORMAT and isinstance(entries, list)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NotSuchAFile(_("This is not a file of waiting entries.")) from fault
    if not fits:
        raise NotSuchAFile(_("This is not a file of waiting entries."))
    if len(entries) > MOST:
        raise NotSuchAFile(_("There are more than %(most)s entries in this file.") % {"most": MOST})
    return File(entries, saved if type(saved) is int and 0 <= saved < 2**53 else None)


def bring_in(*, file: File, by: User) -> Outcome:
    """Each on its own and on record at once: one that is refused holds up none of the others, and consoles that are
    open do not wait for the end of the file."""
    outcome = Outcome()
    for envelope in file.envelopes:
        outcome.counts[_one(envelope, file.saved, outcome, by)] += 1
    with acting(user_id=by.pk):
        record(by=by, action="entries-brought-in", **outcome.counts)
    return outcome


def _one(envelope: dict, saved: int | None, outcome: Outcome, by: User) -> str:
    try:
        entry = read_from_file(envelope, saved)
        author = User.objects.get(pk=entry.ticket.author)
        taken = deliver(entry=entry, envelope=envelope, by=author)
    except (Unreadable, User.DoesNotExist):
        return "unreadable"
    except Clash:
        return "conflict"
    except Refused as refused:
        if not _may_hear_why(entry, by):
            return "withheld"
        outcome.reasons.append(str(refused))
        return "refused"
    if not entry.sure:
        outcome.unsure.append(entry)
    return taken.kept


def _may_hear_why(entry: Entry, by: User) -> bool:
    """The words say something of the group's people: its author hears them, and whoever may read the record."""
    with acting(user_id=by.pk):
        return by.pk == entry.ticket.author or Session.objects.filter(pk=entry.ticket.session).exists()
