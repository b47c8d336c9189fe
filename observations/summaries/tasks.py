import logging
from uuid import UUID

from celery import Task, shared_task

from members.models import Watermark
from observations.summaries.renewal import refresh_summary

BATCH = 200  # sent by one sweep; a large import is worked off by several
EXPIRES = 60  # seconds; what has waited longer is found again by a later sweep
logger = logging.getLogger(__name__)


class NamesWhomItFailed(Task):
    """Ids only; the sweep tries again, as long as it takes."""

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        logger.error("No summary of membership %s of group %s: %s", args[1], args[0], type(exc).__name__)


@shared_task(name="summaries.refresh", base=NamesWhomItFailed)
def refresh(group_id: str, membership_id: str) -> None:
    """Until it is true: of what changed meanwhile, nobody sends a message of its own."""
    while refresh_summary(group_id=UUID(group_id), membership_id=UUID(membership_id)):
        pass


@shared_task(name="summaries.sweep")
def sweep() -> None:
    """What a lost message missed. At random, so that many that fail do not stand before the others for ever."""
    behind = Watermark.objects.behind().order_by("?").values_list("group", "membership")
    for group, membership in behind[:BATCH]:
        refresh.apply_async([str(group), str(membership)], expires=EXPIRES)
