"""From an entry that was read to its place: the record, or apart from it."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404

from groupcounsel.accounts.models import User
from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.database_session import acting
from observations.events.rules import RULES
from observations.live import access, actions
from observations.live.entries import Entry
from observations.live.models import Quarantined
from observations.live.patches import Refused

KNOWN_IDS = ("live_delivery_pkey", "events_event_pkey")


def deliver(*, entry: Entry, envelope: dict, by: User) -> actions.Taken:
    """In a transaction of its own. Raises `Refused`, and `Clash` when both entries are kept.

    `by` is the author, for the database too; whose part in the group has ended finds no desk there any more. Where
    something is in the way all of it is taken back, and looked at anew.
    """
    try:
        with acting(user_id=by.pk):
            return _worked_on(entry, envelope, by)
    except (IntegrityError, Refused) as fault:
        with acting(user_id=by.pk), suppress(actions.Clash):
            return _again(entry, fault)
    with acting(user_id=by.pk):
        actions.keep_apart(entry=entry, envelope=envelope, why=Quarantined.Why.CONFLICT, by=by)
    raise actions.Clash


def _worked_on(entry: Entry, envelope: dict, by: User) -> actions.Taken:
    try:
        desk = access.desk_to_write(entry.ticket.session, by)
    except (Http404, PermissionDenied):
        return actions.keep_apart(entry=entry, envelope=envelope, why=Quarantined.Why.ACCESS_ENDED, by=by)
    return actions.take_in(entry=entry, desk=desk)


def _again(entry: Entry, fault: IntegrityError | Refused) -> actions.Taken:
    """What came before, or a moment ago, gets the same answer; what nobody here can see is a clash."""
    if taken := actions.known(entry):
        return taken
    if isinstance(fault, Refused):
        raise fault
    if told := refusal(fault):
        raise told from fault
    if broken_rule(fault) in KNOWN_IDS:
        raise actions.Clash from fault
    raise fault


def refusal(fault: IntegrityError) -> Refused | None:
    """In the words of the rule of the record that was in the way; None where it is none of those."""
    rule = broken_rule(fault)
    return Refused(str(RULES[rule][1])) if rule in RULES else None
