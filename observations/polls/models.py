from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import OfGroup, within_group


class Poll(OfGroup):
    class Kind(models.TextChoices):
        NOMINATION = "nomination", _("nomination")
        RANKING = "ranking", _("ranking")
        RATING = "rating", _("rating")
        WHOSE_OPINION = "whose-opinion-matters", _("whose opinion matters")

    ref = models.CharField(max_length=60)
    session = within_group("sessions_app.Session", related_name="polls", null=True)
    kind = models.CharField(max_length=21, choices=Kind)
    criterion = models.TextField()
    limit = models.PositiveSmallIntegerField(null=True)
    scale = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_ref_names_one_poll_of_a_group", fields=["group", "ref"]),
            models.CheckConstraint(
                name="a_poll_is_of_one_of_the_four_kinds",
                condition=Q(kind__in=["nomination", "ranking", "rating", "whose-opinion-matters"]),
            ),
            models.CheckConstraint(name="a_poll_asks_something", condition=~Q(criterion="")),
            models.CheckConstraint(name="a_limit_is_1_or_more", condition=Q(limit=None) | Q(limit__gte=1)),
        ]


class Ballot(OfGroup):
    poll = within_group("polls.Poll", related_name="ballots")
    by = within_group("members.Person", related_name="ballots")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_person_answers_a_poll_once", fields=["poll", "by"])]


class Choice(OfGroup):
    """What one voter said about one person: chosen, rejected, ranked or rated (`value`), or expected to choose them."""

    ballot = within_group("polls.Ballot", related_name="choices")
    person = within_group("members.Person", related_name="+")
    value = models.FloatField(null=True)
    expected = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_ballot_speaks_of_a_person_once", fields=["ballot", "person"]),
            models.CheckConstraint(
                name="a_value_is_a_number", condition=Q(value=None) | Q(value__gte=-1e9, value__lte=1e9)
            ),
        ]
