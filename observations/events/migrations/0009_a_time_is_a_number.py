"""NaN and infinity are no moments of a session, and PostgreSQL counts both as greater than any number."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("events", "0008_who_belonged_that_day")]
    operations = [
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(name="an_event_is_within_the_longest_session", condition=Q(at__lte=1_966_020)),
        ),
    ]
