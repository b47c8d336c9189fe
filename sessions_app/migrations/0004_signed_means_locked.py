"""Who was there, and how it was, stays as it was signed. Whoever notes attendance in that second waits for the signature.

And a session is held in our time: PostgreSQL knows years that Python cannot read back.
"""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import Q

CODES = [
    ("session", "structure", "a_session_is_free_themed_or_an_exercise", ["free", "themed", "exercise"]),
    ("session", "state", "a_session_is_in_a_known_state",
     ["planned", "live", "debriefing", "signed", "countersigned"]),
    ("attendance", "state", "an_attendance_is_one_of_six",
     ["present", "late", "left-early", "absent-with-word", "absent-without-word", "absent"]),
]  # fmt: skip
LOCKED = "('signed', 'countersigned')"
REFUSED = """RAISE EXCEPTION 'a_signed_record_is_locked'
  USING ERRCODE = 'check_violation', CONSTRAINT = 'a_signed_record_is_locked', TABLE = TG_TABLE_NAME;"""
ATTENDANCE = f"""
CREATE FUNCTION sessions_app_attendance_is_locked() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
  PERFORM FROM sessions_app_session s WHERE s.id IN (SELECT session_id FROM fresh) FOR SHARE;
  IF EXISTS (SELECT FROM fresh f JOIN sessions_app_session s ON s.id = f.session_id AND s.state IN {LOCKED}
             WHERE EXISTS (SELECT FROM sessions_app_signature g WHERE g.session_id = s.id)) THEN
    {REFUSED}
  END IF; RETURN NULL; END $$;
CREATE TRIGGER attendance_is_locked_i AFTER INSERT ON sessions_app_attendance REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION sessions_app_attendance_is_locked();
CREATE TRIGGER attendance_is_locked_u AFTER UPDATE ON sessions_app_attendance REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION sessions_app_attendance_is_locked();
CREATE TRIGGER attendance_is_locked_d AFTER DELETE ON sessions_app_attendance REFERENCING OLD TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION sessions_app_attendance_is_locked();
"""
SESSION = f"""
CREATE FUNCTION sessions_app_session_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state NOT IN {LOCKED} OR (OLD.number, OLD.starts, OLD.minutes, OLD.structure, OLD.theme, OLD.safety, OLD.honesty)
     IS DISTINCT FROM (NEW.number, NEW.starts, NEW.minutes, NEW.structure, NEW.theme, NEW.safety, NEW.honesty) THEN
    {REFUSED}
  END IF; RETURN NEW; END $$;
CREATE TRIGGER session_is_locked BEFORE UPDATE ON sessions_app_session FOR EACH ROW
  WHEN (OLD.state IN {LOCKED}) EXECUTE FUNCTION sessions_app_session_is_locked();
"""


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0003_sessions_of_a_group")]
    operations = [
        *(
            migrations.AddConstraint(model, models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": codes})))
            for model, field, name, codes in CODES
        ),
        migrations.RunSQL(ATTENDANCE, migrations.RunSQL.noop),
        migrations.RunSQL(SESSION, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "session",
            models.CheckConstraint(
                name="a_session_is_held_in_our_time",
                condition=Q(starts__range=(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))),
            ),
        ),
    ]
