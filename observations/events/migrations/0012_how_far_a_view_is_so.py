"""How far a distorted view is so, for the member before and after, and for each of the others. Nobody has to say."""

from django.db import migrations, models
from django.db.models import Q


def rated(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(blank=True, null=True, verbose_name=label)


def from_0_to_10(model: str, field: str, name: str) -> migrations.AddConstraint:
    condition = Q(**{field: None}) | Q(**{f"{field}__range": (0, 10)})
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("events", "0011_rights_in_one_look")]
    operations = [
        migrations.AddField("event", "distortion_held", rated("how far it is so for the member")),
        migrations.AddField("event", "distortion_held_after", rated("how far the first view is still so")),
        migrations.AddField("validation", "rating", rated("how far it is so")),
        from_0_to_10("event", "distortion_held", "held_is_from_0_to_10"),
        from_0_to_10("event", "distortion_held_after", "held_afterwards_is_from_0_to_10"),
        from_0_to_10("validation", "rating", "others_rate_a_view_from_0_to_10"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(distortion_held=None, distortion_held_after=None) | ~Q(distortion_view=""),
                name="what_is_rated_is_a_view",
            ),
        ),
    ]
