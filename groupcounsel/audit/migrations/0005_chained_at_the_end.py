from django.db import migrations

AT_THE_END = """
CREATE OR REPLACE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.id := 4611686018427387904 + nextval(pg_get_serial_sequence('audit_entry', 'id'));
  NEW.previous := ''; NEW.hash := '';
  RETURN NEW; END $$;

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before audit_entry; BEGIN
  IF OLD.hash <> '' THEN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(4717171);
  SELECT * INTO before FROM audit_entry WHERE id < 4611686018427387904 ORDER BY id DESC LIMIT 1;
  NEW := OLD;
  NEW.id := coalesce(before.id, 0) + 1;
  NEW.previous := coalesce(before.hash, ''::bytea);
  NEW.hash := audit_hash(NEW.previous, NEW.id, NEW.at, NEW."by", NEW.action, NEW.kind, NEW.subject, NEW."group", NEW.detail);
  RETURN NEW; END $$;

CREATE FUNCTION audit_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(4717171);
  UPDATE audit_entry SET hash = '' WHERE id = NEW.id;
  RETURN NULL; END $$;

DROP TRIGGER audit_is_append_only ON audit_entry;
CREATE TRIGGER audit_is_append_only BEFORE DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_changed_by_chaining_only BEFORE UPDATE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE CONSTRAINT TRIGGER audit_is_one_chain AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_end();
"""


class Migration(migrations.Migration):
    """An entry is chained when its transaction commits, so that nobody waits for the rest of somebody else's.

    Until then it has a number of its own beyond all others and no hash, and nobody but its transaction sees it. Changing
    it does one thing, whatever the statement says: it chains it.
    """

    dependencies = [("audit", "0004_numbers_without_gaps")]
    operations = [migrations.RunSQL(AT_THE_END, migrations.RunSQL.noop)]
