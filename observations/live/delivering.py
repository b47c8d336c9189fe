"""From an entry that was read to its place: the record, or apart from it."""

import logging
import traceback
from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.database_session import acting
from observations.events.rules import RULES
from observations.live import access, actions
from observations.live.entries import Entry
from observations.live.models import Quarantined
from observations.live.patches import Refused

logger = logging.getLogger(__name__)
# What comes of an entry that says what no page of ours would. Sent again it would come of it again: whoever sent it has
# to hear of it, or what waits behind it waits for ever. What passes by itself (a lock, a connection) is none of these.
UNFIT = (IntegrityError, DataError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
KNOWN_IDS = ("live_delivery_pkey", "events_event_pkey")


def deliver(*, entry: Entry, envelope: dict, by: User) -> actions.Taken:
    """In a transaction of its own. Raises `Refused`, and `Clash` when both entries are kept.

    `by` is the author, for the database too; whose part in the group has ended finds no desk there any more. Where
    something is in the way all of it is taken back, and looked at anew.
    """
    try:
        with acting(user_id=by.pk):
            return _worked_on(entry, envelope, by)
    except (*UNFIT, Refused) as fault:
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


def _again(entry: Entry, fault: Exception) -> actions.Taken:
    """What came before, or a moment ago, gets the same answer; what nobody here can see is a clash."""
    if taken := actions.known(entry):
        return taken
    if isinstance(fault, Refused):
        raise fault
    if isinstance(fault, IntegrityError) and broken_rule(fault) in KNOWN_IDS:
        raise actions.Clash from fault
    raise refusal(fault) from fault


def refusal(fault: Exception) -> Refused:
    """In the words of the rule of the record that was in the way, where it is one of those."""
    rule = broken_rule(fault) if isinstance(fault, IntegrityError) else None
    return Refused(str(RULES[rule][1])) if rule in RULES else _unfit(fault)


def _unfit(fault: Exception) -> Refused:
    """The log tells what kind of fault it was and where, never what the entry said."""
    where = traceback.extract_tb(fault.__traceback__)[-1]
    logger.error("An entry was refused for %s in %s, line %s", type(fault).__name__, where.filename, where.lineno)
    return Refused(_("The record cannot take this entry as it is. Discard it here, or enter it once more."))
