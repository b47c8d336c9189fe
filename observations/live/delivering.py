"""From an entry that was read to its place: the record, or apart from it."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
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
    before = transaction.savepoint()  # goes with the transaction; a statement to give it up would be one more
    try:
        return actions.known(entry) or actions.take_in(entry=entry, desk=desk)
    except IntegrityError as error:
        _back_to(before)
        return _again(entry, broken_rule(error), error)
    except (actions.Clash, Refused):
        _back_to(before)
        raise


def _back_to(before: str) -> None:
    transaction.set_rollback(False)
    transaction.savepoint_rollback(before)


def _again(entry: Entry, rule: str, error: IntegrityError) -> actions.Taken:
    """A twin that came in the same moment is on record by now; what nobody here can see is a clash."""
    if rule in RULES:
        raise Refused(str(RULES[rule][1])) from error
    if rule not in KNOWN_IDS:
        raise error
    if taken := actions.known(entry):
        return taken
    raise actions.Clash from error
