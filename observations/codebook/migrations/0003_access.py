from django.db import migrations

from groupcounsel.lib.row_security import READS, WRITES, policies


class Migration(migrations.Migration):
    dependencies = [("codebook", "0002_version_1"), ("members", "0002_access")]
    operations = [
        policies(
            "codebook_behaviour",
            reads=f"(group_id IS NULL AND (app_user() IS NOT NULL OR app_task_group() IS NOT NULL)) OR group_id = ANY({READS})",
            writes=f"(group_id IS NULL AND (SELECT app_is_admin())) OR group_id = ANY({WRITES})",
        ),
    ]
