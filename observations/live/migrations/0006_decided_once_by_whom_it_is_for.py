from django.db import migrations

from groupcounsel.lib.row_security import WRITES

LEADS = f"group_id = ANY({WRITES})"
SUPERVISES = "(group_id = ANY(ARRAY(SELECT app_supervised_groups())) OR app_supervises(author_id))"
POLICY = f"""
DROP POLICY who_decides_changes ON live_quarantined;
CREATE POLICY who_decides_changes ON live_quarantined FOR UPDATE
  USING (app_task_group() = group_id OR (state = 'handed-over' AND {LEADS}) OR (state = 'waiting' AND (
    {SUPERVISES} OR ({LEADS} AND NOT app_is_supervised(author_id, group_id)))))
  WITH CHECK (app_task_group() = group_id OR (decided_by_id = app_user() AND (
    (state IN ('taken-in', 'set-aside') AND {LEADS}) OR (state IN ('handed-over', 'set-aside') AND {SUPERVISES}))));
"""


class Migration(migrations.Migration):
    """What waits for a supervisor is handed over or set aside by one; what is handed over, or waits where nobody supervises,
    is taken in or set aside by those who lead. Nobody decides on it a second time, or in another's name.
    """

    dependencies = [("live", "0005_places_of_what_is_kept")]
    operations = [migrations.RunSQL(POLICY, migrations.RunSQL.noop)]
