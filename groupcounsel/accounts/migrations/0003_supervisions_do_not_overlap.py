"""Of two times in which one person supervises another, one ends before the other begins.

Rows that overlap already are cut to the days they cover together. Two admins at the same moment wait for each other at
the supervisor's row: the rule sees what the first one wrote.
"""

from django.db import migrations

RULE = "a_supervision_of_two_people_does_not_overlap"
OTHERS = """accounts_supervision o WHERE o.supervisor_id = f.supervisor_id AND o.counselor_id = f.counselor_id
  AND o.id <> f.id AND daterange(o.starts, o.ends) && daterange(f.starts, f.ends)"""
CUT = [
    f"""UPDATE accounts_supervision f SET ends = f.starts WHERE EXISTS (SELECT FROM {OTHERS}
          AND daterange(o.starts, o.ends) @> daterange(f.starts, f.ends)
          AND (daterange(o.starts, o.ends) <> daterange(f.starts, f.ends) OR o.id < f.id))""",
    f"""UPDATE accounts_supervision f SET ends = (SELECT min(o.starts) FROM {OTHERS} AND o.starts > f.starts)
        WHERE EXISTS (SELECT FROM {OTHERS} AND o.starts > f.starts)""",
]
KEPT = f"""
CREATE FUNCTION {RULE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM FROM accounts_user WHERE id IN (SELECT supervisor_id FROM fresh) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM fresh f JOIN LATERAL (SELECT FROM {OTHERS}) twice ON true) THEN
    RAISE EXCEPTION '{RULE}'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{RULE}', TABLE = 'accounts_supervision';
  END IF; RETURN NULL; END $$;
CREATE TRIGGER {RULE}_i AFTER INSERT ON accounts_supervision
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {RULE}();
CREATE TRIGGER {RULE}_u AFTER UPDATE ON accounts_supervision
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {RULE}();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_limits")]
    operations = [migrations.RunSQL([*CUT, KEPT], migrations.RunSQL.noop)]
