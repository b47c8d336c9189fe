"""The plan of a session, and who is reminded of what by e-mail."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import groupcounsel.lib.identifiers
from groupcounsel.lib.row_security import always, clinical, of_group, policies, same_group

LOCKED = "s.state IN ('signed', 'countersigned') AND NULLIF(current_setting('app.amending', true), '') IS NULL"
# Whoever cancels a session does not see the rows of others: the database takes them along.
WITH_ITS_SESSION = """
ALTER TABLE sessions_app_reminded ADD CONSTRAINT sessions_app_reminded_is_of_a_session
  FOREIGN KEY (session_id) REFERENCES sessions_app_session (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
OWN = "user_id = (SELECT app_user())"


def key():
    field = models.UUIDField(
        default=groupcounsel.lib.identifiers.uuid7, editable=False, primary_key=True, serialize=False
    )
    return ("id", field)


def within(to: str, **options) -> models.ForeignKey:
    options = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"} | options
    return models.ForeignKey(to=to, db_constraint=False, **options)


PLAN_ITEM = migrations.CreateModel(
    name="PlanItem",
    fields=[
        key(),
        ("text", models.CharField(max_length=300, verbose_name="what to come to")),
        ("position", models.PositiveSmallIntegerField()),
        ("done", models.BooleanField(default=False)),
        ("group", within("members.group")),
        ("session", within("sessions_app.session", related_name="plan")),
    ],
    options={
        "ordering": ["position"],
        "constraints": [
            models.CheckConstraint(condition=~Q(text=""), name="a_plan_item_says_something"),
            models.UniqueConstraint(
                deferrable=models.Deferrable.DEFERRED,
                fields=("session", "position"),
                name="a_place_in_a_plan_is_taken_once",
            ),
        ],
    },
)
REMINDING = migrations.CreateModel(
    name="Reminding",
    fields=[
        key(),
        ("hours_before", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="before a session")),
        ("morning_after", models.BooleanField(default=False, verbose_name="records to finish")),
        (
            "user",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminding",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ],
    options={
        "constraints": [
            models.CheckConstraint(
                condition=Q(("hours_before", None), ("hours_before__range", (1, 72)), _connector="OR"),
                name="a_reminder_comes_1_to_72_hours_before",
            )
        ],
    },
)
REMINDED = migrations.CreateModel(
    name="Reminded",
    fields=[
        key(),
        ("kind", models.CharField(max_length=7)),
        ("at", models.DateTimeField(default=django.utils.timezone.now)),
        ("session", within("sessions_app.session", on_delete=django.db.models.deletion.DO_NOTHING)),
        (
            "user",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ],
    options={
        "constraints": [
            models.UniqueConstraint(fields=("user", "session", "kind"), name="nobody_is_reminded_twice"),
            models.CheckConstraint(condition=Q(kind__in=["session", "record"]), name="a_reminder_is_of_a_known_kind"),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0007_who_comes_back"),
        ("sessions_app", "0006_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        PLAN_ITEM,
        REMINDING,
        REMINDED,
        *clinical("sessions_app_planitem"),
        *of_group("sessions_app_planitem"),
        same_group("sessions_app_planitem", session_id="sessions_app_session"),
        always(
            "sessions_app_planitem",
            "a_signed_record_is_locked",
            f"SELECT FROM fresh f JOIN sessions_app_session s ON s.id = f.session_id WHERE {LOCKED}",
            on=("INSERT", "UPDATE", "DELETE"),
        ),
        policies("sessions_app_reminded", reads=OWN, writes=OWN),
        migrations.RunSQL(WITH_ITS_SESSION, migrations.RunSQL.noop),
    ]
