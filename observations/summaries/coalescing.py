"""A burst of changes is one build: after a build the next one waits until the record comes to rest.

The first change after a pause is built at once. Whoever has waited for LONGEST is built in the middle of a burst.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from members.models import Watermark
from observations.summaries.models import Build

QUIET, LONGEST = timedelta(seconds=0.3), timedelta(seconds=10)


def may_build(membership_id: UUID) -> bool:
    """False while changes still come in."""
    now = timezone.now()
    built = Build.objects.filter(pk=membership_id, at__gt=now - LONGEST)
    moving = Watermark.objects.behind().filter(pk=membership_id, changed_at__gt=now - QUIET)
    return not (built.exists() and moving.exists())


def waits(membership_id: UUID) -> bool:
    """True for the one message that is to come again when QUIET is over; the others of a burst may go."""
    now = timezone.now()
    free = Build.objects.filter(Q(due_at=None) | Q(due_at__lte=now), pk=membership_id)
    return bool(free.update(due_at=now + QUIET))
