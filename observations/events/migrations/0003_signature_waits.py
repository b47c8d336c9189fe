"""The signature and an entry made in the same second: one waits for the other, so that what is signed is all there is.

And what counselors felt stays from observers in amendments as it does in the record.
"""

from django.db import migrations

WAIT = """
CREATE OR REPLACE FUNCTION events_event_a_signed_record_is_locked() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off AS $$ BEGIN
  PERFORM FROM sessions_app_session s WHERE s.id IN (SELECT session_id FROM fresh) FOR SHARE;
  IF EXISTS (SELECT FROM fresh f JOIN sessions_app_session s ON s.id = f.session_id
             WHERE s.state IN ('signed', 'countersigned')
               AND NULLIF(current_setting('app.amending', true), '') IS NULL) THEN
    RAISE EXCEPTION 'a_signed_record_is_locked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_signed_record_is_locked', TABLE = 'events_event';
  END IF; RETURN NULL; END $$;
"""

APART = """
CREATE POLICY observers_read_no_amended_feelings ON events_amendment AS RESTRICTIVE FOR SELECT USING (
  group_id <> ALL((SELECT app_observed_groups())::uuid[]) OR NOT (before ? 'felt' OR after ? 'felt'));
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0002_access"), ("sessions_app", "0002_access")]
    operations = [
        migrations.RunSQL(WAIT, migrations.RunSQL.noop),
        migrations.RunSQL(APART, migrations.RunSQL.noop),
    ]
