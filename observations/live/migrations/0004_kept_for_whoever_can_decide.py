from django.db import migrations

from groupcounsel.lib.row_security import READS, WRITES

IN_FORCE = "s.starts <= current_date AND (s.ends IS NULL OR s.ends > current_date)"
WHOSE = f"""
CREATE FUNCTION app_supervises(person uuid) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT FROM accounts_supervision s JOIN accounts_user u ON u.id = s.supervisor_id
     WHERE s.supervisor_id = app_user() AND s.counselor_id = person
       AND u.is_active AND u.is_supervisor AND {IN_FORCE}) $$;
CREATE FUNCTION app_is_supervised(person uuid, of_group uuid) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT FROM accounts_supervision s JOIN accounts_user u ON u.id = s.supervisor_id
     WHERE u.is_active AND u.is_supervisor AND {IN_FORCE} AND (s.counselor_id = person OR EXISTS (
       SELECT FROM members_leadership l JOIN accounts_user c ON c.id = l.user_id AND c.is_counselor
       WHERE l.user_id = s.counselor_id AND l.group_id = of_group AND l.role <> 'observer'
         AND l.starts <= current_date AND (l.ends IS NULL OR l.ends > current_date)))) $$;
"""
LEADS_ALONE = f"(group_id = ANY({WRITES}) AND NOT app_is_supervised(author_id, group_id))"
SUPERVISES = "(group_id = ANY(ARRAY(SELECT app_supervised_groups())) OR app_supervises(author_id))"
DECIDES = f"{SUPERVISES} OR (state = 'handed-over' AND group_id = ANY({WRITES})) OR {LEADS_ALONE}"
POLICIES = f"""
DROP POLICY supervisors_read ON live_quarantined;
DROP POLICY who_decides_changes ON live_quarantined;
CREATE POLICY who_decides_reads ON live_quarantined FOR SELECT USING (
  app_task_group() = group_id OR ({DECIDES}) OR (state IN ('taken-in', 'set-aside') AND group_id = ANY({READS})));
CREATE POLICY who_decides_changes ON live_quarantined FOR UPDATE
  USING (app_task_group() = group_id OR ({DECIDES}))
  WITH CHECK (app_task_group() = group_id OR {SUPERVISES} OR group_id = ANY({WRITES}));
"""


class Migration(migrations.Migration):
    """What is kept apart is for a supervisor of the group, or of its author: with the last of the counselors whom they
    supervise a supervisor loses the group, and what that counselor left behind was seen by nobody. Where there is no
    supervisor at all, it is for those who lead.
    """

    dependencies = [("live", "0003_numbered_by_the_index")]
    operations = [
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
