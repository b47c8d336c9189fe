from uuid import UUID

from celery import shared_task

from groupcounsel.accounts.models import User
from observations.reports.exchange import running
from observations.reports.exchange import sweep as left_behind


@shared_task(name="reports.import")
def import_transfer(transfer_id: str, by_id: str) -> None:
    running.run_transfer(UUID(transfer_id), User.objects.get(pk=UUID(by_id)))


@shared_task(name="reports.sweep")
def sweep() -> None:
    left_behind.sweep()
