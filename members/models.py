import zoneinfo
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified, OfGroup, within_group
from groupcounsel.lib.terms import Term, Terms
from members.querysets import Groups, Memberships, Persons, Watermarks


class Group(Identified):
    class Kind(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")

    ref = models.CharField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.CLOSED)
    capacity = models.PositiveSmallIntegerField(_("places"), default=8)
    timezone = models.CharField(_("time zone"), max_length=64, default="Asia/Jakarta")
    ended = models.DateField(_("ended"), null=True, blank=True)

    objects = Groups.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_group_has_two_places_or_more", condition=Q(capacity__gte=2)),
            models.CheckConstraint(name="a_group_is_closed_or_open", condition=Q(kind__in=["closed", "open"])),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def today(self) -> date:
        """The day it is where the group meets."""
        return timezone.localdate(timezone=self.zone)


class Leadership(Term, Identified):
    """Who opens a group's records; from `starts`, until and without `ends`."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        CO_LEAD = "co-lead", _("co-lead")
        OBSERVER = "observer", _("observer")

        @property
        def writes(self) -> bool:
            return self != self.OBSERVER

    group = models.ForeignKey(Group, models.CASCADE, related_name="leaderships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="leaderships")
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.LEAD)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = Terms.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leadership_does_not_end_before_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(
                name="a_part_is_lead_co_lead_or_observer", condition=Q(role__in=["lead", "co-lead", "observer"])
            ),
            models.UniqueConstraint(
                name="a_person_leads_a_group_once_at_a_time", fields=["group", "user"], condition=Q(ends=None)
            ),
        ]


class Person(OfGroup):
    """Somebody in the group's records: a member under an alias, or a counselor (with or without a sign-in)."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        COUNSELOR = "counselor", _("counselor")

    ref = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.MEMBER)
    alias = models.CharField(_("alias"), max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seats")

    objects = Persons.as_manager()

    class Meta:
        ordering = ["alias", "ref"]
        constraints = [
            models.UniqueConstraint(name="a_ref_names_one_person_of_a_group", fields=["group", "ref"]),
            models.UniqueConstraint(name="an_alias_names_one_person_of_a_group", fields=["group", "alias"]),
            models.UniqueConstraint(name="a_user_has_one_seat_in_a_group", fields=["group", "user"]),
            models.CheckConstraint(
                name="a_person_is_member_or_counselor", condition=Q(kind__in=["member", "counselor"])
            ),
            models.CheckConstraint(name="a_member_has_no_sign_in", condition=Q(kind="counselor") | Q(user=None)),
        ]

    def __str__(self):
        return self.alias

    @property
    def is_counselor(self) -> bool:
        return self.kind == self.Kind.COUNSELOR


class Identity(OfGroup):
    """Who a member is by law: sealed, and opened on purpose only."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="identity", db_constraint=False)
    sealed = models.TextField()


class Membership(OfGroup):
    class Outcome(models.TextChoices):
        SUCCESSFUL = "successful", _("reached what they came for")
        PARTLY = "partly", _("reached it in part")
        UNCHANGED = "unchanged", _("little changed")
        BROKE_OFF = "broke-off", _("broke off")
        REFERRED = "referred", _("went on elsewhere")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships", db_constraint=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="membership", db_constraint=False)
    joined = models.DateField(_("joined"))
    left = models.DateField(_("left"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=40, null=True, blank=True)

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_leaves_before_joining", condition=Q(left=None) | Q(left__gte=F("joined"))
            ),
            models.CheckConstraint(
                name="an_outcome_belongs_to_an_ended_membership", condition=Q(outcome=None) | ~Q(left=None)
            ),
        ]

    def __str__(self):
        return self.person.alias

    @property
    def outcome_in_words(self) -> str:
        return _in_words(self.outcome)


def _in_words(outcome: str | None) -> str:
    """An import may bring a word of its own."""
    return dict(Membership.Outcome.choices).get(outcome, outcome or "")


class Departure(OfGroup):
    """A leaving that was not the last one. The database writes it when the day of leaving is taken back."""

    membership = within_group("members.Membership", related_name="departures")
    joined = models.DateField(_("joined"))
    left = models.DateField(_("left"))
    outcome = models.CharField(_("outcome"), max_length=40, null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    @property
    def outcome_in_words(self) -> str:
        return _in_words(self.outcome)


class Watermark(models.Model):
    """How far a record has come and how far what is built from it has: two counters, nothing clinical.

    The record of one membership; or that of the group as a whole, whose mark has the group's id in place of a
    membership's and comes with the group. It has no policy, so that the sweep finds what is behind without seeing
    any group.
    """

    membership = models.UUIDField(primary_key=True)
    group = models.UUIDField()
    record = models.BigIntegerField(default=1)
    built = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)  # when the last message went out that asks for the summary

    objects = Watermarks.as_manager()

    class Meta:
        indexes = [models.Index(fields=["changed_at"], condition=~Q(record=F("built")), name="watermarks_behind")]


class Statement(OfGroup):
    """A problem restated interpersonally, or a goal; its words are in its versions, the newest in force."""

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("problem")
        GOAL = "goal", _("goal")

    membership = within_group("members.Membership", related_name="statements")
    kind = models.CharField(max_length=7, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    closed = models.DateField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.CheckConstraint(name="a_statement_is_a_problem_or_a_goal", condition=Q(kind__in=["problem", "goal"]))
        ]


class StatementVersion(OfGroup):
    statement = within_group("members.Statement", related_name="versions")
    text = models.CharField(max_length=400)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [models.CheckConstraint(name="a_statement_says_something", condition=~Q(text=""))]


class Consent(OfGroup):
    """Given or withdrawn, for one purpose; the newest row is in force, the earlier ones stay."""

    class Purpose(models.TextChoices):
        RECORDING = "recording", _("recording what happens in the group")
        POLLS = "polls", _("polls")
        SUMMARIES = "summaries", _("automatic summaries")

    membership = within_group("members.Membership", related_name="consents")
    purpose = models.CharField(max_length=9, choices=Purpose)
    given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["membership", "purpose", "-at"], name="newest_consent")]
        constraints = [
            models.CheckConstraint(
                name="a_consent_has_one_of_the_purposes", condition=Q(purpose__in=["recording", "polls", "summaries"])
            )
        ]

    @property
    def day(self) -> date:
        """Where the group meets."""
        return self.at.astimezone(self.membership.group.zone).date()
