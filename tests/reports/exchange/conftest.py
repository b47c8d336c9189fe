from contextlib import contextmanager

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder for files is the test's own; what is kept of documents lies in `transfers` below it."""
    files = {"BACKEND": settings.STORAGES["default"]["BACKEND"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": files}
    return tmp_path / "files" / "transfers"


@pytest.fixture
def in_other_hands():
    """Within the block, another connection holds the lock of whoever works on the transfer."""

    @contextmanager
    def held(transfer):
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"transfer {transfer.id}"])
            yield transfer
        finally:
            other.close()

    return held
