"""The demo practice as a visitor finds it: web, worker and beat on a database of their own, Chromium in front."""

import os
import re
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, expect

from groupcounsel.audit.trail import record
from observations.reports.demo.practice import PASSWORD
from tests.browser import browser, sign_in
from tests.databases import copied, run_command
from tests.every_url import objects_of
from tests.factories import make_cast
from tests.journeys.inspection import watched
from tests.second_factor import enrol, signed_in
from tests.stack import running

USUAL = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
PATIENCE = 20_000  # milliseconds; only a page that stays wrong waits so long


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
        with running(name, queue_number=queue_number(worker_id), EMAIL_URL=f"filemail:///{mail}") as stack:
            yield stack


@pytest.fixture(scope="package")
def chromium():
    expect.set_options(timeout=PATIENCE)
    with browser() as found:
        yield found


@pytest.fixture(scope="package")
def inside(site, django_db_setup, django_db_blocker):
    """`with inside():` is the program's own database. Playwright keeps an event loop in this thread, which Django would
    otherwise take for an async view."""

    @contextmanager
    def opened():
        usual = connection.settings_dict["NAME"]
        with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
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


@pytest.fixture(scope="package")
def scene(inside) -> SimpleNamespace:
    """One of everything that an address can name, beside the demo practice."""
    with inside():
        cast = make_cast()
        enrol(cast.alice)
        record(by=cast.alice, action="session-signed", subject=cast.session, digest="f0" * 32)
        return objects_of(cast)


@pytest.fixture
def browser_of(scene, inside, site, visit):
    """`browser_of("alice")`: a page in which she is signed in, without the way through the sign-in page."""

    def opened(who: str) -> Page:
        page, found = watched(visit()), scene if hasattr(scene, who) else scene.cast
        user = getattr(found, who.split(",")[0], None)
        if user:
            with inside():
                client = signed_in(user) if "just now" in who else Client()
                client.force_login(user) if "just now" not in who else None
            cookie = {"name": "session", "value": client.cookies["session"].value, "url": site.url}
            page.context.add_cookies([cookie])
        return page

    return opened
