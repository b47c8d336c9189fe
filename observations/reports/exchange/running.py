"""The import of a document that was sent in, by a worker. However it ends, the transfer says so.

Whoever works on a transfer holds a lock in the database until the import's transaction is over. A worker that is
killed loses it at once, and by that the sweep knows to have it done again.
"""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from observations.reports.exchange.discretion import discreet
from observations.reports.exchange.files import discard, kept
from observations.reports.exchange.progress import Progress
from observations.reports.importing.outcome import Outcome, Refused
from observations.reports.importing.run import import_document
from observations.reports.importing.source import Source, private_folder
from observations.reports.interchange.faults import Fault, Faults
from observations.reports.models import Transfer, TransferFault

TRIES = 3
KEPT = 1000  # faults of a transfer
LONGEST = 300  # characters of a path or of what was expected: either may quote the document


def run_transfer(transfer_id: UUID, by: User) -> None:
    """Imports the document, once; may be called again, by two at the same time and after it is over."""
    try:
        with translation.override(by.language):
            if _begun(transfer_id, by):
                _to_its_end(transfer_id, by)
    finally:
        _discard_when_over(transfer_id, by)


def nobody_works_on(transfer_id: UUID) -> bool:
    """If so, nobody else can until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"transfer {transfer_id}"])
        return cursor.fetchone()[0]


def _discard_when_over(transfer_id: UUID, by: User) -> None:
    with acting(user_id=by.pk):
        transfer = Transfer.objects.filter(pk=transfer_id).first()
    if transfer is None or transfer.over:
        discard(transfer_id)


def _begun(transfer_id: UUID, by: User) -> bool:
    """Whether there is something to do: it is neither over nor in somebody else's hands."""
    with acting(user_id=by.pk):
        transfer = _free(transfer_id)
        if not transfer:
            return False
        begun = transfer.counts.get("begun", 0) + 1
        if hindrance := _hindrance(by, begun):
            _refuse(transfer, [hindrance])
            return False
        return bool(_put(transfer, state=Transfer.State.RUNNING, counts={"begun": begun}, read=0))


def _hindrance(by: User, begun: int) -> str:
    if not (by.is_active and by.is_admin):
        return _("who sent this is no admin any more")
    return _("the import was broken off %(n)s times") % {"n": TRIES} if begun > TRIES else ""


def _free(transfer_id: UUID) -> Transfer | None:
    if not nobody_works_on(transfer_id):
        return None
    transfer = Transfer.objects.filter(pk=transfer_id).first()
    return None if transfer is None or transfer.over else transfer


def _to_its_end(transfer_id: UUID, by: User) -> None:
    """A database that is away leaves it under way, for the sweep; any other failure is told and ends it."""
    try:
        with Progress(transfer_id, by) as progress, acting(user_id=by.pk):
            if transfer := _free(transfer_id):
                _import(transfer, by, progress)
    except (OperationalError, InterfaceError):
        raise
    except SoftTimeLimitExceeded:
        minutes = settings.CELERY_TASK_SOFT_TIME_LIMIT // 60
        told = _("this takes longer than %(n)s minutes; on the server, the command import_group takes any time")
        _broken_off(transfer_id, by, told % {"n": minutes})
    except FileNotFoundError:
        _broken_off(transfer_id, by, _("the file is not here any more; send it again"))
    except Exception:
        _broken_off(transfer_id, by, _("the program failed at it; its log says where"))
        raise


def _import(transfer: Transfer, by: User, progress: Progress) -> None:
    said = {"amend": transfer.amend, "seats": transfer.seats}
    with kept(transfer.id) as file, Faults.kept_in(private_folder()) as faults:
        source = Source(file)
        try:
            outcome = import_document(source, faults, by=by, tick=progress.tick, **said)
        except Refused:
            _refuse_with(transfer, discreet(source, faults), faults.count)
        else:
            _done(transfer, outcome)


def _done(transfer: Transfer, outcome: Outcome) -> None:
    _put(transfer, state=Transfer.State.DONE, group=outcome.group, counts=outcome.counts)


def _broken_off(transfer_id: UUID, by: User, told: str) -> None:
    with acting(user_id=by.pk):
        if transfer := _free(transfer_id):
            _refuse(transfer, [told])


def _refuse(transfer: Transfer, told: list[str]) -> None:
    _refuse_with(transfer, [Fault("$", "", text) for text in told], len(told))


def _refuse_with(transfer: Transfer, faults: Iterable[Fault], count: int) -> None:
    rows = (TransferFault(transfer=transfer, **_short(fault)) for fault in islice(faults, KEPT))
    TransferFault.objects.bulk_create(rows, batch_size=500)
    record(by=transfer.by, action="transfer-refused", subject=transfer, faults=count)
    _put(transfer, state=Transfer.State.REFUSED, counts={"faults": count})


def _short(fault: Fault) -> dict[str, str]:
    return {name: text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for name, text in fault._asdict().items()}


def _put(transfer: Transfer, **facts) -> int:
    return Transfer.objects.filter(pk=transfer.pk).update(**facts)
