"""Who leaves and comes back: the earlier leaving is kept, whoever takes it back, a counselor or an import."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import groupcounsel.lib.identifiers
from groupcounsel.lib.row_security import clinical, of_group, same_group, stays

KEPT = """
CREATE FUNCTION members_departure_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO members_departure (id, group_id, membership_id, joined, "left", outcome, at, by_id)
    VALUES (gen_random_uuid(), OLD.group_id, OLD.id, OLD.joined, OLD."left", OLD.outcome, now(), app_user());
  RETURN NULL; END $$;
CREATE TRIGGER members_departure_is_kept AFTER UPDATE ON members_membership FOR EACH ROW
  WHEN (OLD."left" IS NOT NULL AND NEW."left" IS NULL) EXECUTE FUNCTION members_departure_is_kept();
"""


def reference(to: str, **options) -> models.ForeignKey:
    return models.ForeignKey(to=to, db_constraint=False, on_delete=django.db.models.deletion.CASCADE, **options)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_earlier_ones_stay")]
    operations = [
        migrations.CreateModel(
            name="Departure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=groupcounsel.lib.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("joined", models.DateField(verbose_name="joined")),
                ("left", models.DateField(verbose_name="left")),
                ("outcome", models.CharField(blank=True, max_length=40, null=True, verbose_name="outcome")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("group", reference("members.group", related_name="+")),
                ("membership", reference("members.membership", related_name="departures")),
            ],
            options={"ordering": ["-at", "-id"]},
        ),
        *clinical("members_departure"),
        *of_group("members_departure"),
        same_group("members_departure", membership_id="members_membership"),
        stays("members_departure", "an_earlier_leaving_stays"),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
