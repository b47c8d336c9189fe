"""A site of the tests' own: what is imported there is really committed, and everything in it can be looked at."""

import json
from dataclasses import dataclass
from io import BytesIO, StringIO

import psycopg
from django.core.management import call_command

from observations.reports.importing.outcome import Outcome, Refused
from observations.reports.importing.run import import_document
from observations.reports.importing.source import Source, private_folder
from observations.reports.interchange.faults import Faults
from tests.databases import named, start

TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
CONTENT = "SELECT '{0}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {0} t"


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
        call_command("export_group", ref, stdout=out, **options)
        return out.getvalue().encode()

    def rows(self, query: str, *values) -> list[tuple]:
        """As the superuser, past every policy."""
        with psycopg.connect(named(start().superuser, self.database)) as connection:
            return connection.execute(query, values).fetchall()

    def picture(self) -> list[tuple]:
        """Every table with the number of its rows and what they hold."""
        tables = [name for (name,) in self.rows(TABLES)]
        return self.rows(" UNION ALL ".join(CONTENT.format(f'"{name}"') for name in tables))


def _source(document: dict | bytes) -> Source:
    return Source(BytesIO(document if isinstance(document, bytes) else json.dumps(document).encode()))
