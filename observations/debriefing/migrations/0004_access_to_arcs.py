from django.db import migrations

from groupcounsel.lib.row_security import clinical, of_group, same_group


class Migration(migrations.Migration):
    dependencies = [("debriefing", "0003_ended_arcs")]
    operations = [
        *clinical("debriefing_endedarc"),
        *of_group("debriefing_endedarc"),
        same_group("debriefing_endedarc", event_id="events_event"),
    ]
