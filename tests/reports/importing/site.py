"""A site of the tests' own: what is imported there is really committed, and everything in it can be looked at."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, StringIO
from uuid import UUID

import psycopg
from django.core.management import call_command

from observations.reports.importing.outcome import Outcome, Refused
from observations.reports.importing.run import import_document
from observations.reports.importing.source import Source, private_folder
from observations.reports.interchange.faults import Faults
from tests.databases import named, start

TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
CONTENT = """SELECT '{0}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "{0}" t"""
REFUSE = """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              RAISE EXCEPTION 'refused: %', NEW USING ERRCODE = 'check_violation', DETAIL = NEW::text,
                CONSTRAINT = 'nothing_at_all_is_taken_in_here'; END $$;
            CREATE {when[0]} refuse {when[1]} INSERT ON {table} {when[2]} FOR EACH ROW EXECUTE FUNCTION refuse()"""
WHEN = {
    "BEFORE": ("TRIGGER", "BEFORE", ""),
    "AT THE END": ("CONSTRAINT TRIGGER", "AFTER", "DEFERRABLE INITIALLY DEFERRED"),
}
STATES = """SELECT s.ref, s.state FROM sessions_app_session s JOIN members_group g ON g.id = s.group_id
            WHERE g.ref = %s"""


@dataclass
class Site:
    database: str

    def take(self, document: dict | bytes, **options) -> Outcome:
        with Faults.kept_in(private_folder()) as faults:
            return import_document(_source(document), faults, **{"by": None} | options)

    def faults(self, document: dict | bytes, **options) -> list[tuple[str, str, str]]:
        """What is wrong with the document: path, value, what was expected. It is refused, or the test fails."""
        with Faults.kept_in(private_folder()) as faults:
            try:
                taken = import_document(_source(document), faults, **{"by": None} | options)
            except Refused:
                return [tuple(fault) for fault in faults]
        raise AssertionError(f"It was taken in: {taken}")

    def given(self, document: dict, **options) -> dict:
        """The group as it is exported."""
        return json.loads(self.exported(document["group"]["ref"], **options))

    def exported(self, ref: str, **options) -> bytes:
        out = StringIO()
        call_command("export_group", "--", ref, stdout=out, **options)
        return out.getvalue().encode()

    def states(self, document: dict) -> dict[str, str]:
        """Of the group's sessions, by their refs."""
        return dict(self.rows(STATES, document["group"]["ref"]))

    def id_of(self, ref: str) -> UUID:
        [(group,)] = self.rows("SELECT id FROM members_group WHERE ref = %s", ref)
        return group

    @contextmanager
    def refusing(self, table: str, when: str = "BEFORE") -> Iterator[None]:
        """Inside, the database refuses every new row of the table, and quotes it as it does."""
        with psycopg.connect(named(start().superuser, self.database), autocommit=True) as connection:
            connection.execute(REFUSE.format(table=table, when=WHEN[when]))
            yield
            connection.execute("DROP FUNCTION refuse CASCADE")

    def rows(self, query: str, *values) -> list[tuple]:
        """As the superuser, past every policy."""
        with psycopg.connect(named(start().superuser, self.database)) as connection:
            return connection.execute(query, values).fetchall()

    def picture(self) -> list[tuple]:
        """Every table with the number of its rows and what they hold."""
        tables = [name for (name,) in self.rows(TABLES)]
        return self.rows(" UNION ALL ".join(map(CONTENT.format, tables)) + " ORDER BY 1")

    def content(self) -> list[tuple]:
        """The same without the trail, which notes that somebody imported or exported."""
        return [row for row in self.picture() if row[0] != "audit_entry"]


def _source(document: dict | bytes) -> Source:
    return Source(BytesIO(document if isinstance(document, bytes) else json.dumps(document).encode()))
