"""The demo practice as a visitor finds it: web, worker and beat on a database of their own, Chromium in front."""

import os
from types import SimpleNamespace

import pytest
from django.test import Client
from playwright.sync_api import Page

from groupcounsel.audit.trail import record
from tests import visiting
from tests.databases import copied, run_command
from tests.factories import make_cast
from tests.journeys.inspection import watched
from tests.one_of_everything import objects_of
from tests.second_factor import enrol, signed_in
from tests.stack import running

chromium, inside, stored, visit = visiting.chromium, visiting.inside, visiting.stored, visiting.visit


@pytest.fixture(scope="package")
def mail(tmp_path_factory):
    """The folder into which the program's e-mails go, one file each."""
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="package")
def site(worker_id, mail):
    with copied(f"journeys_{worker_id}_{os.getpid()}") as name:
        run_command("demo", database=name)
        with running(name, queue_number=visiting.queue_number(worker_id), EMAIL_URL=f"filemail:///{mail}") as stack:
            yield stack


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
