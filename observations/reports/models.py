from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified
from observations.reports.sheet_models import SheetDraft, SheetMapping

__all__ = ["SheetDraft", "SheetMapping", "Transfer", "TransferFault"]


class Transfers(models.QuerySet):
    def over(self):
        return self.filter(state__in=Transfer.OVER)

    def under_way(self):
        return self.exclude(state__in=Transfer.OVER)


class Transfer(Identified):
    """A file on its way into the site. What is wrong with it may quote records, so only who sent it sees the row.

    `size` is that of the document in bytes, about; it is `read` twice. `counts` says while it is under way how often it
    was begun, then what was imported, by the names of an `Outcome`, or how many faults there are.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("imported")
        REFUSED = "refused", _("not imported")

    OVER = (State.DONE, State.REFUSED)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    amend = models.BooleanField(default=False)
    seats = models.JSONField(default=dict)
    read = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    group = models.CharField(max_length=60, blank=True)
    counts = models.JSONField(default=dict)

    objects = Transfers.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    @property
    def over(self) -> bool:
        return self.state in self.OVER

    @property
    def share(self) -> float:
        """How much of it was read, from 0 to 1."""
        return min(1.0, self.read / (2 * self.size)) if self.size else 0.0


class TransferFault(models.Model):
    """One thing that is wrong with the file: where, what stands there, what was expected."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="faults")
    path = models.TextField()
    value = models.TextField(blank=True)
    expected = models.TextField()

    class Meta:
        ordering = ["id"]
