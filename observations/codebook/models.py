from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified
from observations.codebook.codes import Octant


class Codebook(Identified):
    """One version of the coding scheme. From its first use on it is frozen: an event keeps its meaning."""

    version = models.CharField(max_length=20, unique=True)
    codes = models.JSONField()
    frozen_at = models.DateTimeField(null=True, editable=False)


class Behaviour(Identified):
    """A behaviour of the practice's own list; with a group, it came in that group's file and holds there only."""

    group = models.ForeignKey("members.Group", models.CASCADE, null=True, blank=True, related_name="behaviours")
    code = models.SlugField(_("code"), max_length=60)
    label_en = models.CharField(_("in English"), max_length=80)
    label_id = models.CharField(_("in Indonesian"), max_length=80)
    octant = models.CharField(_("octant"), max_length=2, choices=Octant, null=True, blank=True)
    retired = models.BooleanField(_("no longer offered"), default=False)

    class Meta:
        ordering = ["label_en"]
        constraints = [
            models.UniqueConstraint(
                name="a_code_names_one_behaviour_of_the_practice", fields=["code"], condition=Q(group=None)
            ),
            models.UniqueConstraint(name="a_code_names_one_behaviour_of_a_group", fields=["group", "code"]),
        ]

    def __str__(self):
        return self.label_id if get_language() == "id" else self.label_en
