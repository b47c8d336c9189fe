"""Toward whom, when, and by which codebook: what several tables must agree about."""

from django.db import migrations

from groupcounsel.lib.row_security import always

ABSENT = "a.state LIKE 'absent%'"
ADDRESSED = "SELECT FROM fresh f JOIN events_involvement i ON i.event_id = f.id AND i.part = 'toward'"
ADDRESSING = "SELECT FROM fresh f JOIN events_event e ON e.id = f.event_id WHERE f.part = 'toward'"


RULES = [
    always("events_involvement", "nobody_acts_toward_themselves", f"{ADDRESSING} AND f.person_id = e.actor_id"),
    always(
        "events_event", "nobody_acts_toward_themselves", f"{ADDRESSED} WHERE i.person_id = f.actor_id", on=("UPDATE",)
    ),
    always("events_involvement", "an_event_goes_toward_the_group_or_people", f"{ADDRESSING} AND e.toward_group"),
    always(
        "events_event", "an_event_goes_toward_the_group_or_people", f"{ADDRESSED} WHERE f.toward_group", on=("UPDATE",)
    ),
    always(
        "events_event",
        "a_follow_up_is_not_done_before_its_event",
        """SELECT FROM fresh f JOIN sessions_app_session began ON began.id = f.session_id
           JOIN sessions_app_session done ON done.id = f.follow_up_done_in_id WHERE done.number < began.number""",
    ),
    always(
        "events_event",
        "nobody_responds_who_was_not_there",
        f"""SELECT FROM fresh f JOIN sessions_app_attendance a ON a.session_id = f.session_id WHERE {ABSENT}
            AND (EXISTS (SELECT FROM events_response r WHERE r.event_id = f.id AND r.by_id = a.person_id)
              OR EXISTS (SELECT FROM events_felt r WHERE r.event_id = f.id AND r.by_id = a.person_id))""",
        on=("UPDATE",),
    ),
]
KEPT = """
CREATE FUNCTION an_event_keeps_its_codebook() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'an_event_keeps_its_codebook'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'an_event_keeps_its_codebook', TABLE = 'events_event'; END $$;
CREATE TRIGGER an_event_keeps_its_codebook BEFORE UPDATE ON events_event FOR EACH ROW
  WHEN (NEW.codebook_id IS DISTINCT FROM OLD.codebook_id
    AND NULLIF(current_setting('app.amending', true), '') IS NULL) EXECUTE FUNCTION an_event_keeps_its_codebook();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0005_codes_of_the_codebook"), ("sessions_app", "0003_sessions_of_a_group")]
    operations = [*RULES, migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
