"""Which groups somebody reads and writes is found out once a transaction, not once a table of a statement.

Kept under the name for which it was found, and forgotten as soon as this transaction changes what it was found from.
"""

from django.db import migrations

RIGHTS = """
CREATE FUNCTION app_rights() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  who text := concat(current_setting('app.user_id', true), '/', current_setting('app.group_id', true));
  known text := current_setting('app.rights', true);
  task uuid[] := ARRAY[app_task_group()];
BEGIN
  IF split_part(known, '|', 1) = who THEN RETURN known; END IF;
  IF task[1] IS NOT NULL THEN
    known := concat_ws('|', who, task, task, ARRAY[]::uuid[]);
  ELSE
    known := concat_ws('|', who,
      ARRAY(SELECT app_led_groups('{lead,co-lead,observer}') UNION SELECT app_supervised_groups()),
      ARRAY(SELECT app_led_groups('{lead,co-lead}')),
      ARRAY(SELECT app_led_groups('{observer}') EXCEPT SELECT app_supervised_groups()));
  END IF;
  PERFORM set_config('app.rights', known, true);
  RETURN known; END $$;

CREATE OR REPLACE FUNCTION app_readable_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT split_part(app_rights(), '|', 2)::uuid[] $$;
CREATE OR REPLACE FUNCTION app_writable_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT split_part(app_rights(), '|', 3)::uuid[] $$;
CREATE OR REPLACE FUNCTION app_observed_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT split_part(app_rights(), '|', 4)::uuid[] $$;

CREATE FUNCTION app_rights_are_found_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM set_config('app.rights', '', true); RETURN NULL; END $$;
"""
ANEW = """
CREATE TRIGGER app_rights_are_found_anew AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION app_rights_are_found_anew();
"""
FOUND_FROM = ("members_leadership", "accounts_supervision", "accounts_user")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_a_time_is_a_number"),
        ("members", "0007_who_comes_back"),
        ("accounts", "0002_limits"),
    ]
    operations = [
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        *(migrations.RunSQL(ANEW.format(table=table), migrations.RunSQL.noop) for table in FOUND_FROM),
    ]
