"""A burst of changes is one build: after a build the next one waits until the record comes to rest.

The first change after a pause is built at once. Whoever has waited for LONGEST is built in the middle of a burst. After
a build that took LONG or more, as a large group's, the next one waits RESTS times as long: it takes no more than its
share of a worker, however lively a session is.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from members.models import Watermark
from observations.summaries.models import Build

QUIET, LONGEST, LONG = timedelta(seconds=0.3), timedelta(seconds=10), timedelta(seconds=1)
RESTS = 3


def may_build(membership_id: UUID) -> bool:
    """False while changes still come in."""
    now, behind = timezone.now(), Watermark.objects.behind().filter(pk=membership_id)
    if not (built := Build.objects.filter(pk=membership_id).exclude(at=None).first()):
        return True
    if built.at > now - LONGEST and behind.filter(changed_at__gt=now - QUIET).exists():
        return False
    return not (_rest(built, now) and behind.exists())


def waits(membership_id: UUID) -> timedelta | None:
    """For how long, for the one message that is to come again after that; the others of a burst may go."""
    now = timezone.now()
    free = Build.objects.filter(Q(due_at=None) | Q(due_at__lte=now), pk=membership_id)
    if not (built := free.first()):
        return None
    rest = max(QUIET, _rest(built, now))
    return rest if free.update(due_at=now + rest) else None


def _rest(built: Build, now: datetime) -> timedelta:
    """What is left of it."""
    took = timedelta(seconds=built.took or 0)
    return max(timedelta(), built.at + RESTS * took - now) if built.at and took >= LONG else timedelta()
