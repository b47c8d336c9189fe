"""A file of waiting entries, brought in by whoever has it; each goes out as its author's, proved by its ticket."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from observations.live.actions import Clash
from observations.live.delivering import deliver
from observations.live.entries import read_entry
from observations.live.keys import Unreadable
from observations.live.patches import Refused

FORMAT = "groupcounsel-waiting/1"
MOST = 5_000


class NotSuchAFile(Exception):
    """With the words that say what is wrong."""


@dataclass
class Outcome:
    """How many entries were stored, kept apart, refused or unreadable; and the reasons of the refused ones."""

    counts: Counter = field(default_factory=Counter)
    reasons: list[str] = field(default_factory=list)


def envelopes_in(text: bytes) -> list[dict]:
    """Raises `NotSuchAFile`."""
    try:
        said = json.loads(text)
        entries = said["entries"]
        fits = said["format"] == FORMAT and isinstance(entries, list)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NotSuchAFile(_("This is not a file of waiting entries.")) from fault
    if not fits:
        raise NotSuchAFile(_("This is not a file of waiting entries."))
    if len(entries) > MOST:
        raise NotSuchAFile(_("There are more than %(most)s entries in this file.") % {"most": MOST})
    return entries


def bring_in(*, envelopes: list[dict], by: User) -> Outcome:
    """Each on its own: one that is refused holds up none of the others."""
    outcome = Outcome()
    for envelope in envelopes:
        outcome.counts[_one(envelope, outcome)] += 1
    record(by=by, action="entries-brought-in", **outcome.counts)
    return outcome


def _one(envelope: dict, outcome: Outcome) -> str:
    """Its device's clock is not at hand to be corrected; it is believed."""
    try:
        entry = read_entry(envelope, int(timezone.now().timestamp() * 1000))
        author = User.objects.get(pk=entry.ticket.author)
        return deliver(entry=entry, envelope=envelope, by=author).kept
    except (Unreadable, User.DoesNotExist):
        return "unreadable"
    except Clash:
        return "conflict"
    except Refused as refused:
        outcome.reasons.append(str(refused))
        return "refused"
