"""A signature is not taken back, and not given another digest."""

from django.db import migrations

from groupcounsel.lib.row_security import stays


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0004_signed_means_locked")]
    operations = [
        stays("sessions_app_signature", "a_signature_stays"),
    ]
