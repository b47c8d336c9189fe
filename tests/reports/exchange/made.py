"""Documents that an admin sends in, and what comes of them."""

import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.reports.exchange.actions import send_in
from observations.reports.exchange.running import run_transfer
from observations.reports.models import Transfer, TransferFault

PAGE = reverse("reports:exchange")


def written(document: dict) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def file(content: bytes | dict, name="record.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else written(content))


def post(browser: Client, content: bytes | dict, *, name="record.json", seats="", **said):
    return browser.post(PAGE, {"document": file(content, name), "seats": seats} | said)


def sent(by, content: bytes | dict, *, seats=None, amend=False) -> Transfer:
    with acting(user_id=by.pk):
        return send_in(document=file(content), seats=seats or {}, amend=amend, by=by)


def transfers_of(user) -> list[Transfer]:
    with acting(user_id=user.pk):
        return list(Transfer.objects.all())


def faults_of(transfer: Transfer) -> list[tuple[str, str, str]]:
    with acting(user_id=transfer.by_id):
        rows = TransferFault.objects.filter(transfer=transfer)
        return list(rows.values_list("path", "value", "expected"))


def now(transfer: Transfer) -> Transfer:
    with acting(user_id=transfer.by_id):
        return Transfer.objects.get(pk=transfer.pk)


def put(transfer: Transfer, **facts) -> None:
    with acting(user_id=transfer.by_id):
        Transfer.objects.filter(pk=transfer.pk).update(**facts)


def done(by, content: bytes | dict, **said) -> Transfer:
    """Sent in and worked off, as the worker does it."""
    transfer = sent(by, content, **said)
    run_transfer(transfer.id, by)
    return now(transfer)


def page_of(transfer: Transfer) -> str:
    return reverse("reports:exchange_transfer", args=[transfer.id])


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))
