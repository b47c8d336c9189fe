import logging
from uuid import UUID

from celery import Task, shared_task
from django.db import Error

from observations.summaries.coalescing import may_build, waits
from observations.summaries.findings_renewal import refresh_findings
from observations.summaries.rebuilding import note_failure, to_build
from observations.summaries.renewal import refresh_summary

BATCH = 200  # sent by one sweep; a large import is worked off by several
EXPIRES = 60  # seconds; what has waited longer is found again by a later sweep
logger = logging.getLogger(__name__)


class NamesWhomItFailed(Task):
    """Ids only; the sweep tries again, as long as it takes."""

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        group, membership = args
        what = "findings" if membership == group else f"summary of membership {membership}"
        logger.error("No %s of group %s: %s", what, group, type(exc).__name__)
        try:
            note_failure(UUID(group), UUID(membership), type(exc).__name__)
        except (ValueError, Error):
            logger.warning("That could not be noted for the practice's page.")


@shared_task(name="summaries.refresh", base=NamesWhomItFailed)
def refresh(group_id: str, membership_id: str) -> None:
    """Until it is true: of what changed meanwhile, nobody sends a message of its own.

    The group's id twice asks for the findings of the group and of its sessions.
    """
    group, membership = UUID(group_id), UUID(membership_id)
    while may_build(membership):
        if not _refreshed(group, membership):
            return
    if pause := waits(membership):
        refresh.apply_async([group_id, membership_id], countdown=pause.total_seconds())


def _refreshed(group: UUID, membership: UUID) -> bool:
    if membership == group:
        return refresh_findings(group_id=group)
    return refresh_summary(group_id=group, membership_id=membership)


@shared_task(name="summaries.sweep")
def sweep() -> None:
    """What a lost message missed, and what a rebuild still has before it."""
    for group, membership in to_build(BATCH):
        refresh.apply_async([str(group), str(membership)], expires=EXPIRES)
