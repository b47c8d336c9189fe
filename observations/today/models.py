from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified


class Feed(Identified):
    """The calendar of one person's sessions. `digest`: SHA-256 of the secret in its address; null while there is none.

    It has no policy: who asks with the address is not signed in. What it leads to is read with the owner's eyes.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    title = models.CharField(_("title in the calendar"), max_length=80, blank=True)
    digest = models.CharField(max_length=64, null=True, unique=True)
    made_at = models.DateTimeField(null=True)
    read_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_address_was_made_at_some_time", condition=Q(digest=None) | Q(made_at__isnull=False)
            )
        ]
