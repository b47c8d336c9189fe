from django.db import migrations

from groupcounsel.lib.row_security import clinical, of_group, same_group

TABLES = ["sessions_app_session", "sessions_app_attendance", "sessions_app_signature"]


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0001_initial"), ("members", "0002_access")]
    operations = [
        *clinical(*TABLES),
        *of_group(*TABLES),
        same_group("sessions_app_attendance", session_id="sessions_app_session", person_id="members_person"),
        same_group("sessions_app_signature", session_id="sessions_app_session", person_id="members_person"),
    ]
