"""What was said about consent and how a problem was worded stays as it was: the newest is in force."""

from django.db import migrations

from groupcounsel.lib.row_security import stays


class Migration(migrations.Migration):
    dependencies = [("members", "0005_supervision_of_counselors")]
    operations = [
        stays("members_consent", "what_was_said_of_consent_stays"),
        stays("members_statementversion", "an_earlier_wording_stays"),
    ]
