"""The log says what failed and where, and nothing of what people wrote."""

import logging
from io import StringIO

import pytest
from celery import current_app
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.logs import WithoutWords
from groupcounsel.urls import urlpatterns as site
from members.models import Group, Person

SAID = "Melati wept about her mother"
FAILING = "DO $$ BEGIN RAISE EXCEPTION 'not this: " + SAID + "'; END $$"


def in_words(request):
    raise ValueError(f"cannot read {request.POST['text']}")


def chained(request):
    try:
        in_words(request)
    except ValueError as fault:
        raise RuntimeError(request.POST["text"]) from fault


def together(request):
    raise ExceptionGroup(request.POST["text"], [ValueError(request.POST["text"])])


def with_a_note(request):
    fault = KeyError(request.POST["text"])
    fault.add_note(request.POST["text"])
    raise fault


def in_the_database(request):
    connection.cursor().execute("SELECT %s::uuid", [request.POST["text"]])


def raised_by_a_rule(request):
    connection.cursor().execute(FAILING)


def twice_the_same(request):
    group = Group.objects.first()
    with acting(group_id=group.id):
        Person.objects.create(group=group, ref="x", alias=request.POST["text"])
        Person.objects.create(group=group, ref="y", alias=request.POST["text"])
    return HttpResponse("fine")


@pytest.fixture
def log():
    """What the log's own handler has written so far."""
    [handler] = [handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, WithoutWords)]
    written = StringIO()
    before = handler.setStream(written)
    yield written.getvalue
    handler.setStream(before)


VIEWS = {
    in_words: "ValueError",
    chained: "RuntimeError",
    together: "ExceptionGroup ValueError",
    with_a_note: "KeyError",
    in_the_database: "22P02",
    raised_by_a_rule: "P0001",
    twice_the_same: "an_alias_names_one_person_of_a_group",
}
urlpatterns = [*site, *(path(f"x/{view.__name__}/", view) for view in VIEWS)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_page_that_fails_logs_the_kind_of_fault_and_its_place_and_not_what_was_sent(cast, at, log, view):
    browser = at(cast.adi)
    browser.raise_request_exception = False
    assert browser.post(f"/x/{view.__name__}/?q=Melati", {"text": SAID}).status_code == 500
    assert VIEWS[view] in log() and "tests/test_logs.py" in log() and f"in {view.__name__}" in log()
    assert "Melati" not in log() and "wept" not in log()


@current_app.task(name="tests.fails", shared=False)
def fails(words):
    raise ValueError(words)


def test_a_task_that_fails_is_logged_like_a_page(log):
    fails.apply([SAID])
    assert "tests.fails" in log() and "ValueError" in log() and "in fails" in log() and "Melati" not in log()
