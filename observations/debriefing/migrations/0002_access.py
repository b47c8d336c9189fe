"""Who may read and write what a debriefing keeps. A touch may hold what counselors felt, and is not touched again."""

from django.db import migrations

from groupcounsel.lib.row_security import clinical, of_group, same_group, stays

TABLES = ["debriefing_touch", "debriefing_enough"]
NOT_FOR_OBSERVERS = """
CREATE POLICY observers_read_no_touch ON debriefing_touch AS RESTRICTIVE FOR SELECT USING (
  group_id <> ALL((SELECT app_observed_groups())::uuid[]));
"""


class Migration(migrations.Migration):
    dependencies = [("debriefing", "0001_initial"), ("live", "0002_access")]
    operations = [
        *clinical(*TABLES),
        *of_group(*TABLES),
        *(same_group(table, session_id="sessions_app_session") for table in TABLES),
        same_group("debriefing_touch", takes_back_id="debriefing_touch"),
        migrations.RunSQL(NOT_FOR_OBSERVERS, migrations.RunSQL.noop),
        stays("debriefing_touch", "a_touch_stays"),
    ]
