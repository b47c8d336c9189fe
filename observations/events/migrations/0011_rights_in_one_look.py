from django.db import migrations

RIGHTS = """
CREATE FUNCTION app_parts() RETURNS TABLE (group_id uuid, role text) LANGUAGE sql STABLE AS
  $$ SELECT l.group_id, l.role::text FROM members_leadership l JOIN accounts_user u ON u.id = l.user_id
     WHERE l.user_id = app_user() AND u.is_active AND u.is_counselor
       AND l.starts <= current_date AND (l.ends IS NULL OR l.ends > current_date) $$;
CREATE OR REPLACE FUNCTION app_led_groups(roles text[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS
  $$ SELECT group_id FROM app_parts() WHERE role = ANY(roles) $$;

CREATE OR REPLACE FUNCTION app_rights() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  who text := concat(current_setting('app.user_id', true), '/', current_setting('app.group_id', true));
  known text := current_setting('app.rights', true);
  task uuid[] := ARRAY[app_task_group()];
BEGIN
  IF split_part(known, '|', 1) = who THEN RETURN known; END IF;
  IF task[1] IS NOT NULL THEN
    known := concat_ws('|', who, task, task, ARRAY[]::uuid[]);
  ELSE
    WITH led AS MATERIALIZED (SELECT * FROM app_parts()),
         supervised AS MATERIALIZED (SELECT * FROM app_supervised_groups() AS group_id)
    SELECT concat_ws('|', who,
      ARRAY(SELECT group_id FROM led UNION SELECT group_id FROM supervised),
      ARRAY(SELECT group_id FROM led WHERE role <> 'observer'),
      ARRAY(SELECT group_id FROM led WHERE role = 'observer' EXCEPT SELECT group_id FROM supervised)) INTO known;
  END IF;
  PERFORM set_config('app.rights', known, true);
  RETURN known; END $$;
"""


class Migration(migrations.Migration):
    """Somebody's parts in groups are read once for what they read, write and observe, not once for each."""

    dependencies = [("events", "0010_rights_known_once"), ("members", "0007_who_comes_back")]
    operations = [migrations.RunSQL(RIGHTS, migrations.RunSQL.noop)]
