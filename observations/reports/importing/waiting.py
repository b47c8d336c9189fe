"""Tables that last as long as the import: rows wait in them until the whole document is known to be right.

`COPY` is refused where policies decide, so rows are copied in here and go on from here, past the policies' checks.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from observations.reports.importing.rows import EVENT, OWN, PART_COLUMNS

EVENTS = "waiting_event"
AMENDMENTS = "waiting_amendment"
PLACES = "waiting_place"
NEW, AMENDED = "NOT amends", "amends"


def waiting(table: str) -> str:
    return table.replace("events_", "waiting_")


def open_tables() -> None:
    own = f"{_list(EVENT)}, false AS amends, '' AS written"
    _run(f"CREATE TEMP TABLE {EVENTS} ON COMMIT DROP AS SELECT {own} FROM events_event LIMIT 0")
    for table, columns in PART_COLUMNS.items():
        taken = f"SELECT event_id, {_list(columns)} FROM {table} LIMIT 0"
        _run(f"CREATE TEMP TABLE {waiting(table)} ON COMMIT DROP AS {taken}")
    _run(f"CREATE TEMP TABLE {AMENDMENTS} (event_id uuid, before jsonb, after jsonb) ON COMMIT DROP")
    _run(f"CREATE TEMP TABLE {PLACES} (id uuid, place integer) ON COMMIT DROP")


def close_tables() -> None:
    _run(f"DROP TABLE {_list([EVENTS, *map(waiting, PART_COLUMNS), AMENDMENTS, PLACES])}")


def copy(table: str, rows: Iterable[tuple]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


def insert_events(own: tuple) -> None:
    """`own` are the values of the columns that the document does not know."""
    _run(INSERT, own)


@contextmanager
def amending() -> Iterator[None]:
    """Inside, signed records can be changed."""
    _run("SELECT set_config('app.amending', 'import', true)")
    yield
    _run("SELECT set_config('app.amending', '', true)")


def amend_events(codebook_id) -> None:
    """The events as the document has them, without their parts."""
    for table in PART_COLUMNS:
        _run(f"DELETE FROM {table} WHERE event_id IN (SELECT id FROM {EVENTS} WHERE {AMENDED})")
    values = _list(f"{column} = w.{column}" for column in EVENT if column != "id")
    _run(
        f"UPDATE events_event e SET {values}, codebook_id = %s FROM {EVENTS} w WHERE w.id = e.id AND w.{AMENDED}",
        [codebook_id],
    )


def insert_parts(group_id, which: str = "") -> None:
    """Of all events that wait, or of those for which the condition holds."""
    chosen = f"WHERE event_id IN (SELECT id FROM {EVENTS} WHERE {which})" if which else ""
    for table, columns in PART_COLUMNS.items():
        _run(
            f"""INSERT INTO {table} (id, group_id, event_id, {_list(columns)})
                SELECT gen_random_uuid(), %s, event_id, {_list(columns)} FROM {waiting(table)} {chosen}""",
            [group_id],
        )


def insert_amendments(group_id, by, at) -> None:
    _run(
        f"""INSERT INTO events_amendment (id, group_id, event_id, by_id, at, reason, before, after)
            SELECT gen_random_uuid(), %s, event_id, %s, %s, 'import', before, after FROM {AMENDMENTS}""",
        [group_id, by, at],
    )


def by_session() -> None:
    """From here on, `written` finds what it looks for."""
    _run(f"CREATE INDEX ON {EVENTS} (session_id, at, id)")


def written(session: UUID) -> Iterator[bytes]:
    """The session's events as they were written down, in the order of their times."""
    of = f"SELECT written FROM {EVENTS} WHERE session_id = %s ORDER BY at, id"
    with connection.cursor() as cursor, cursor.copy(f"COPY ({of}) TO STDOUT", [session]) as copying:
        yield from (text.encode() for (text,) in copying.rows())


def twice() -> list[tuple]:
    """Places and ids that stood at an earlier place already."""
    return _rows(
        f"""SELECT place, id FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY place) AS n FROM {PLACES}) p
            WHERE n > 1 ORDER BY place"""
    )


def taken(own: tuple) -> list[tuple]:
    """Places and ids of new events that somebody's records elsewhere have already; asked in vain, then taken back."""
    return _rows(
        f"""WITH free AS ({INSERT} ON CONFLICT (id) DO NOTHING RETURNING id)
            SELECT place, id FROM {PLACES} WHERE id IN (SELECT id FROM {EVENTS} WHERE {NEW} EXCEPT SELECT id FROM free)
            ORDER BY place""",
        own,
    )


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


INSERT = f"""INSERT INTO events_event ({_list(EVENT)}, {_list(OWN)})
             SELECT {_list(EVENT)}, {_list(["%s"] * len(OWN))} FROM {EVENTS} WHERE {NEW}"""


def _run(statement: str, values: Iterable = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _rows(statement: str, values: Iterable = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()
