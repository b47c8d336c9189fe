from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import OfGroup, within_group
from observations.summaries.querysets import Summaries


class Summary(OfGroup):
    """What the records of one membership carry. A draft is renewed in place; an approved version stays as it was.

    `claims` has one entry for each position, always in the same order, without its events: those are its `Evidence`.
    `digest` is of both. `built_from` is the newest state of the record (`Watermark.record`) that this is true for.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        SUPERSEDED = "superseded", _("superseded")

    membership = within_group("members.Membership", related_name="summaries")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    built_from = models.BigIntegerField()
    built_at = models.DateTimeField(default=timezone.now)
    analysis = models.CharField(max_length=10)
    events = models.PositiveIntegerField(default=0)
    claims = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = Summaries.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(name="a_version_names_one_summary", fields=["membership", "version"]),
            models.UniqueConstraint(
                name="a_membership_has_one_draft", fields=["membership"], condition=Q(state="draft")
            ),
            models.UniqueConstraint(
                name="a_membership_has_one_approved_summary", fields=["membership"], condition=Q(state="approved")
            ),
            models.CheckConstraint(
                name="an_approved_summary_says_when",
                condition=Q(state="draft") | Q(approved_at__isnull=False),
            ),
        ]


class Evidence(OfGroup):
    """The events behind one claim of a summary in the order of time, kept apart so that the page stays light."""

    summary = within_group("summaries.Summary", related_name="evidence")
    position = models.PositiveSmallIntegerField()
    events = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="a_claim_has_its_evidence_once", fields=["summary", "position"])]
