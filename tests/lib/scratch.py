"""A place to try what the builders of `row_security` make; nothing of it is kept."""

from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from tests.databases import start

APP, OWNER = urlsplit(start().app).username, urlsplit(start().owner).username
HERE, ELSEWHERE, ALICE = UUID(int=1), UUID(int=2), UUID(int=11)
PERSON = """INSERT INTO accounts_user (id, email, name, password, language, timezone, is_counselor, is_supervisor,
            is_admin, is_active, date_joined) VALUES (%s, %s, '', '', 'en', 'UTC', %s, %s, %s, %s, now())"""
GROUP = "INSERT INTO members_group (id, ref, name, kind, capacity, timezone) VALUES (%s, %s, '', 'closed', 8, 'UTC')"
LEADS = """INSERT INTO members_leadership (id, group_id, user_id, role, starts)
           VALUES (gen_random_uuid(), %s, %s, %s, current_date)"""


class Scratch:
    """A database in which everything is tried inside one transaction, as any role."""

    def __init__(self, session: psycopg.Connection):
        self.session = session

    def run(self, statement: str, *values):
        """Rows of a question, or how many rows were changed."""
        cursor = self.session.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount

    def build(self, *operations) -> None:
        for operation in operations:
            for statement in [operation.sql] if isinstance(operation.sql, str) else operation.sql:
                self.run(statement)

    def table(self, name: str, columns: str) -> None:
        self.run(f"CREATE TABLE {name} ({columns})")
        self.run(f"ALTER TABLE {name} OWNER TO {OWNER}")
        self.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {APP}")

    @contextmanager
    def role(self, role: str = APP, *, user="", group=""):
        with self.session.transaction():
            self.run(
                "SELECT set_config('app.user_id', %s, true), set_config('app.group_id', %s, true)",
                str(user),
                str(group),
            )
            self.run(f"SET LOCAL ROLE {role}")
            yield
            self.run("RESET ROLE")

    @contextmanager
    def refusal(self, kind: type[psycopg.Error]):
        """Inside, one statement that this kind of fault refuses."""
        with pytest.raises(kind) as refused, self.session.transaction():
            yield refused


def person(scratch, key, *, counselor=False, supervisor=False, admin=False, active=True):
    scratch.run(PERSON, key, f"{key}@example.org", counselor, supervisor, admin, active)
