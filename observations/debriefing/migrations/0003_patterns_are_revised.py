"""A pattern is revised and retired, with what stood there before; a use is said anew; a touch may be about the session."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import groupcounsel.lib.identifiers
from groupcounsel.lib.row_security import always, clinical, of_group, same_group, stays


class Migration(migrations.Migration):
    dependencies = [
        ("codebook", "0003_access"),
        ("debriefing", "0002_access"),
        ("members", "0007_who_comes_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="pattern",
            name="note",
            field=models.TextField(blank=True, default="", verbose_name="note"),
        ),
        migrations.AddField(
            model_name="pattern",
            name="retired",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="patternuse",
            name="replaces",
            field=models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replaced_by",
                to="debriefing.patternuse",
            ),
        ),
        migrations.AlterField(
            model_name="touch",
            name="event",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="EarlierPattern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=groupcounsel.lib.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("criticism", "criticism"),
                            ("praise", "praise"),
                            ("demand", "demand"),
                            ("silence", "silence"),
                            ("disclosure", "disclosure"),
                            ("separation", "separation"),
                            ("newcomer", "a newcomer"),
                            ("rivalry", "rivalry"),
                            ("limit", "a limit"),
                            ("exercise", "an exercise"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="what sets it off",
                    ),
                ),
                (
                    "octant",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PA", "assured"),
                            ("BC", "proud"),
                            ("DE", "cold"),
                            ("FG", "withdrawn"),
                            ("HI", "giving in"),
                            ("JK", "trusting"),
                            ("LM", "warm"),
                            ("NO", "open"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="octant",
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supports", "supports"),
                            ("validates", "validates"),
                            ("disputes", "disputes"),
                            ("confronts", "confronts"),
                            ("gives-feedback", "gives feedback"),
                            ("attacks", "attacks"),
                            ("bursts-out", "bursts out"),
                            ("intimidated", "is intimidated"),
                            ("bored", "is bored"),
                            ("withdraws", "withdraws"),
                            ("silent", "is silent"),
                            ("identifies", "identifies"),
                            ("comforts", "comforts"),
                            ("other", "something else"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="response",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="note")),
                ("retired", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "behaviour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="codebook.behaviour",
                        verbose_name="behaviour",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.group",
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="debriefing.pattern",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "abstract": False,
            },
        ),
        *clinical("debriefing_earlierpattern"),
        *of_group("debriefing_earlierpattern"),
        same_group("debriefing_earlierpattern", pattern_id="debriefing_pattern"),
        same_group("debriefing_patternuse", replaces_id="debriefing_patternuse"),
        stays("debriefing_earlierpattern", "an_earlier_pattern_stays"),
        always(
            "debriefing_patternuse",
            "a_use_takes_the_place_of_one_of_its_pattern",
            """SELECT FROM fresh f JOIN debriefing_patternuse u ON u.id = f.replaces_id
               WHERE u.pattern_id <> f.pattern_id""",
            on=("INSERT",),
        ),
    ]
