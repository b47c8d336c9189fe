from django.db import migrations

CHAIN = """
CREATE FUNCTION audit_hash(previous bytea, id bigint, at timestamptz, by uuid, action text, kind text, subject uuid,
                           of_group uuid, detail jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    id, extract(epoch FROM at), by, action, kind, subject, of_group, detail)::text, 'UTF8')) $$;

CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(4717171);
  NEW.id := nextval(pg_get_serial_sequence('audit_entry', 'id'));
  NEW.previous := coalesce((SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1), ''::bytea);
  NEW.hash := audit_hash(NEW.previous, NEW.id, NEW.at, NEW."by", NEW.action, NEW.kind, NEW.subject, NEW."group", NEW.detail);
  RETURN NEW; END $$;
CREATE TRIGGER audit_link BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_link();

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CHAIN, migrations.RunSQL.noop)]
