"""A change of the record moves the watermark in its own transaction; the message after the commit only makes it quick.

What a lost message missed, the sweep finds: the record's counter is ahead of the summary's.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from groupcounsel.lib.together import say
from members.models import Membership

ON_ITS_WAY = timedelta(seconds=2)
MARK = """
WITH held AS (SELECT membership, record > built AND coalesce(asked_at > %s, false) AS asked
              FROM members_watermark WHERE membership = ANY(%s::uuid[]) ORDER BY membership FOR UPDATE)
UPDATE members_watermark w SET record = w.record + 1, changed_at = %s,
  asked_at = CASE WHEN asked THEN w.asked_at ELSE %s END FROM held WHERE w.membership = held.membership
RETURNING w.membership, asked
"""
logger = logging.getLogger(__name__)


def mark_memberships(*, group_id: UUID, memberships: Iterable[UUID]) -> None:
    """These memberships' records have changed, and so has that of their group.

    Where a message about an earlier change must be on its way still, it speaks for this one, too: whoever renews a
    summary looks again afterwards.
    """
    now = timezone.now()
    say(MARK, [now - ON_ITS_WAY, list({*memberships, group_id}), now, now], partial(_ask, group_id))


def _ask(group_id: UUID, told: list[tuple]) -> None:
    if unasked := [membership for membership, asked in told if not asked]:
        transaction.on_commit(partial(_send, group_id, unasked))


def mark_group(*, group_id: UUID) -> None:
    """Everybody's record has changed: a session was held, moved or attended otherwise."""
    found = Membership.objects.filter(group_id=group_id).values_list("id", flat=True)
    mark_memberships(group_id=group_id, memberships=found)


def _send(group_id: UUID, memberships: list[UUID]) -> None:
    """The group's own last: its findings take longest."""
    try:
        for membership in sorted(memberships, key=lambda one: one == group_id):
            current_app.send_task("summaries.refresh", [str(group_id), str(membership)], retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will come to %d of them.", len(memberships))
