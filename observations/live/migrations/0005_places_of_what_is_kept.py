from django.db import migrations

PLACES = """
CREATE FUNCTION live_places_of_kept(kept uuid[]) RETURNS TABLE (id uuid, group_name text, session_number integer)
  LANGUAGE plpgsql AS $$
DECLARE
  before text := coalesce(current_setting('app.group_id', true), '');
  shown uuid[] := ARRAY(SELECT q.id FROM live_quarantined q WHERE q.id = ANY(kept));
  groups uuid[] := ARRAY(SELECT DISTINCT q.group_id FROM live_quarantined q WHERE q.id = ANY(kept));
  one uuid;
BEGIN
  FOREACH one IN ARRAY groups LOOP
    PERFORM set_config('app.group_id', one::text, true);
    RETURN QUERY SELECT q.id, g.name::text, s.number::integer
      FROM live_quarantined q JOIN sessions_app_session s ON s.id = q.session_id JOIN members_group g ON g.id = q.group_id
      WHERE q.id = ANY(shown) AND q.group_id = one;
  END LOOP;
  PERFORM set_config('app.group_id', before, true);
END $$;
"""


class Migration(migrations.Migration):
    """Of entries kept apart that somebody sees: the name of the group and the number of the session, also where the group
    itself is closed to them. Asked at once for all, however many groups they are of.

    Which entries these are is found under the asker's own rights; of each group in turn only these are read then. What
    stood before stands again afterwards; where it fails, by the rollback.
    """

    dependencies = [("live", "0004_kept_for_whoever_can_decide")]
    operations = [migrations.RunSQL(PLACES, migrations.RunSQL.noop)]
