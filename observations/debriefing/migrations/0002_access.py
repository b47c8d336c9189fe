"""Who may read and write what a debriefing keeps; what of it stays; which event may answer which.

A touch may hold what counselors felt.
"""

from django.db import migrations

from groupcounsel.lib.row_security import always, clinical, of_group, same_group, stays

TABLES = {
    "touch": {"session_id": "sessions_app_session", "takes_back_id": "debriefing_touch"},
    "enough": {"session_id": "sessions_app_session"},
    "endedarc": {"event_id": "events_event"},
    "answer": {"event_id": "events_event", "answer_id": "events_event"},
    "hypothesis": {"membership_id": "members_membership"},
    "hypothesisversion": {"hypothesis_id": "debriefing_hypothesis"},
    "hypothesisevent": {"hypothesis_id": "debriefing_hypothesis", "event_id": "events_event"},
    "pattern": {"membership_id": "members_membership"},
    "patternuse": {"pattern_id": "debriefing_pattern", "session_id": "sessions_app_session"},
}
NAMES = [f"debriefing_{name}" for name in TABLES]
NOT_FOR_OBSERVERS = """
CREATE POLICY observers_read_no_touch ON debriefing_touch AS RESTRICTIVE FOR SELECT USING (
  group_id <> ALL((SELECT app_observed_groups())::uuid[]));
"""


class Migration(migrations.Migration):
    dependencies = [("debriefing", "0001_initial"), ("live", "0002_access"), ("members", "0007_who_comes_back")]
    operations = [
        *clinical(*NAMES),
        *of_group(*NAMES),
        *(same_group(f"debriefing_{name}", **parents) for name, parents in TABLES.items()),
        migrations.RunSQL(NOT_FOR_OBSERVERS, migrations.RunSQL.noop),
        stays("debriefing_touch", "a_touch_stays"),
        stays("debriefing_hypothesisversion", "an_earlier_hypothesis_stays"),
        stays("debriefing_patternuse", "a_use_of_a_pattern_stays"),
        always(
            "debriefing_answer",
            "an_answer_comes_later_in_its_session",
            """SELECT FROM fresh f JOIN events_event e ON e.id = f.event_id JOIN events_event a ON a.id = f.answer_id
               WHERE a.session_id <> e.session_id OR (a.at, a.id) <= (e.at, e.id)""",
        ),
    ]
