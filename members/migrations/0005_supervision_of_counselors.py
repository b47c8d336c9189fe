"""Whose groups a supervisor reads is a counselor still. Whether they may sign in does not matter."""

from django.db import migrations

from groupcounsel.lib.row_security import SUPERVISED_GROUPS


class Migration(migrations.Migration):
    dependencies = [("members", "0004_codes_and_parts")]
    operations = [migrations.RunSQL(SUPERVISED_GROUPS, migrations.RunSQL.noop)]
