import os
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pytest
import redis

from groupcounsel.lib.services.valkey import program
from tests.browser import browser
from tests.databases import ROOT, copied, prepare_environment
from tests.days import day_of_the_database
from tests.stack import wait_until

HOST = "http://look.test"

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
    from tests.connections import own_database

    with own_database(django_db_blocker, f"committed_{worker_id}_{os.getpid()}") as name:
        yield name


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
    return day_of_the_database()


@pytest.fixture
def queue(monkeypatch):
    """A queue of the test's own, which it may read and flush; what this process sends goes there too."""
    from groupcounsel.celery import app

    with TemporaryDirectory() as folder:
        socket = Path(folder) / "queue.sock"
        settings = {"--port": "0", "--unixsocket": str(socket), "--dir": folder, "--save": "", "--loglevel": "warning"}
        server = subprocess.Popen([program(), *(word for pair in settings.items() for word in pair)])
        wait_until(socket.exists, seconds=60)
        with redis.Redis(unix_socket_path=str(socket)) as client:
            client.url = f"redis+socket://{socket}"
            with app.connection_for_write(client.url) as here:
                monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=here))
                yield client
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def chromium():
    """Playwright keeps an event loop in this thread, which Django would otherwise take for an async view."""
    with pytest.MonkeyPatch.context() as patch, browser() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


def answer(route, html: str, parts: dict) -> None:
    """The page itself, or a part of it for htmx; style sheets and scripts from the files that a server would send."""
    path = route.request.url.removeprefix(HOST).split("?")[0]
    if path.startswith("/static/"):
        route.fulfill(path=ROOT / "var" / "test" / path.removeprefix("/"))
    else:
        status, body = parts.get(path, (200, html))
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def show(chromium):
    """`show(html)` is that HTML in Chromium, styled. `parts` are answers of other addresses: `{"/rows/": (200, html)}`;
    all other words are those of Playwright's contexts."""
    contexts = []

    def shown(html, *, width=1280, parts=None, **words):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **words)
        contexts.append(context)
        context.route("**/*", lambda route: answer(route, html, parts or {}))
        page = context.new_page()
        page.goto(f"{HOST}/here/")
        return page

    yield shown
    for context in contexts:
        context.close()
