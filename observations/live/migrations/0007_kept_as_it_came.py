from django.db import migrations

STAYS = """
CREATE FUNCTION what_is_kept_apart_stays_as_it_came() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'what_is_kept_apart_stays_as_it_came' USING ERRCODE = 'check_violation',
    CONSTRAINT = 'what_is_kept_apart_stays_as_it_came', TABLE = 'live_quarantined'; END $$;
CREATE TRIGGER what_is_kept_apart_stays_as_it_came BEFORE UPDATE ON live_quarantined FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{state,decided_by_id,reason}'::text[] IS DISTINCT FROM
        to_jsonb(OLD) - '{state,decided_by_id,reason}'::text[])
  EXECUTE FUNCTION what_is_kept_apart_stays_as_it_came();
"""


class Migration(migrations.Migration):
    """A decision is noted on a kept entry. Of what came nothing changes, whoever decides."""

    dependencies = [("live", "0006_decided_once_by_whom_it_is_for")]
    operations = [migrations.RunSQL(STAYS, migrations.RunSQL.noop)]
