from django.db import migrations

LINK = """
CREATE OR REPLACE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before audit_entry; BEGIN
  PERFORM pg_advisory_xact_lock(4717171);
  SELECT * INTO before FROM audit_entry ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(before.id, 0) + 1;
  NEW.previous := coalesce(before.hash, ''::bytea);
  NEW.hash := audit_hash(NEW.previous, NEW.id, NEW.at, NEW."by", NEW.action, NEW.kind, NEW.subject, NEW."group", NEW.detail);
  RETURN NEW; END $$;
"""


class Migration(migrations.Migration):
    """A number that is missing is an entry that is missing: a sequence leaves gaps, and this left one each time."""

    dependencies = [("audit", "0003_found_by_action_and_day")]
    operations = [migrations.RunSQL(LINK, migrations.RunSQL.noop)]
