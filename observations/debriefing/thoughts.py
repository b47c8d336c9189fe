"""What counselors make of a member: hypotheses with their versions, patterns with their uses. Rows of `models`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import OfGroup, within_group
from observations.codebook.codes import Octant, ResponseKind, Trigger
from observations.events.models import one_of

CODED = {"trigger": Trigger, "octant": Octant, "response": ResponseKind}
PERSON = settings.AUTH_USER_MODEL


class Hypothesis(OfGroup):
    """A supposition about a member. Its words and its state are in its versions, the newest in force."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUPPORTED = "supported", _("supported")
        DROPPED = "dropped", _("dropped")

    membership = within_group("members.Membership", related_name="hypotheses")
    events = models.ManyToManyField("events.Event", through="HypothesisEvent", related_name="hypotheses")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "debriefing"
        ordering = ["-at", "-id"]


class HypothesisVersion(OfGroup):
    hypothesis = within_group("debriefing.Hypothesis", related_name="versions")
    text = models.TextField(_("hypothesis"))
    state = models.CharField(_("state"), max_length=9, choices=Hypothesis.State, default=Hypothesis.State.OPEN)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        app_label = "debriefing"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="a_hypothesis_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="a_hypothesis_is_open_supported_or_dropped",
                condition=Q(state__in=["open", "supported", "dropped"]),
            ),
        ]


class HypothesisEvent(OfGroup):
    """An event on which a hypothesis rests."""

    hypothesis = within_group("debriefing.Hypothesis", related_name="rests_on")
    event = within_group("events.Event", related_name="+")

    class Meta:
        app_label = "debriefing"
        constraints = [
            models.UniqueConstraint(name="a_hypothesis_rests_on_an_event_once", fields=["hypothesis", "event"])
        ]


class Chain(OfGroup):
    """A name, what recurs, what a counselor makes of it, and whether it is still looked for."""

    name = models.CharField(_("name"), max_length=120)
    trigger = models.CharField(_("what sets it off"), max_length=20, choices=Trigger, null=True, blank=True)
    behaviour = models.ForeignKey(
        "codebook.Behaviour", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("behaviour")
    )
    octant = models.CharField(_("octant"), max_length=20, choices=Octant, null=True, blank=True)
    response = models.CharField(_("response"), max_length=20, choices=ResponseKind, null=True, blank=True)
    note = models.TextField(_("note"), blank=True, default="")
    retired = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        app_label = "debriefing"
        abstract = True


class Pattern(Chain):
    """A recurring chain that a counselor has named. Which events fit it is derived from what is given."""

    membership = within_group("members.Membership", related_name="patterns")

    class Meta(Chain.Meta):
        abstract = False
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="a_pattern_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="a_pattern_says_what_recurs",
                condition=~Q(trigger=None, behaviour=None, octant=None, response=None),
            ),
            *(one_of(kinds, column, f"a_patterns_{column}_is_of_the_codebook") for column, kinds in CODED.items()),
        ]


class EarlierPattern(Chain):
    """How a pattern stood until somebody (`by`, `at`) changed it."""

    pattern = within_group("debriefing.Pattern", related_name="earlier")

    class Meta(Chain.Meta):
        abstract = False
        ordering = ["-at", "-id"]


class PatternUse(OfGroup):
    """The pattern was used in the work of a session, and how. Said anew, it is another row in place of this one."""

    pattern = within_group("debriefing.Pattern", related_name="uses")
    session = within_group("sessions_app.Session", related_name="+", on_delete=models.PROTECT)
    note = models.TextField(_("how it was used"))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "debriefing.PatternUse", models.CASCADE, null=True, related_name="replaced_by", db_constraint=False
    )

    class Meta:
        app_label = "debriefing"
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="a_use_says_how", condition=~Q(note=""))]
