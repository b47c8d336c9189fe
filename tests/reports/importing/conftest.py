import os
from functools import partial

import pytest
from django.db import connection

from groupcounsel.celery import app
from tests.databases import copied
from tests.reports.importing.site import Site


@pytest.fixture(scope="session")
def site_database(worker_id):
    with copied(f"site_{worker_id}_{os.getpid()}") as name:
        yield name


@pytest.fixture
def site(django_db_setup, django_db_blocker, site_database, monkeypatch):
    """The same for all tests of a process: each brings groups of its own. Messages go to a queue in memory."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), app.connection_for_write("memory://") as here:
        monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=here))
        connection.close()
        connection.settings_dict["NAME"] = site_database
        yield Site(site_database)
        connection.close()
        connection.settings_dict["NAME"] = usual
