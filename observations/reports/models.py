from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified
from observations.reports.sheet_models import SheetDraft, SheetMapping

__all__ = ["SheetDraft", "SheetMapping", "Transfer", "TransferFault"]


class Transfer(Identified):
    """A file on its way into the site. What is wrong with it may quote records, so only who sent it sees the row."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("imported")
        REFUSED = "refused", _("not imported")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    amend = models.BooleanField(default=False)
    seats = models.JSONField(default=dict)
    read = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    group = models.CharField(max_length=60, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    @property
    def over(self) -> bool:
        return self.state in (self.State.DONE, self.State.REFUSED)


class TransferFault(models.Model):
    """One thing that is wrong with the file: where, what stands there, what was expected."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="faults")
    path = models.TextField()
    value = models.TextField(blank=True)
    expected = models.TextField()

    class Meta:
        ordering = ["id"]
