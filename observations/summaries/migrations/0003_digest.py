from django.db import migrations, models
from django.db.models import Q

RENEW_ALL = "UPDATE members_watermark SET built = 0"


class Migration(migrations.Migration):
    """What is stored for a summary changes, so every summary is made anew.

    A migration like this comes with every new version of the analysis and names it in `renews_for`.
    """

    renews_for = "1"
    dependencies = [("summaries", "0002_access"), ("members", "0002_access")]
    operations = [
        migrations.RunSQL(RENEW_ALL, migrations.RunSQL.noop),
        migrations.RemoveField("summary", "figures"),
        migrations.AddField("summary", "digest", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddConstraint(
            "summary",
            models.UniqueConstraint(
                name="a_membership_has_one_approved_summary", fields=["membership"], condition=Q(state="approved")
            ),
        ),
    ]
