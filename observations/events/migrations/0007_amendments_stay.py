"""An amendment keeps what stood there before it; nothing is done to it afterwards."""

from django.db import migrations

from groupcounsel.lib.row_security import stays


class Migration(migrations.Migration):
    dependencies = [("events", "0006_directions")]
    operations = [
        stays("events_amendment", "an_amendment_stays"),
    ]
