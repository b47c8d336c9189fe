"""From an entry that was read to its place: the record, or apart from it."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from groupcounsel.accounts.models import User
from groupcounsel.lib.constraints import broken_rule
from observations.events.rules import RULES
from observations.live import access, actions
from observations.live.entries import Entry
from observations.live.models import Quarantined
from observations.live.patches import Refused

KNOWN_IDS = ("live_delivery_pkey", "events_event_pkey")


def deliver(*, entry: Entry, envelope: dict, by: User) -> actions.Taken:
    """Raises `Refused` and `Clash`. `by` is the author, for the database too.

    Whose part in the group has ended finds no desk there any more.
    """
    try:
        desk = access.desk_to_write(entry.ticket.session, by)
    except (Http404, PermissionDenied):
        return actions.keep_apart(entry=entry, envelope=envelope, why=Quarantined.Why.ACCESS_ENDED, by=by)
    before = transaction.savepoint()  # goes with the transaction; to give it up would be one statement more
    asked = len(connection.run_on_commit)
    try:
        return actions.take_in(entry=entry, desk=desk)
    except (IntegrityError, Refused) as fault:
        _back_to(before, asked)
        return _again(entry, fault)


def _back_to(before: str, asked: int) -> None:
    """And what was to follow the commit does not: of a savepoint made by hand Django keeps it."""
    transaction.set_rollback(False)
    transaction.savepoint_rollback(before)
    del connection.run_on_commit[asked:]


def _again(entry: Entry, fault: IntegrityError | Refused) -> actions.Taken:
    """What came before, or a moment ago, gets the same answer; what nobody here can see is a clash."""
    if taken := actions.known(entry):
        return taken
    rule = "" if isinstance(fault, Refused) else broken_rule(fault)
    if rule in RULES:
        raise Refused(str(RULES[rule][1])) from fault
    if rule in KNOWN_IDS:
        raise actions.Clash from fault
    raise fault
