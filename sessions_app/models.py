from datetime import UTC, date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified, OfGroup, within_group
from sessions_app.querysets import LOCKED, Attendances, Sessions, a_while_ago

OUR_TIME = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
STRUCTURES = ["free", "themed", "exercise"]
STATES = ["planned", "live", "debriefing", "signed", "countersigned"]
ATTENDED = ["present", "late", "left-early", "absent-with-word", "absent-without-word", "absent"]
REMINDERS = ["session", "record"]
RATED = [MinValueValidator(1), MaxValueValidator(5)]


class Session(OfGroup):
    class Structure(models.TextChoices):
        FREE = "free", _("free")
        THEMED = "themed", _("themed")
        EXERCISE = "exercise", _("exercise")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        LIVE = "live", _("live")
        DEBRIEFING = "debriefing", _("to debrief")
        SIGNED = "signed", _("signed")
        COUNTERSIGNED = "countersigned", _("countersigned")

        @property
        def locked(self) -> bool:
            return self in (self.SIGNED, self.COUNTERSIGNED)

    group = models.ForeignKey("members.Group", models.CASCADE, related_name="sessions", db_constraint=False)
    ref = models.CharField(max_length=60)
    number = models.PositiveIntegerField(_("number"))
    starts = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=90)
    structure = models.CharField(_("structure"), max_length=8, choices=Structure, default=Structure.FREE)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    safety = models.PositiveSmallIntegerField(_("safe enough"), null=True, blank=True, validators=RATED)
    honesty = models.PositiveSmallIntegerField(_("honest feedback"), null=True, blank=True, validators=RATED)
    state = models.CharField(_("state"), max_length=13, choices=State, default=State.PLANNED)
    began = models.DateTimeField(
        null=True, editable=False
    )  # when it was started by a tap; `starts` is what was planned
    ended = models.DateTimeField(null=True, editable=False)
    pauses = models.JSONField(default=list, editable=False)  # pairs of moments; the last may be open: [begin, null]

    objects = Sessions.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="a_number_names_one_session_of_a_group", fields=["group", "number"]),
            models.UniqueConstraint(name="a_ref_names_one_session_of_a_group", fields=["group", "ref"]),
            models.CheckConstraint(name="a_session_lasts_a_minute_or_more", condition=Q(minutes__gte=1)),
            models.CheckConstraint(
                name="a_session_is_free_themed_or_an_exercise", condition=Q(structure__in=STRUCTURES)
            ),
            models.CheckConstraint(name="a_session_is_in_a_known_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="a_session_is_held_in_our_time", condition=Q(starts__range=OUR_TIME)),
            models.CheckConstraint(name="sessions_are_numbered_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="safety_is_rated_from_1_to_5", condition=Q(safety=None) | Q(safety__range=(1, 5))
            ),
            models.CheckConstraint(
                name="a_session_ends_after_it_begins",
                condition=Q(ended=None) | Q(began__isnull=False, ended__gte=F("began")),
            ),
            models.CheckConstraint(
                name="honesty_is_rated_from_1_to_5", condition=Q(honesty=None) | Q(honesty__range=(1, 5))
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-starts"], name="newest_sessions"),
            models.Index(fields=["group", "starts"], condition=~Q(state__in=LOCKED), name="sessions_not_locked"),
        ]

    @property
    def locked(self) -> bool:
        return self.State(self.state).locked

    @property
    def day(self) -> date:
        """The day on which it is held, where the group meets."""
        return self.starts.astimezone(self.group.zone).date()

    @property
    def has_begun(self) -> bool:
        return self.starts <= timezone.now()

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def is_running(self) -> bool:
        return self.state == self.State.LIVE and not self.is_paused

    @property
    def passed_unrecorded(self) -> bool:
        """Planned, and its time is over: nobody has said yet whether it was held."""
        return self.state == self.State.PLANNED and self.starts < a_while_ago()


class Attendance(OfGroup):
    class State(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        LEFT_EARLY = "left-early", _("left early")
        ABSENT_WITH_WORD = "absent-with-word", _("absent, with word")
        ABSENT_WITHOUT_WORD = "absent-without-word", _("absent, without word")
        ABSENT = "absent", _("absent")

        @property
        def was_there(self) -> bool:
            return not self.startswith("absent")

    session = within_group("sessions_app.Session", related_name="attendances")
    person = within_group("members.Person", related_name="attendances")
    state = models.CharField(_("attendance"), max_length=19, choices=State)
    at = models.FloatField(_("seconds from the session's start"), null=True, blank=True, editable=False)

    objects = Attendances.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_person_attends_a_session_once", fields=["session", "person"]),
            models.CheckConstraint(name="an_attendance_is_one_of_six", condition=Q(state__in=ATTENDED)),
            models.CheckConstraint(
                name="only_who_came_late_or_left_early_has_a_time",
                condition=Q(at=None) | Q(at__gte=0, state__in=["late", "left-early"]),
            ),
        ]
        indexes = [models.Index(fields=["person", "session"], name="sessions_of_a_person")]


class Signature(OfGroup):
    """Signed means locked. `digest` is SHA-256 of the record as it stood."""

    session = within_group("sessions_app.Session", related_name="signatures")
    person = within_group("members.Person", related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(name="a_person_signs_a_session_once", fields=["session", "person"])]


class PlanItem(OfGroup):
    """What a session is meant to come to, in the order in which it is meant."""

    session = within_group("sessions_app.Session", related_name="plan")
    text = models.CharField(_("what to come to"), max_length=300)
    position = models.PositiveSmallIntegerField()
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="a_plan_item_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="a_place_in_a_plan_is_taken_once",
                fields=["session", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class Reminding(Identified):
    """By which e-mails somebody wants to be reminded; without a row, by none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminding")
    hours_before = models.PositiveSmallIntegerField(_("before a session"), null=True, blank=True)
    morning_after = models.BooleanField(_("records to finish"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_reminder_comes_1_to_72_hours_before",
                condition=Q(hours_before=None) | Q(hours_before__range=(1, 72)),
            )
        ]


class Reminded(Identified):
    """An e-mail that went out, so that it goes out once. It is its reader's alone, and goes with its session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.DO_NOTHING, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=7)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="nobody_is_reminded_twice", fields=["user", "session", "kind"]),
            models.CheckConstraint(name="a_reminder_is_of_a_known_kind", condition=Q(kind__in=REMINDERS)),
        ]
