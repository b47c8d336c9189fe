"""Several connections to a database in which the cast is stored for good: what one transaction cannot see."""

from contextlib import ExitStack, contextmanager

import psycopg
from django.db import connections

from tests.databases import copied, named, start
from tests.factories import make_cast


@contextmanager
def for_good(django_db_blocker, name: str):
    """The cast in a database of its own; Django is connected to it until the block ends. Yields the cast and a function
    that opens a connection as the app's role has it."""
    ours = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock(), copied(name) as database, ExitStack() as after:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = database
        url = named(start().app, database)
        yield make_cast(), lambda: after.enter_context(psycopg.connect(url))
        connections.close_all()
        connections["default"].settings_dict["NAME"] = ours


def is_user(connection: psycopg.Connection, user) -> None:
    """For the whole of the connection's life."""
    connection.execute("SELECT set_config('app.user_id', %s, false)", [str(user.id)])
    connection.commit()
