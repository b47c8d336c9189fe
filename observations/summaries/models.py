from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groupcounsel.lib.models import OfGroup, within_group
from observations.summaries.querysets import Builds, Kept, Rebuilds, Summaries


class Summary(OfGroup):
    """What the records of one membership carry. A draft is renewed in place; an approved version stays as it was.

    `claims` has one entry for each position, always in the same order, without its events: those are its `Evidence`.
    `pictured` is what its pictures draw beside them. `digest` is of all three. `built_from` is the newest state of the
    record (`Watermark.record`) that this is true for. `words` are a counselor's own; `edits` counts how often they or
    what is set aside was changed in this version.
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
    pictured = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    words = models.TextField(_("in your own words"), blank=True)
    words_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words_at = models.DateTimeField(null=True)
    edits = models.PositiveIntegerField(default=0)

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
            models.CheckConstraint(
                name="own_words_are_somebodys",
                condition=Q(words="") | Q(words_by__isnull=False, words_at__isnull=False),
            ),
        ]

    @property
    def edition(self) -> str:
        """What a person has before their eyes: what was built, and what counselors made of it."""
        return f"{self.digest}.{self.edits}"


class Evidence(OfGroup):
    """The events behind one claim of a summary in the order of time, kept apart so that the page stays light."""

    summary = within_group("summaries.Summary", related_name="evidence")
    position = models.PositiveSmallIntegerField()
    events = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="a_claim_has_its_evidence_once", fields=["summary", "position"])]


class SetAside(OfGroup):
    """A sentence that a counselor does not let stand, with the reason. `claim` names the claim it begins with."""

    summary = within_group("summaries.Summary", related_name="set_aside")
    claim = models.CharField(max_length=200)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(name="a_claim_is_set_aside_once", fields=["summary", "claim"]),
            models.CheckConstraint(name="a_sentence_set_aside_has_a_reason", condition=~Q(reason="")),
        ]


class Findings(OfGroup):
    """What the records carry about the group as a whole, or about one `session` of it.

    `content` is what their page shows, `so_far` the ties of all sessions up to this one, `evidence` the events behind
    each claim; `digest` is of all three. `built_from` is the state of the group's record (`Watermark.record`) that
    this is true for. A word of a member against summaries removes them in its own transaction: they tell of everybody.
    """

    session = within_group("sessions_app.Session", null=True, related_name="findings")
    built_from = models.BigIntegerField()
    built_at = models.DateTimeField(default=timezone.now)
    analysis = models.CharField(max_length=10)
    content = models.JSONField(default=dict)
    so_far = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects = Kept.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_group_and_a_session_have_findings_once", fields=["group", "session"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="ties_so_far_are_those_of_a_session", condition=Q(session__isnull=False) | Q(so_far={})
            ),
        ]


class Build(models.Model):
    """How builds go: how long they wait and take, and what fails. Nothing clinical.

    Of one membership's summary; or of the findings of a group, whose id then stands for a membership's. It has no
    policy, as the watermark beside it, so that the sweep and the practice's page see all of them.
    `failure` is the kind of the error, never its text.
    """

    membership = models.UUIDField(primary_key=True)
    group = models.UUIDField()
    builds = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(null=True)
    waited = models.FloatField(null=True)  # seconds from the newest change to the start of the build that it led to
    took = models.FloatField(null=True)  # seconds
    due_at = models.DateTimeField(null=True)
    rebuilt = models.PositiveIntegerField(default=0)  # the newest rebuild that has come to it
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, blank=True)

    objects = Builds.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_failed_build_says_when_and_how",
                condition=Q(failures=0, failed_at=None, failure="")
                | Q(failures__gt=0, failed_at__isnull=False) & ~Q(failure=""),
            )
        ]


class Rebuild(models.Model):
    """Summaries and findings of the whole site are to be built anew: an admin wants it, or what builds them is new."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        CANCELLED = "cancelled", _("cancelled")
        DONE = "done", pgettext_lazy("rebuild", "done")

    number = models.AutoField(primary_key=True)
    analysis = models.CharField(max_length=10)
    codebook = models.CharField(max_length=20)
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    began_at = models.DateTimeField(default=timezone.now)

    objects = Rebuilds.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_rebuild_runs_at_a_time", fields=["state"], condition=Q(state="running")),
            models.CheckConstraint(
                name="a_rebuild_runs_or_is_over", condition=Q(state__in=["running", "cancelled", "done"])
            ),
        ]
