"""What lost messages and killed workers left: transfers that nobody works on, files that belong to none."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.reports.exchange.actions import EXPIRES, hand_on
from observations.reports.exchange.files import discard_left_lying
from observations.reports.exchange.running import nobody_works_on
from observations.reports.models import Transfer

PATIENCE = timedelta(seconds=EXPIRES)  # after which a message counts as lost
FORGOTTEN_AFTER = timedelta(days=7)


def sweep() -> None:
    """Whose transfers there are, the trail says; each is looked at as who sent it."""
    under_way = set()
    for sender in Entry.objects.filter(action="transfer-sent").order_by().values_list("by", flat=True).distinct():
        found = _swept(sender)
        under_way |= found.keys()
        for transfer in (transfer for transfer, abandoned in found.items() if abandoned):
            hand_on(transfer, sender, EXPIRES)
    discard_left_lying(under_way)


def _swept(sender: UUID) -> dict[UUID, bool]:
    """This sender's transfers under way, and whether nobody sees to them. Those long over are forgotten."""
    with acting(user_id=sender):
        Transfer.objects.over().filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
        return {transfer.id: _abandoned(transfer) for transfer in Transfer.objects.under_way()}


def _abandoned(transfer: Transfer) -> bool:
    if transfer.state == Transfer.State.WAITING:
        return transfer.at < timezone.now() - PATIENCE
    return nobody_works_on(transfer.id)
