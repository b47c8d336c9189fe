"""Databases in which things are stored for good, and several connections to one: what one transaction cannot see."""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from threading import Thread

import psycopg
from django.db import connection as own
from django.db import connections

from tests.databases import copied, named, start
from tests.factories import make_cast

WAITING = """SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE NOT granted AND datname = current_database()"""


@contextmanager
def own_database(django_db_blocker, name: str):
    """A copy of the template; Django is connected to it until the block ends. Yields its name."""
    ours = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), copied(name) as database:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = database
        yield database
        connections.close_all()
        connections["default"].settings_dict["NAME"] = ours


@contextmanager
def for_good(django_db_blocker, name: str):
    """The cast in a database of its own. Yields the cast and a function that opens a connection as the app's role."""
    with own_database(django_db_blocker, name) as database, ExitStack() as after:
        url = named(start().app, database)
        yield make_cast(), lambda: after.enter_context(psycopg.connect(url))


def is_user(connection: psycopg.Connection, user) -> None:
    """For the whole of the connection's life."""
    connection.execute("SELECT set_config('app.user_id', %s, false)", [str(user.id)])
    connection.commit()


def waiting(connection: psycopg.Connection) -> int:
    """How many in this database wait for somebody else's lock."""
    number = connection.execute(WAITING).fetchone()[0]
    connection.rollback()
    return number


def in_a_thread(does: Callable) -> tuple[Thread, list]:
    """On a connection of its own. What it comes to stands in the list once it is through."""
    answers: list = []

    def run():
        try:
            answers.append(does())
        finally:
            own.close()

    thread = Thread(target=run)
    thread.start()
    return thread, answers
