"""Groups of any size, written by the database itself: the pages' cost is measured on them, not the writing."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from groupcounsel.lib.database_session import acting
from members.models import Group
from sessions_app.models import Attendance, Session
from tests.factories import make_group, make_member

EVENTS = """
INSERT INTO events_event (id, group_id, session_id, at, recorded_by_id, recorded_at, codebook_id, kind, actor_id,
  toward_group, affect, strength, focus, text, feared_outcome, feared_expected, feared_happened, reflection,
  process_looked_at,
  distortion_view, distortion_revised, follow_up)
SELECT gen_random_uuid(), %(group)s, s.id, (n %% 5000) + random(), m.id, now(),
  (SELECT id FROM codebook_codebook LIMIT 1), CASE WHEN n %% 3 = 0 THEN 'incident' ELSE 'interaction' END, m.id, true,
  (ARRAY['negative', 'positive'])[1 + n %% 2], 1 + n %% 5, (ARRAY['here-and-now', 'past', 'outside'])[1 + n %% 3],
  'What happened, in a sentence or two of ordinary length.', 'ridicule', 8, n %% 4, 'described', n %% 2 = 0, '', '', ''
FROM generate_series(1, %(events)s) n
JOIN LATERAL (SELECT id FROM unnest(%(sessions)s::uuid[]) WITH ORDINALITY AS x (id, i)
              WHERE i = 1 + n %% cardinality(%(sessions)s::uuid[])) s ON true
JOIN LATERAL (SELECT id FROM unnest(%(people)s::uuid[]) WITH ORDINALITY AS x (id, i)
              WHERE i = 1 + (n / 7) %% cardinality(%(people)s::uuid[])) m ON true
"""
COMPONENTS = """
INSERT INTO events_component (id, group_id, event_id, kind, state, session_id, of_behaviour, of_avoidance)
SELECT gen_random_uuid(), group_id, e.id, c.kind, 'observed', session_id, false, false
FROM events_event e, unnest(ARRAY['risk', 'support', 'reality-testing']) AS c (kind)
WHERE e.kind = 'incident' AND group_id = %s
"""


def make_records(*, lead, sessions: int, events: int, members: int = 8) -> Group:
    """A group that met `sessions` times, `events` spread evenly over sessions and members."""
    group = make_group(lead=lead, name=f"{sessions} sessions, {events} events")
    memberships = [make_member(group=group, alias=f"Member {number}") for number in range(members)]
    people = [membership.person_id for membership in memberships]
    with acting(group_id=group.id), connection.cursor() as cursor:
        held = _sessions(group, sessions, people)
        numbers = {"group": group.id, "events": events, "sessions": held, "people": people}
        cursor.execute(EVENTS, numbers)
        cursor.execute(COMPONENTS, [group.id])
    return group


def _sessions(group: Group, number: int, people: list) -> list:
    first = datetime(2024, 1, 3, 9, tzinfo=UTC)
    made = Session.objects.bulk_create(
        Session(group=group, number=n, ref=f"s{n}", starts=first + timedelta(days=3 * n), state="debriefing")
        for n in range(1, number + 1)
    )
    Attendance.objects.bulk_create(
        Attendance(group=group, session=session, person_id=person, state="present")
        for session in made
        for person in people
    )
    return [session.id for session in made]
