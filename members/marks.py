"""A change of the record moves the watermark in its own transaction; the message after the commit only makes it quick.

What a lost message missed, the sweep finds: the record's counter is ahead of the summary's.
"""

import logging
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from members.models import Membership, Watermark

logger = logging.getLogger(__name__)


def mark_memberships(*, group_id: UUID, memberships: Iterable[UUID]) -> None:
    """These memberships' records have changed."""
    wanted = sorted(set(memberships))
    Watermark.objects.filter(membership__in=wanted).update(record=F("record") + 1, changed_at=timezone.now())
    transaction.on_commit(partial(_send, group_id, wanted))


def mark_group(*, group_id: UUID) -> None:
    """Everybody's record has changed: a session was held, moved or attended otherwise."""
    found = Membership.objects.filter(group_id=group_id).values_list("id", flat=True)
    mark_memberships(group_id=group_id, memberships=found)


def _send(group_id: UUID, memberships: list[UUID]) -> None:
    try:
        for membership in memberships:
            current_app.send_task("summaries.refresh", [str(group_id), str(membership)], retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will renew %d summaries.", len(memberships))
