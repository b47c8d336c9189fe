"""Breaking the database's rules past every form: a row is copied with something in it changed, in plain SQL."""

import json

from django.db import IntegrityError, connection
from django.db.transaction import atomic

from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.identifiers import uuid7

COPY = "INSERT INTO {0} SELECT (jsonb_populate_record(t, %s::jsonb)).* FROM {0} t WHERE id = %s"
CHANGE = "UPDATE {} SET {} WHERE id = %s"
# Rules that people have named, of the tables whose names begin so: checks and unique indexes, then rules of triggers.
NAMED = r"""
SELECT c.conname FROM pg_constraint c WHERE c.conrelid::regclass::text ~ %(tables)s AND c.contype IN ('c', 'u', 'x')
   AND c.conname !~ '^(members|sessions_app|accounts)_'
UNION SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid::regclass::text ~ %(tables)s AND indisunique
   AND indexrelid::regclass::text !~ '^(members|sessions_app|accounts)_'
UNION SELECT (regexp_matches(p.prosrc, 'CONSTRAINT = ''(\w+)'''))[1]
  FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid WHERE t.tgrelid::regclass::text ~ %(tables)s
"""


def named_rules(tables: str) -> set[str]:
    """Of the tables whose name fits the pattern."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"tables": tables})
        return {name for (name,) in cursor.fetchall()}


def refusal(statement: str, *params) -> str:
    """The name of the rule by which the database refuses the statement; empty when it does not."""
    try:
        with atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            assert cursor.rowcount, "nothing was written: the statement met no row"
            connection.check_constraints()
    except IntegrityError as refused:
        return broken_rule(refused)
    return ""


def copied(row, **changes) -> str:
    """The refusal of a copy of the row under an id of its own, with these columns otherwise."""
    wanted = json.dumps({"id": str(uuid7())} | changes, default=str)
    return refusal(COPY.format(row._meta.db_table), wanted, row.pk)


def changed(row, **changes) -> str:
    """The refusal of a change of the row itself."""
    columns = ", ".join(f'"{name}" = %s' for name in changes)
    return refusal(CHANGE.format(row._meta.db_table, columns), *changes.values(), row.pk)
