"""A connection goes from one person to the next, also when a request, a task or the connection itself fails."""

import sys
from functools import partial
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.http import Http404, HttpResponse
from django.urls import path, reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.questions import question
from groupcounsel.urls import urlpatterns as site
from members.marks import mark_memberships
from members.models import Group, Person
from observations.summaries.models import Summary
from observations.summaries.tasks import refresh
from tests.connections import in_a_thread
from tests.databases import named, start
from tests.factories import make_cast, make_event
from tests.test_access_in_the_database import clinical_tables, rows

LEFT = """SELECT pg_backend_pid(), coalesce(current_setting('app.user_id', true), ''),
                 coalesce(current_setting('app.group_id', true), '')"""
PREPARED = """SELECT generic_plans + custom_plans FROM pg_prepared_statements
              WHERE statement = 'SELECT count(*) FROM members_person'"""


def left() -> tuple:
    """Which connection this is, and for whom it still stands."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT)
        return cursor.fetchone()


def works(request):
    return HttpResponse(Person.objects.count())


def refuses(request):
    raise Http404


def fails(request):
    raise ZeroDivisionError


def fails_inside(request):
    with acting(group_id=Person.objects.first().group_id):
        raise ZeroDivisionError


def asks_nonsense(request):
    connection.cursor().execute("SELECT 1 / 0")


def goes_on_after_nonsense(request):
    try:
        asks_nonsense(request)
    except Exception:
        return HttpResponse("as if nothing were")


def loses_its_connection(request):
    with psycopg.connect(named(start().superuser, "postgres"), autocommit=True) as superuser:
        superuser.execute("SELECT pg_terminate_backend(%s)", [left()[0]])
    Person.objects.count()


VIEWS = [works, refuses, fails, fails_inside, asks_nonsense, goes_on_after_nonsense]
urlpatterns = [*site, *(path(f"x/{view.__name__}/", view) for view in [*VIEWS, loses_its_connection])]


@pytest.fixture
def stored(committed):
    """The cast, stored for good."""
    return make_cast()


def browser(at, person):
    browser = at(person)
    browser.raise_request_exception = False
    return browser


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_however_a_request_ends_its_connection_stands_for_nobody(stored, at, view):
    alice, charlie = browser(at, stored.alice), browser(at, stored.charlie)
    number, *_ = left()
    alice.get(f"/x/{view.__name__}/")
    assert left() == (number, "", "")
    assert {table for table in clinical_tables() if rows(table)} == set()
    assert charlie.get("/x/works/").content == b"1" and alice.get("/x/works/").content == b"5"
    assert left() == (number, "", "")


@pytest.mark.urls(__name__)
def test_a_connection_that_breaks_is_replaced_by_one_that_stands_for_nobody(stored, at):
    alice, charlie = browser(at, stored.alice), browser(at, stored.charlie)
    number, *_ = left()
    assert alice.get("/x/loses_its_connection/").status_code == 500
    connection.close()
    assert left()[0] != number and left()[1:] == ("", "")
    assert charlie.get("/x/works/").content == b"1"


ALWAYS_FAILS = """CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
                  CREATE TRIGGER broken BEFORE INSERT ON summaries_summary FOR EACH ROW EXECUTE FUNCTION broken()"""


@pytest.fixture
def noted(stored):
    """Something about Melati that her summary does not say yet."""
    make_event(session=stored.session, actor=stored.melati.person, recorded_by=stored.seat)
    with acting(group_id=stored.group.id):
        mark_memberships(group_id=stored.group.id, memberships=[stored.melati.id])
    return stored


def summaries(cast) -> int:
    with acting(group_id=cast.group.id):
        return Summary.objects.count()


def test_a_task_leaves_nothing_behind_when_the_database_refuses_it_and_when_it_is_done(noted, committed):
    number, *_ = left()
    with psycopg.connect(named(start().owner, committed), autocommit=True) as owner:
        owner.execute(ALWAYS_FAILS)
        assert refresh.apply([str(noted.group.id), str(noted.melati.id)]).failed()
        assert left() == (number, "", "") and rows("members_person") == 0
        owner.execute("DROP TRIGGER broken ON summaries_summary")
    assert refresh.apply([str(noted.group.id), str(noted.melati.id)]).successful()
    assert left() == (number, "", "") and rows("members_person") == 0
    assert summaries(noted) == 1


def test_a_statement_prepared_for_one_person_gives_the_next_their_own_rows(stored):
    """As behind a pool that hands connections on with the statements that were prepared on them."""
    url = named(start().app, connection.settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True, prepare_threshold=0) as shared:
        for person, people in [(stored.alice, 5), (stored.charlie, 1), (None, 0)] * 8:
            with shared.transaction():
                shared.execute("SELECT set_config('app.user_id', %s, true)", [str(person.id) if person else ""])
                assert shared.execute("SELECT count(*) FROM members_person").fetchone() == (people,)
        assert shared.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE generic_plans + custom_plans > 20"
        ).fetchone()[0]


@pytest.fixture
def restless():
    """The interpreter goes from thread to thread as often as it can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def in_the_same_moment(does, *whose) -> list:
    """Each in threads of one process, as the web server has them, and each twice."""
    begun = [in_a_thread(partial(does, *one)) for one in whose * 2]
    for thread, _told in begun:
        thread.join()
    return [told for _thread, [told] in begun]


def visits(at, person, *groups) -> set[tuple]:
    """What the list of groups names and how the page of each group answers, time after time."""
    browser, found = at(person), set()
    for _time in range(15):
        listed = browser.get(reverse("members:group_list")).content.decode()
        pages = [browser.get(reverse("members:group_detail", args=[group.id])).status_code for group in groups]
        found.add((*(group.name in listed for group in groups), *pages))
    return found


def test_who_is_served_in_the_same_moment_sees_what_is_theirs(stored, at, restless):
    groups, people = (stored.group, stored.other_group), (stored.alice, stored.charlie, stored.adi)
    found = in_the_same_moment(visits, *((at, person, *groups) for person in people))
    assert found == [{(True, False, 200, 404)}, {(False, True, 404, 200)}, {(False, False, 404, 404)}] * 2


@question
def groups_called(pk: UUID):
    return Group.objects.filter(pk=pk)


def asks(group, person) -> set[tuple]:
    found = set()
    for _time in range(150):
        with acting(user_id=person.id):
            found.add(tuple(one.name for one in groups_called(group.id)))
    return found


def test_a_question_that_several_ask_in_the_same_moment_answers_each_with_their_own(stored, restless):
    whose = [(stored.group, stored.alice), (stored.other_group, stored.charlie), (stored.group, stored.charlie)]
    assert in_the_same_moment(asks, *whose) == [{(stored.group.name,)}, {(stored.other_group.name,)}, {()}] * 2
