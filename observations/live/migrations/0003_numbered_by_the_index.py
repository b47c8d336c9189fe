from django.db import migrations

NUMBERED = """
CREATE OR REPLACE FUNCTION live_delivery_is_numbered() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(4717172, hashtext(NEW.session_id::text));
  NEW.number := 1 + coalesce(
    (SELECT number FROM live_delivery WHERE session_id = NEW.session_id ORDER BY number DESC LIMIT 1), 0);
  RETURN NEW; END $$;
"""


class Migration(migrations.Migration):
    """The highest number of a session is looked up where it stands.

    The plan is kept from a connection's first entry. Made while the table was small it read all of it, entry by entry
    more, until somebody counted the table anew.
    """

    dependencies = [("live", "0002_access")]
    operations = [migrations.RunSQL(NUMBERED, migrations.RunSQL.noop)]
