"""Who may read and write what the console keeps. A delivery, once taken in, is not touched again."""

from django.db import migrations

from groupcounsel.lib.row_security import READS, WRITES, clinical, of_group, same_group, stays

OF_GROUP = ["live_delivery", "live_quarantined", "live_seating", "live_presence", "live_view", "live_twoevents"]
SUPERVISED = "ARRAY(SELECT app_supervised_groups())"
LED_ONCE = """EXISTS (SELECT FROM members_leadership l WHERE l.group_id = live_quarantined.group_id
                      AND l.user_id = app_user() AND l.role <> 'observer')"""
DECIDES = f"group_id = ANY({SUPERVISED}) OR (state = 'handed-over' AND group_id = ANY({WRITES}))"
KEPT_APART = f"""
ALTER TABLE live_quarantined ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_quarantined FORCE ROW LEVEL SECURITY;
CREATE POLICY supervisors_read ON live_quarantined FOR SELECT USING (
  app_task_group() = group_id OR ({DECIDES}) OR (state IN ('taken-in', 'set-aside') AND group_id = ANY({READS})));
CREATE POLICY authors_add ON live_quarantined FOR INSERT WITH CHECK (
  app_task_group() = group_id OR (author_id = app_user() AND {LED_ONCE}));
CREATE POLICY who_decides_changes ON live_quarantined FOR UPDATE
  USING (app_task_group() = group_id OR ({DECIDES}))
  WITH CHECK (app_task_group() = group_id OR group_id = ANY({SUPERVISED}) OR group_id = ANY({WRITES}));
"""
NOT_FOR_OBSERVERS = """
CREATE POLICY observers_read_no_{name} ON live_{name} AS RESTRICTIVE FOR SELECT USING (
  group_id <> ALL((SELECT app_observed_groups())::uuid[]));
"""

NUMBERED = """
CREATE FUNCTION live_delivery_is_numbered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(4717172, hashtext(NEW.session_id::text));
  NEW.number := 1 + coalesce((SELECT max(number) FROM live_delivery WHERE session_id = NEW.session_id), 0);
  RETURN NEW; END $$;
CREATE TRIGGER live_delivery_is_numbered BEFORE INSERT ON live_delivery
  FOR EACH ROW EXECUTE FUNCTION live_delivery_is_numbered();
"""


class Migration(migrations.Migration):
    dependencies = [("live", "0001_initial"), ("events", "0009_a_time_is_a_number"), ("sessions_app", "0006_clock")]
    operations = [
        *clinical(*(table for table in OF_GROUP if table != "live_quarantined")),
        migrations.RunSQL(KEPT_APART, migrations.RunSQL.noop),
        *of_group(*OF_GROUP),
        *(
            same_group(f"live_{name}", session_id="sessions_app_session")
            for name in ("delivery", "quarantined", "presence")
        ),
        same_group("live_view", event_id="events_event", recorded_by_id="members_person"),
        same_group("live_twoevents", one_id="events_event", other_id="events_event"),
        *(
            migrations.RunSQL(NOT_FOR_OBSERVERS.format(name=name), migrations.RunSQL.noop)
            for name in ("delivery", "view")
        ),
        stays("live_delivery", "a_delivery_stays"),
        migrations.RunSQL(NUMBERED, migrations.RunSQL.noop),
    ]
