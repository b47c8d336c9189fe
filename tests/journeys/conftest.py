"""The demo practice as a visitor finds it: web, worker and beat on a database of their own, Chromium in front."""

import os
import re

import pytest
from django.db import connection

from observations.reports.demo.practice import PASSWORD
from tests.browser import browser, sign_in
from tests.databases import copied, run_command
from tests.stack import running


def queue_number(worker_id: str) -> int:
    """Apart from each other, from the other tests' and from a server that somebody looks at meanwhile."""
    return 15 if worker_id == "main" else 11 + int(re.sub(r"\D", "", worker_id)) % 3


@pytest.fixture(scope="package")
def mail(tmp_path_factory):
    """The folder into which the program's e-mails go, one file each."""
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="package")
def site(worker_id, mail):
    with copied(f"journeys_{worker_id}_{os.getpid()}") as name:
        run_command("demo", database=name)
        with running(name, queue_number=queue_number(worker_id), EMAIL_URL=f"filemail://{mail}") as stack:
            yield stack


@pytest.fixture(scope="package")
def chromium():
    with browser() as found:
        yield found


@pytest.fixture
def stored(site, django_db_setup, django_db_blocker, monkeypatch):
    """The program's own database, for looking at what the pages stored. Playwright keeps an event loop in this thread,
    which Django would otherwise take for an async view."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = site.database
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual


@pytest.fixture
def visit(chromium, site):
    """`visit("ratna@demo.example")` is a page of a new browser in which she has signed in; all other words are those of
    Playwright's contexts. Without an address nobody has."""
    contexts = []

    def visited(email=None, password=PASSWORD, **words):
        context = chromium.new_context(base_url=site.url, **{"viewport": {"width": 1280, "height": 800}} | words)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        return sign_in(page, site.url, email, password) if email else page

    yield visited
    for context in contexts:
        context.close()
