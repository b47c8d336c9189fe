"""Which event answers which: later in the same session, when it is said."""

from django.db import migrations

from groupcounsel.lib.row_security import always, clinical, of_group, same_group


class Migration(migrations.Migration):
    dependencies = [("debriefing", "0005_answer")]
    operations = [
        *clinical("debriefing_answer"),
        *of_group("debriefing_answer"),
        same_group("debriefing_answer", event_id="events_event", answer_id="events_event"),
        always(
            "debriefing_answer",
            "an_answer_comes_later_in_its_session",
            """SELECT FROM fresh f JOIN events_event e ON e.id = f.event_id JOIN events_event a ON a.id = f.answer_id
               WHERE a.session_id <> e.session_id OR (a.at, a.id) <= (e.at, e.id)""",
        ),
    ]
