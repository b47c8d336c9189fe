"""Any number of groups whose events have every facet that the analysis reads, written by the database itself.

The first group is made as the tests make it, the others are copies of it under ids of their own; everybody's events
are drawn one by one. The superuser writes them without checking what they refer to: what is measured is the reading.
"""

from collections.abc import Iterable
from uuid import UUID

import psycopg
from psycopg import sql

from bench.records import make_records
from bench.simulated import NAMES, RESPONSES, TRIGGERS
from observations.analysis.records import COMPONENTS
from observations.codebook import codes
from tests.databases import named, start

SEED = 0.20260107
COPIED = ("members_group", "members_person", "members_membership", "sessions_app_session", "sessions_app_attendance")
OWN = ("id", "group_id", "person_id", "session_id")  # of a copy: made from the first one's and the copy's number


def one_of(values: Iterable[str]) -> str:
    """SQL: one of these texts, drawn anew for each row."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + floor({len(tuple(values))} * random())::int]"


PEOPLE = """
CREATE TEMP TABLE people AS
SELECT g.id AS group_id, array_agg(p.id ORDER BY p.ref) AS ids
FROM members_group g JOIN members_person p ON p.group_id = g.id AND p.kind = 'member' GROUP BY g.id
"""
EVENTS = f"""
INSERT INTO events_event (id, group_id, session_id, at, recorded_by_id, recorded_at, codebook_id, kind, actor_id,
  toward_group, affect, strength, focus, origin, trigger, behaviour_id, octant, adaptive, need, text, novel,
  feared_outcome, feared_expected, feared_happened, reflection, process_looked_at, distortion_view, distortion_held,
  distortion_revised, distortion_held_after,
  transference_figure, insight_domain, insight_process, outside_relationship, follow_up, follow_up_done_in_id)
SELECT gen_random_uuid(), s.group_id, s.id, 5400 * random(), p.ids[1], now(),
  (SELECT id FROM codebook_codebook LIMIT 1),
  {one_of(("incident", "interaction", "interaction"))}, p.ids[1 + n %% cardinality(p.ids)], false,
  {one_of(codes.Affect.values)}, 1 + floor(5 * random()), {one_of(codes.Focus.values)}, {one_of(codes.Origin.values)},
  {one_of(TRIGGERS)}, b.id, {one_of(codes.Octant.values)}, random() < 0.6, {one_of(codes.Need.values)},
  'What happened, in a sentence or two of ordinary length.', random() < 0.3, {one_of(codes.Fear.values)},
  floor(11 * random()), floor(11 * random()), {one_of(codes.Reflection.values)}, random() < 0.5, 'They despise me.',
  floor(11 * random()), {one_of(("", "Not all of them do."))}, floor(11 * random()),
  {one_of(codes.Figure.values)}, {one_of(codes.InsightDomain.values)}, {one_of(codes.InsightProcess.values)},
  {one_of(codes.Relationship.values)}, 'Come back to this.',
  CASE WHEN random() < 0.5 THEN s.id END
FROM sessions_app_session s JOIN people p USING (group_id) CROSS JOIN generate_series(1, %(a_session)s) n
CROSS JOIN LATERAL (SELECT {one_of(NAMES)} AS code WHERE n > 0) drawn JOIN codebook_behaviour b USING (code)
"""
# Everybody but the actor; `o.n` begins anywhere among them, so that two lines of an event are two people's.
OTHERS = """
FROM (SELECT id, group_id, session_id, kind, floor(7 * random())::int AS n,
        array_remove((SELECT ids FROM people p WHERE p.group_id = e.group_id), actor_id) AS others
      FROM events_event e WHERE random() < %(share)s) o
"""
LINES = (
    f"""
    INSERT INTO events_response (id, group_id, event_id, by_id, position, kind, strength, anticipated)
    SELECT gen_random_uuid(), o.group_id, o.id, others[1 + (n + i) %% 7], i, {one_of(RESPONSES)},
      1 + floor(5 * random()), random() < 0.5 {OTHERS} CROSS JOIN generate_series(1, 2) i
    """,
    f"""
    INSERT INTO events_felt (id, group_id, event_id, by_id, position, feeling, strength)
    SELECT gen_random_uuid(), o.group_id, o.id, others[1 + n], 0, {one_of(codes.Feeling.values)},
      1 + floor(5 * random()) {OTHERS}
    """,
    f"""
    INSERT INTO events_validation (id, group_id, event_id, by_id, position, stance, rating)
    SELECT gen_random_uuid(), o.group_id, o.id, others[1 + (n + i) %% 7], i, {one_of(codes.Stance.values)},
      floor(11 * random()) {OTHERS} CROSS JOIN generate_series(1, 2) i
    """,
    f"""
    INSERT INTO events_involvement (id, group_id, event_id, person_id, part)
    SELECT gen_random_uuid(), o.group_id, o.id, others[1 + n], part
    {OTHERS} CROSS JOIN unnest(ARRAY['toward', 'helped', 'recognised']) part
    """,
    f"""
    INSERT INTO events_component (id, group_id, event_id, kind, state, session_id, of_behaviour, of_avoidance)
    SELECT gen_random_uuid(), o.group_id, o.id, component, CASE WHEN seen THEN 'observed' ELSE 'not-observed' END,
      CASE WHEN seen THEN session_id END, false, false
    {OTHERS} CROSS JOIN unnest(ARRAY{list(COMPONENTS)}) component
    CROSS JOIN LATERAL (SELECT random() < 0.7 AS seen WHERE component > '') drawn WHERE o.kind = 'incident'
    """,
)


def make_full(database: str, *, lead, groups: int, sessions: int, events: int, share: float = 1) -> list[UUID]:
    """Ids of the groups. Eight members each, `events` a group; `share` of them have the facets with rows of their own,
    all have those that are columns.
    """
    first = make_records(lead=lead, sessions=sessions, events=0)
    numbers = {"a_session": events // sessions, "share": share}
    with psycopg.connect(named(start().superuser, database)) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT setseed(%s)", [SEED])
        for table in COPIED:
            cursor.execute(_copies(cursor, table), {"copies": groups - 1, "group": first.id})
        cursor.execute(PEOPLE)
        cursor.execute(EVENTS, numbers)
        for lines in LINES:
            cursor.execute(lines, numbers)
        return [id for (id,) in cursor.execute("SELECT group_id FROM people ORDER BY group_id")]


def _copies(cursor: psycopg.Cursor, table: str) -> sql.Composed:
    """The rows of the first group once more for each copy, a group's own name with the copy's number."""
    columns = [column.name for column in cursor.execute(f"SELECT * FROM {table} LIMIT 0").description]
    shapes = dict.fromkeys(OWN, "md5({0}::text || n)::uuid")
    if table == "members_group":
        shapes["ref"] = "{0} || '-' || n"
    values = [sql.SQL(shapes.get(name, "{0}")).format(sql.Identifier(name)) for name in columns]
    where = "id" if table == "members_group" else "group_id"
    text = "INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(1, %(copies)s) n WHERE {} = %(group)s"
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    of = sql.Identifier(table)
    return sql.SQL(text).format(of, names, sql.SQL(", ").join(values), of, sql.Identifier(where))
