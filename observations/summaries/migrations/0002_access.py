from django.db import migrations

from groupcounsel.lib.row_security import clinical, of_group, same_group

TABLES = ["summaries_summary", "summaries_evidence"]


class Migration(migrations.Migration):
    dependencies = [("summaries", "0001_initial"), ("members", "0002_access")]
    operations = [
        *clinical(*TABLES),
        *of_group(*TABLES),
        same_group("summaries_summary", membership_id="members_membership"),
        same_group("summaries_evidence", summary_id="summaries_summary"),
    ]
