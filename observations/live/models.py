from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified, OfGroup, within_group

PERSON = settings.AUTH_USER_MODEL
KINDS = ["record", "change", "remove", "restore", "start", "pause", "resume", "end", "reopen", "attend", "arrange"]
WHY = ["access-ended", "conflict"]


class SealKey(Identified):
    """To `public` browsers seal what waits in them; `sealed` is the other half, under the site's keyring."""

    public = models.CharField(max_length=100)
    sealed = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-id"]


class Delivery(OfGroup):
    """One entry of the console as it was taken in, once. Its id was made where somebody tapped; it is never changed.

    `number` counts within the session, in the order of commits; the database gives it. `said` is what the entry asked
    for, `before` what stood in the facets that it changed: enough to take it back.
    """

    class Kind(models.TextChoices):
        RECORD = "record", _("recorded")
        CHANGE = "change", _("completed")
        REMOVE = "remove", _("taken back")
        RESTORE = "restore", _("put back")
        START = "start", _("session begun")
        PAUSE = "pause", _("pause begun")
        RESUME = "resume", _("pause ended")
        END = "end", _("session ended")
        REOPEN = "reopen", _("end taken back")
        ATTEND = "attend", _("attendance noted")
        ARRANGE = "arrange", _("seats arranged")

    session = within_group("sessions_app.Session", related_name="deliveries", on_delete=models.PROTECT, db_index=False)
    number = models.PositiveBigIntegerField(db_default=0, editable=False)
    kind = models.CharField(max_length=7, choices=Kind)
    event = models.UUIDField(null=True)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    device = models.UUIDField()
    place = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    tapped_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    said = models.JSONField(default=dict)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(name="a_number_names_one_delivery_of_a_session", fields=["session", "number"]),
            models.CheckConstraint(name="a_delivery_is_of_a_known_kind", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="a_delivery_about_an_event_names_it",
                condition=Q(event__isnull=False) | ~Q(kind__in=["record", "change", "remove", "restore"]),
            ),
        ]
        indexes = [models.Index(fields=["event", "-number"], name="deliveries_of_an_event")]


class Quarantined(OfGroup):
    """An entry that could not go into the record: still sealed, neither dropped nor shown, until somebody decides."""

    class Why(models.TextChoices):
        ACCESS_ENDED = "access-ended", _("its author no longer has a part in the group")
        CONFLICT = "conflict", _("another entry with the same number is on record")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        HANDED_OVER = "handed-over", _("handed over to those who lead")
        TAKEN_IN = "taken-in", _("taken into the record")
        SET_ASIDE = "set-aside", _("set aside")

    entry = models.UUIDField()
    session = within_group("sessions_app.Session", related_name="quarantined")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)
    state = models.CharField(max_length=11, choices=State, default=State.WAITING)
    digest = models.CharField(max_length=64)
    envelope = models.JSONField()
    tapped_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["tapped_at", "id"]
        constraints = [
            models.UniqueConstraint(name="an_entry_is_kept_apart_once", fields=["entry", "digest"]),
            models.CheckConstraint(name="what_is_kept_apart_says_why", condition=Q(why__in=WHY)),
            models.CheckConstraint(
                name="what_is_set_aside_has_a_reason", condition=~Q(state="set-aside") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="what_is_decided_names_by_whom", condition=Q(state="waiting") | Q(decided_by__isnull=False)
            ),
        ]


class Seating(OfGroup):
    """How the group sits: refs of people, clockwise from the top. Who is missing in it sits behind the last."""

    order = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_group_sits_in_one_order", fields=["group"])]


class Presence(OfGroup):
    """Who had the console of a session open, and when last."""

    session = within_group("sessions_app.Session", related_name="presences")
    user = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_person_is_present_once", fields=["session", "user"])]


class View(OfGroup):
    """How another counselor recorded the same event, kept beside it when the two were joined."""

    event = within_group("events.Event", related_name="views")
    recorded_by = within_group("members.Person", related_name="+")
    joined_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(default=timezone.now)
    document = models.JSONField()

    class Meta:
        ordering = ["joined_at", "id"]

    @property
    def entry(self) -> UUID:
        """The event that it was before they were joined."""
        return UUID(self.document["id"])

    @property
    def of_the_one_that_stayed(self) -> bool:
        return self.entry == self.event_id


class TwoEvents(OfGroup):
    """Somebody looked at two entries that seemed one event and said that they are two. `one` is the smaller id."""

    one = within_group("events.Event", related_name="+")
    other = within_group("events.Event", related_name="+")
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="two_events_are_told_apart_once", fields=["one", "other"])]


class Cues(models.Model):
    """What a person wants to be reminded of during a session, silently; null: not at all."""

    user = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="cues")
    unheard_minutes = models.PositiveSmallIntegerField(_("a member was not heard from for"), null=True, blank=True)
    unreflected_minutes = models.PositiveSmallIntegerField(
        _("a strong feeling was not reflected on since"), null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_cue_comes_after_1_to_180_minutes",
                condition=(Q(unheard_minutes=None) | Q(unheard_minutes__range=(1, 180)))
                & (Q(unreflected_minutes=None) | Q(unreflected_minutes__range=(1, 180))),
            )
        ]
