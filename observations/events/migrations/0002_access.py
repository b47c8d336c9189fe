from django.db import migrations

from groupcounsel.lib.row_security import always, clinical, of_group, same_group

CHILDREN = ["component", "involvement", "response", "felt", "validation", "amendment"]
TABLES = ["events_event", *(f"events_{child}" for child in CHILDREN)]
ABSENT = "a.state LIKE 'absent%'"
LOCKED = "s.state IN ('signed', 'countersigned') AND NULLIF(current_setting('app.amending', true), '') IS NULL"


def responder_was_there(table: str):
    return always(
        table,
        "nobody_responds_who_was_not_there",
        f"""SELECT FROM fresh f JOIN events_event e ON e.id = f.event_id
            JOIN sessions_app_attendance a ON a.session_id = e.session_id AND a.person_id = f.by_id WHERE {ABSENT}""",
    )


def unlocked(table: str):
    session = (
        "sessions_app_session s ON s.id = f.session_id"
        if table == "events_event"
        else "events_event e ON e.id = f.event_id JOIN sessions_app_session s ON s.id = e.session_id"
    )
    return always(
        table,
        "a_signed_record_is_locked",
        f"SELECT FROM fresh f JOIN {session} WHERE {LOCKED}",
        on=("INSERT", "UPDATE", "DELETE"),
    )


RULES = [
    always(
        "events_event",
        "nobody_acts_who_was_not_there",
        f"""SELECT FROM fresh f JOIN sessions_app_attendance a
            ON a.session_id = f.session_id AND a.person_id = f.actor_id WHERE {ABSENT}""",
    ),
    responder_was_there("events_response"),
    responder_was_there("events_felt"),
    always(
        "sessions_app_attendance",
        "who_was_absent_has_no_part_in_the_record",
        f"""SELECT FROM fresh a JOIN events_event e ON e.session_id = a.session_id
            WHERE {ABSENT} AND (e.actor_id = a.person_id
              OR EXISTS (SELECT FROM events_response r WHERE r.event_id = e.id AND r.by_id = a.person_id)
              OR EXISTS (SELECT FROM events_felt r WHERE r.event_id = e.id AND r.by_id = a.person_id))""",
    ),
    always(
        "events_component",
        "a_component_is_not_seen_before_its_event",
        """SELECT FROM fresh f JOIN events_event e ON e.id = f.event_id
           JOIN sessions_app_session began ON began.id = e.session_id
           JOIN sessions_app_session seen ON seen.id = f.session_id WHERE seen.number < began.number""",
    ),
    always(
        "events_event",
        "a_component_is_not_seen_before_its_event",
        """SELECT FROM fresh f JOIN events_component c ON c.event_id = f.id
           JOIN sessions_app_session began ON began.id = f.session_id
           JOIN sessions_app_session seen ON seen.id = c.session_id WHERE seen.number < began.number""",
    ),
    always(
        "events_event",
        "nobody_is_seen_as_somebody_by_themselves",
        "SELECT FROM fresh f WHERE f.transference_toward_id = f.actor_id",
    ),
    *(unlocked(table) for table in TABLES if table != "events_amendment"),
]

FREEZE = """
CREATE FUNCTION events_freeze_codebook() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE codebook_codebook SET frozen_at = now()
   WHERE frozen_at IS NULL AND id IN (SELECT codebook_id FROM fresh); RETURN NULL; END $$;
CREATE TRIGGER events_freeze_codebook AFTER INSERT ON events_event REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION events_freeze_codebook();
"""

FELT_BY_COUNSELORS = """
CREATE FUNCTION app_observed_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT CASE WHEN app_task_group() IS NOT NULL THEN ARRAY[]::uuid[]
     ELSE ARRAY(SELECT app_led_groups('{observer}') EXCEPT SELECT app_supervised_groups()) END $$;
CREATE POLICY observers_read_members_feelings_only ON events_felt AS RESTRICTIVE FOR SELECT USING (
  group_id <> ALL((SELECT app_observed_groups())::uuid[])
  OR EXISTS (SELECT FROM members_person p WHERE p.id = by_id AND (p.kind = 'member' OR p.user_id = app_user())));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("members", "0002_access"),
        ("sessions_app", "0002_access"),
        ("codebook", "0003_access"),
    ]
    operations = [
        *clinical(*TABLES),
        *of_group(*TABLES),
        same_group(
            "events_event",
            session_id="sessions_app_session",
            actor_id="members_person",
            recorded_by_id="members_person",
            transference_toward_id="members_person",
            follow_up_done_in_id="sessions_app_session",
        ),
        *(same_group(f"events_{child}", event_id="events_event") for child in CHILDREN),
        *(same_group(f"events_{child}", by_id="members_person") for child in ("response", "felt", "validation")),
        same_group("events_involvement", person_id="members_person"),
        same_group("events_component", session_id="sessions_app_session"),
        *RULES,
        migrations.RunSQL(FREEZE, migrations.RunSQL.noop),
        migrations.RunSQL(FELT_BY_COUNSELORS, migrations.RunSQL.noop),
    ]
