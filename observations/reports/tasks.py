from uuid import UUID

from celery import shared_task

from groupcounsel.accounts.models import User
from observations.reports import exchange_running, exchange_sweep


@shared_task(name="reports.import")
def import_transfer(transfer_id: str, by_id: str) -> None:
    exchange_running.run_transfer(UUID(transfer_id), User.objects.get(pk=UUID(by_id)))


@shared_task(name="reports.sweep")
def sweep() -> None:
    exchange_sweep.sweep()
