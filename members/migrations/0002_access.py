from django.db import migrations

from groupcounsel.lib.row_security import FUNCTIONS, READS, WRITES, clinical, of_group, policies, same_group

TABLES = [
    "members_person",
    "members_identity",
    "members_membership",
    "members_statement",
    "members_statementversion",
    "members_consent",
]


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        policies(
            "members_group",
            reads=f"id = ANY({READS}) OR (SELECT app_is_admin())",
            writes=f"id = ANY({WRITES}) OR (SELECT app_is_admin())",
        ),
        *clinical(*TABLES),
        *of_group(*TABLES),
        same_group("members_identity", person_id="members_person"),
        same_group("members_membership", person_id="members_person"),
        same_group("members_statement", membership_id="members_membership"),
        same_group("members_statementversion", statement_id="members_statement"),
        same_group("members_consent", membership_id="members_membership"),
    ]
