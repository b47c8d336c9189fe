import os
from datetime import date

import django
import pytest

from tests.databases import copied, prepare_environment

prepare_environment()
django.setup()


def pytest_sessionstart(session):
    """Once, before the tests are shared out: languages and static files as `make run` has them."""
    from django.core.management import call_command

    if not hasattr(session.config, "workerinput"):
        call_command("compile_language", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, worker_id):
    """Each process has its own copy of the migrated template, and reaches it as the app's role, never as its owner."""
    from django.conf import settings
    from django.db import connections

    with django_db_blocker.unblock(), copied(f"tests_{worker_id}_{os.getpid()}") as name:
        for alias in ("default", "owner"):
            settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name
        yield
        connections.close_all()


@pytest.fixture(scope="session")
def worker_id(request):
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture
def committed(django_db_setup, django_db_blocker, worker_id):
    """Name of a database of the test's own, in which transactions really end; the app's connection leads there."""
    from django.db import connection

    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), copied(f"committed_{worker_id}_{os.getpid()}") as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        yield name
        connection.close()
        connection.settings_dict["NAME"] = usual


@pytest.fixture
def cast(db):
    """Alice leads the group, Bob co-leads, Olga observes; Charlie is nobody to it; Sari supervises Alice, Rina Charlie;
    Adi administers. Melati and Dahlia are members, session 1 is held."""
    from tests.factories import make_cast

    return make_cast()


@pytest.fixture
def at(client):
    """`at(user)` is a browser in which the user is signed in."""
    from django.test import Client

    def signed_in(user, **headers) -> Client:
        browser = Client(headers=headers)
        if user:
            browser.force_login(user)
        return browser

    return signed_in


@pytest.fixture
def today():
    return date.today()
