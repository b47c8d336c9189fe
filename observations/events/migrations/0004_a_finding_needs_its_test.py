"""A condition that comes out as NULL passes: what nobody noted is not observed reality testing either."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("events", "0003_signature_waits")]
    operations = [
        migrations.RemoveConstraint("event", "a_finding_needs_observed_reality_testing"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                name="a_finding_needs_observed_reality_testing",
                condition=Q(reality_finding=None) | Q(reality_testing__isnull=False, reality_testing="observed"),
            ),
        ),
    ]
