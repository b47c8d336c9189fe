"""Who responds, feels or takes a stance belonged to the group on the session's day, or is noted as having been there.

Days are those where the group meets. Dates and sessions that are moved are held to it as what is recorded is.
"""

from django.db import migrations

from groupcounsel.lib.row_security import always

RULE = "nobody_responds_who_was_not_in_the_group"
LINES = ("events_response", "events_felt", "events_validation")
DAY = """
CREATE FUNCTION app_day(moment timestamptz, zone text) RETURNS date LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN (moment AT TIME ZONE zone)::date;
EXCEPTION WHEN invalid_parameter_value THEN RETURN (moment AT TIME ZONE 'UTC')::date; END $$;
"""


def outside(pairs: str) -> str:
    """`pairs` of session and person, of which those are left that do not go together."""
    return f"""SELECT FROM ({pairs}) p
      JOIN sessions_app_session s ON s.id = p.session_id JOIN members_group g ON g.id = s.group_id
      JOIN members_membership m ON m.person_id = p.person_id
      WHERE app_day(s.starts, g.timezone) NOT BETWEEN m.joined AND coalesce(m.left, 'infinity')
        AND NOT EXISTS (SELECT FROM sessions_app_attendance a WHERE a.session_id = p.session_id
                        AND a.person_id = p.person_id AND a.state NOT LIKE 'absent%')"""


def on_record(where: str) -> str:
    """Pairs of session and person in the record, of the events `e` and their rows `r` of which this is true."""
    return " UNION ".join(
        f"""SELECT e.session_id, r.by_id AS person_id FROM {table} r JOIN events_event e ON e.id = r.event_id
            WHERE {where}"""
        for table in LINES
    )


def moved(table: str, columns: str, where: str) -> str:
    """A row of the table, to which the record belongs, is given other days."""
    name = f"{table}_{RULE}"[:55]
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns.split(", "))
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
      IF EXISTS ({outside(on_record(where))}) THEN
        RAISE EXCEPTION '{RULE}' USING ERRCODE = 'check_violation', CONSTRAINT = '{RULE}', TABLE = '{table}';
      END IF; RETURN NULL; END $$;
    CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}();
    """


WRITTEN = """SELECT DISTINCT e.session_id, f.by_id AS person_id FROM fresh f JOIN events_event e ON e.id = f.event_id"""


class Migration(migrations.Migration):
    dependencies = [("events", "0007_amendments_stay"), ("sessions_app", "0005_signatures_stay")]
    operations = [
        migrations.RunSQL(DAY, migrations.RunSQL.noop),
        *(always(table, RULE, outside(WRITTEN)) for table in LINES),
        always("events_event", RULE, outside(on_record("e.id IN (SELECT id FROM fresh)")), on=("UPDATE",)),
        migrations.RunSQL(
            [
                moved("members_membership", "joined, left", "r.by_id = NEW.person_id"),
                moved("sessions_app_session", "starts", "e.session_id = NEW.id"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
