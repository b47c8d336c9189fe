from django.db import migrations

from groupcounsel.lib.row_security import READS, WRITES

OWN = "(by_id = (SELECT app_user()) OR (SELECT app_task_group()) IS NOT NULL)"
THEIRS = f"""
ALTER POLICY readers_read ON reports_sheetdraft USING (group_id = ANY({READS}) AND {OWN});
ALTER POLICY writers_add ON reports_sheetdraft WITH CHECK (group_id = ANY({WRITES}) AND {OWN});
ALTER POLICY writers_change ON reports_sheetdraft
  USING (group_id = ANY({WRITES}) AND {OWN}) WITH CHECK (group_id = ANY({WRITES}) AND {OWN});
ALTER POLICY writers_remove ON reports_sheetdraft USING (group_id = ANY({WRITES}) AND {OWN});
"""


class Migration(migrations.Migration):
    """A spreadsheet that is not imported yet is nobody's but its author's; what is left lying, a group's task removes."""

    dependencies = [("reports", "0003_sheets")]
    operations = [migrations.RunSQL(THEIRS, migrations.RunSQL.noop)]
