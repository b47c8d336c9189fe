"""A group as a whole has a watermark too, from its first moment: whoever marks a member marks the group."""

from django.db import migrations

ARISES = """
CREATE FUNCTION a_group_has_a_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO members_watermark (membership, "group", record, built, changed_at) VALUES (NEW.id, NEW.id, 1, 0, now());
  RETURN NULL; END $$;
CREATE TRIGGER a_group_has_a_mark AFTER INSERT ON members_group FOR EACH ROW EXECUTE FUNCTION a_group_has_a_mark();
"""
# Row security holds for the owner too, who here has to see every group for a moment.
THOSE_THERE_ARE = """
ALTER TABLE members_group NO FORCE ROW LEVEL SECURITY;
INSERT INTO members_watermark (membership, "group", record, built, changed_at)
  SELECT id, id, 1, 0, now() FROM members_group;
ALTER TABLE members_group FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0008_asked_for")]
    operations = [
        migrations.RunSQL(THOSE_THERE_ARE, migrations.RunSQL.noop),
        migrations.RunSQL(ARISES, migrations.RunSQL.noop),
    ]
