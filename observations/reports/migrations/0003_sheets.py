import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import groupcounsel.lib.identifiers
from groupcounsel.lib.row_security import clinical, of_group, policies

OWN = "user_id = (SELECT app_user())"
IDENTIFIED = (
    "id",
    models.UUIDField(default=groupcounsel.lib.identifiers.uuid7, editable=False, primary_key=True, serialize=False),
)


def user():
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_memberships_of_a_group"),
        ("reports", "0002_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetDraft",
            fields=[
                IDENTIFIED,
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("starts", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "structure",
                    models.CharField(
                        choices=[("free", "free"), ("themed", "themed"), ("exercise", "exercise")], max_length=8
                    ),
                ),
                ("header", models.JSONField()),
                ("rows", models.JSONField()),
                ("blank", models.JSONField(default=list)),
                ("people", models.JSONField(default=dict)),
                ("columns", models.JSONField(null=True)),
                ("unit", models.CharField(blank=True, max_length=8)),
                ("by", user()),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.group",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("group", "by"), name="a_person_imports_one_sheet_at_a_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetMapping",
            fields=[
                IDENTIFIED,
                ("shape", models.CharField(max_length=64)),
                ("columns", models.JSONField()),
                ("unit", models.CharField(max_length=8)),
                ("user", user()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "shape"), name="a_mapping_is_remembered_once")],
            },
        ),
        *clinical("reports_sheetdraft"),
        *of_group("reports_sheetdraft"),
        policies("reports_sheetmapping", reads=OWN, writes=OWN),
    ]
