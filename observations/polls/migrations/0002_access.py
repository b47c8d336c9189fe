from django.db import migrations

from groupcounsel.lib.row_security import clinical, of_group, same_group

TABLES = ["polls_poll", "polls_ballot", "polls_choice"]


class Migration(migrations.Migration):
    dependencies = [("polls", "0001_initial"), ("sessions_app", "0002_access")]
    operations = [
        *clinical(*TABLES),
        *of_group(*TABLES),
        same_group("polls_poll", session_id="sessions_app_session"),
        same_group("polls_ballot", poll_id="polls_poll", by_id="members_person"),
        same_group("polls_choice", ballot_id="polls_ballot", person_id="members_person"),
    ]
