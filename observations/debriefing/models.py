from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groupcounsel.lib.models import OfGroup, within_group
from observations.debriefing.thoughts import (
    EarlierPattern,
    Hypothesis,
    HypothesisEvent,
    HypothesisVersion,
    Pattern,
    PatternUse,
)

__all__ = [
    "Answer",
    "EarlierPattern",
    "EndedArc",
    "Enough",
    "Hypothesis",
    "HypothesisEvent",
    "HypothesisVersion",
    "Pattern",
    "PatternUse",
    "Touch",
]
PERSON = settings.AUTH_USER_MODEL


class Touch(OfGroup):
    """One answer given in a debriefing; it is never changed. Taking it back is a touch of its own, which names it.

    `before` and `after` hold, by the path in the event's document, what stood there and what stands there now;
    `after` is empty where an answer was to be taken back and stays. The event is named without a reference: what was
    done to it stays when it is removed. Without an event it is about the session itself.
    """

    session = within_group("sessions_app.Session", related_name="touches", on_delete=models.PROTECT, db_index=False)
    event = models.UUIDField(null=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField()
    after = models.JSONField()
    takes_back = models.OneToOneField(
        "debriefing.Touch", models.PROTECT, null=True, related_name="taken_back", db_constraint=False
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="a_touch_changes_something", condition=~Q(before=models.F("after"))),
        ]
        indexes = [models.Index(fields=["session", "by", "-at"], name="touches_of_a_debriefing")]


class Enough(OfGroup):
    """Somebody left the debriefing of a session as it is, for now. The row goes when they open it again."""

    session = within_group("sessions_app.Session", related_name="enough")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_person_has_enough_of_a_session_once", fields=["session", "by"])]


class EndedArc(OfGroup):
    """An incident about which nobody asks any more, although not all of its components were seen."""

    event = within_group("events.Event", related_name="ended_arcs")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="an_arc_ends_once", fields=["event"])]


class Answer(OfGroup):
    """A later event of the session answers another one, and is a response of it. `line`: that response, as it stands in
    the document. The two are taken apart by taking the response out of it.
    """

    event = within_group("events.Event", related_name="joined_answers")
    answer = within_group("events.Event", related_name="joined_to")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    line = models.JSONField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(name="an_event_answers_another_once", fields=["event", "answer"]),
        ]
