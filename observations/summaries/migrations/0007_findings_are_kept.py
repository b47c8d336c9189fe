"""Findings of groups and of sessions are kept, as members' summaries are, and are read by whoever reads the group."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

import groupcounsel.lib.identifiers
from groupcounsel.lib.row_security import clinical, of_group, same_group

# They tell of everybody who agreed, so they go with the first who does not any more, in the same transaction. The turn
# makes whoever stores some wait, and look again at who agrees.
GO = """
CREATE FUNCTION a_word_against_summaries_removes_findings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('told of ' || NEW.group_id, 0));
  DELETE FROM summaries_findings WHERE group_id = NEW.group_id;
  RETURN NULL; END $$;
CREATE TRIGGER a_word_against_summaries_removes_findings AFTER INSERT ON members_consent FOR EACH ROW
  WHEN (NEW.purpose = 'summaries' AND NOT NEW.given) EXECUTE FUNCTION a_word_against_summaries_removes_findings();
"""


def reference(to: str, **options) -> models.ForeignKey:
    return models.ForeignKey(to=to, db_constraint=False, on_delete=django.db.models.deletion.CASCADE, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_a_group_has_a_mark"),
        ("sessions_app", "0002_access"),
        ("summaries", "0006_what_pictures_draw"),
    ]

    operations = [
        migrations.CreateModel(
            name="Findings",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=groupcounsel.lib.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("built_from", models.BigIntegerField()),
                ("built_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("analysis", models.CharField(max_length=10)),
                ("content", models.JSONField(default=dict)),
                ("so_far", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("group", reference("members.group", related_name="+")),
                ("session", reference("sessions_app.session", null=True, related_name="findings")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "session"),
                        name="a_group_and_a_session_have_findings_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=Q(("session__isnull", False), ("so_far", {}), _connector="OR"),
                        name="ties_so_far_are_those_of_a_session",
                    ),
                ],
            },
        ),
        *clinical("summaries_findings"),
        *of_group("summaries_findings"),
        same_group("summaries_findings", session_id="sessions_app_session"),
        migrations.RunSQL(GO, migrations.RunSQL.noop),
    ]
