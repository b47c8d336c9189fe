"""A visitor before a running site, whichever a package of tests has: Chromium, pages in it, the database behind.

A `conftest.py` names those that its tests use (`visit = visiting.visit`) beside a `site` of its own: fixtures of a
package belong to the one in which they are named.
"""

import re
from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import expect

from observations.reports.demo.practice import PASSWORD
from tests.browser import browser, sign_in

USUAL = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
PATIENCE = 20_000  # milliseconds; only a page that stays wrong waits so long


def queue_number(worker_id: str) -> int:
    """Apart from each other, from the other tests' and from a server that somebody looks at meanwhile."""
    return 15 if worker_id == "main" else 11 + int(re.sub(r"\D", "", worker_id)) % 3


@pytest.fixture(scope="package")
def chromium():
    """Playwright keeps an event loop in this thread, which Django would otherwise take for an async view: also in the
    tests that come after it and never look at a browser."""
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch, browser() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@pytest.fixture(scope="package")
def inside(site, django_db_setup, django_db_blocker):
    """`with inside():` is the program's own database."""

    @contextmanager
    def opened():
        usual = connection.settings_dict["NAME"]
        with django_db_blocker.unblock():
            connection.close()
            connection.settings_dict["NAME"] = site.database
            try:
                yield
            finally:  # also when what happened within failed: other tests have a database of their own
                connection.close()
                connection.settings_dict["NAME"] = usual

    return opened


@pytest.fixture
def stored(inside):
    """For looking at what the pages stored."""
    with inside():
        yield


@pytest.fixture
def visit(chromium, site):
    """`visit("ratna@demo.example")` is a page of a new browser in which she has signed in; all other words are those of
    Playwright's contexts. Without an address nobody has."""
    contexts = []

    def visited(email=None, password=PASSWORD, **words):
        context = chromium.new_context(base_url=site.url, **USUAL | words)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        return sign_in(page, site.url, email, password) if email else page

    yield visited
    for context in contexts:
        context.close()
