"""A document is sent in: kept, on record, and handed to the worker once that is certain."""

import logging
from functools import partial
from uuid import UUID

from celery import current_app
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from kombu.exceptions import OperationalError

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from observations.reports.exchange.files import bytes_in, is_sealed, keep
from observations.reports.models import Transfer

TASK = "reports.import"
EXPIRES = 60  # seconds; what has waited longer is found again by a later sweep
logger = logging.getLogger(__name__)


@transaction.atomic
def send_in(*, document: UploadedFile, seats: dict[str, str], amend: bool, by: User) -> Transfer:
    """`seats`: e-mail addresses by the refs of counselors. The file of a request that fails yet, the sweep removes."""
    transfer = Transfer(by=by, amend=amend, seats=seats, size=bytes_in(document))
    keep(transfer.id, document)
    transfer.save()
    seated = User.objects.filter(email__in=seats.values()).order_by("id").values_list("id", flat=True)
    facts = {"bytes": document.size, "sealed": is_sealed(document), "amend": amend, "seats": list(map(str, seated))}
    record(by=by, action="transfer-sent", subject=transfer, **facts)
    transaction.on_commit(partial(hand_on, transfer.id, by.pk))
    return transfer


def hand_on(transfer: UUID, by: UUID, expires: int | None = None) -> None:
    try:
        current_app.send_task(TASK, [str(transfer), str(by)], retry=False, expires=expires)
    except OperationalError:
        logger.warning("The queue does not answer; the sweep will hand on transfer %s.", transfer)
