from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import OfGroup, within_group
from observations.codebook import codes
from observations.events.querysets import Events

LATEST = 1_966_020  # seconds: 32,767 minutes, the longest session there can be
CODED = {
    "affect": codes.Affect, "focus": codes.Focus, "origin": codes.Origin, "trigger": codes.Trigger,
    "octant": codes.Octant, "need": codes.Need, "feared_outcome": codes.Fear, "reality_testing": codes.State,
    "reality_finding": codes.Finding, "afterwards": codes.Afterwards, "hidden_self": codes.HiddenSelf,
    "reflection": codes.Reflection, "transference_figure": codes.Figure, "insight_domain": codes.InsightDomain,
    "insight_process": codes.InsightProcess, "outside_relationship": codes.Relationship,
}  # fmt: skip


def coded(column: str, label: str) -> models.CharField:
    return models.CharField(label, max_length=20, choices=CODED[column], null=True, blank=True)


def one_of(choices: type[models.TextChoices], field: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": choices.values}))


def rated(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


def between(low: int, high: int, field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__range": (low, high)})


class Many(OfGroup):
    """Rows of which a group has thousands. They are found by session or event; an index on the group alone would
    tempt the planner to read a whole group for one row.
    """

    group = models.ForeignKey("members.Group", models.CASCADE, related_name="+", db_constraint=False, db_index=False)

    class Meta:
        abstract = True


class Event(Many):
    """What happened between people, with every facet of it. The id is made where it was entered."""

    session = within_group("sessions_app.Session", related_name="events", db_index=False)
    at = models.FloatField(_("seconds from the session's start"))
    recorded_by = within_group(
        "members.Person", related_name="events_recorded", on_delete=models.PROTECT, db_index=False
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    codebook = models.ForeignKey("codebook.Codebook", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=11, choices=codes.Kind)
    actor = within_group("members.Person", related_name="events", on_delete=models.PROTECT, db_index=False)
    toward_group = models.BooleanField(_("toward the group"), default=False)
    affect = coded("affect", _("affect"))
    strength = rated(_("strength"))
    focus = coded("focus", _("focus"))
    origin = coded("origin", _("how it came about"))
    trigger = coded("trigger", _("what set it off"))
    behaviour = models.ForeignKey(
        "codebook.Behaviour",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        db_index=False,
        verbose_name=_("behaviour"),
    )
    octant = coded("octant", _("octant"))
    adaptive = models.BooleanField(_("adaptive for this member"), null=True, blank=True)
    need = coded("need", _("need shown"))
    text = models.TextField(_("in your words"), blank=True)
    novel = models.BooleanField(_("new for this member"), null=True, blank=True)
    feared_outcome = coded("feared_outcome", _("what was feared"))
    feared_expected = rated(_("how likely it seemed"))
    feared_happened = rated(_("how far it happened"))
    reality_testing = coded("reality_testing", _("reality testing"))
    reality_finding = coded("reality_finding", _("what it showed"))
    afterwards = coded("afterwards", _("afterwards"))
    hidden_self = coded("hidden_self", _("a part of the self unknown until now"))
    reflection = coded("reflection", _("reflection"))
    process_looked_at = models.BooleanField(_("the group looked at its own process"), null=True, blank=True)
    distortion_view = models.TextField(_("the member's view"), blank=True)
    distortion_held = rated(_("how far it is so for the member"))
    distortion_revised = models.TextField(_("the revised view"), blank=True)
    distortion_held_after = rated(_("how far the first view is still so"))
    transference_figure = coded("transference_figure", _("seen as"))
    transference_toward = within_group(
        "members.Person",
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("who was seen so"),
    )
    insight_domain = coded("insight_domain", _("insight into"))
    insight_process = coded("insight_process", _("by"))
    outside_relationship = coded("outside_relationship", _("parallel outside"))
    follow_up = models.TextField(_("come back to"), blank=True)
    follow_up_done_in = within_group(
        "sessions_app.Session",
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("done in"),
    )

    objects = Events.as_manager()

    class Meta:
        ordering = ["session", "at", "id"]
        indexes = [
            models.Index(fields=["session", "at", "id"], name="timeline"),
            models.Index(fields=["actor", "session"], name="events_of_an_actor"),
            models.Index(fields=["group", "session"], condition=~Q(follow_up=""), name="follow_ups"),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_incident_has_an_affect", condition=~Q(kind="incident") | Q(affect__isnull=False)
            ),
            models.CheckConstraint(name="an_event_is_not_before_its_session", condition=Q(at__gte=0)),
            models.CheckConstraint(name="an_event_is_within_the_longest_session", condition=Q(at__lte=LATEST)),
            models.CheckConstraint(name="strength_is_from_1_to_5", condition=between(1, 5, "strength")),
            models.CheckConstraint(name="expected_is_from_0_to_10", condition=between(0, 10, "feared_expected")),
            models.CheckConstraint(name="happened_is_from_0_to_10", condition=between(0, 10, "feared_happened")),
            models.CheckConstraint(
                name="a_finding_needs_observed_reality_testing",
                condition=Q(reality_finding=None) | Q(reality_testing__isnull=False, reality_testing="observed"),
            ),
            models.CheckConstraint(
                name="somebody_is_seen_as_somebody",
                condition=Q(transference_toward=None) | Q(transference_figure__isnull=False),
            ),
            models.CheckConstraint(
                name="a_revised_view_had_a_first_one", condition=Q(distortion_revised="") | ~Q(distortion_view="")
            ),
            models.CheckConstraint(name="held_is_from_0_to_10", condition=between(0, 10, "distortion_held")),
            models.CheckConstraint(
                name="held_afterwards_is_from_0_to_10", condition=between(0, 10, "distortion_held_after")
            ),
            models.CheckConstraint(
                name="what_is_rated_is_a_view",
                condition=Q(distortion_held=None, distortion_held_after=None) | ~Q(distortion_view=""),
            ),
            models.CheckConstraint(
                name="only_a_follow_up_is_done", condition=Q(follow_up_done_in=None) | ~Q(follow_up="")
            ),
            one_of(codes.Kind, "kind", "an_event_is_an_incident_or_an_interaction"),
            *(one_of(choices, column, f"{column}_is_a_code_of_the_codebook") for column, choices in CODED.items()),
        ]


class OfEvent(Many):
    """A facet with rows of its own. Each class has one index that begins with its event."""

    event = within_group("events.Event", related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True


class Involvement(OfEvent):
    """A person with a part in the event other than acting or responding."""

    class Part(models.TextChoices):
        TOWARD = "toward", _("toward")
        HELPED = "helped", _("helped the insight")
        RECOGNISED = "recognised", _("recognised the parallel")

    person = within_group("members.Person", related_name="involvements", on_delete=models.PROTECT)
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_person_has_a_part_once", fields=["event", "part", "person"]),
            models.CheckConstraint(
                name="a_part_is_toward_helped_or_recognised",
                condition=Q(part__in=["toward", "helped", "recognised"]),
            ),
        ]


class Component(OfEvent):
    """One of the five components of the corrective emotional experience, and the session in which it was seen."""

    kind = models.CharField(max_length=15, choices=codes.ComponentKind)
    state = models.CharField(max_length=12, choices=codes.State, default=codes.State.UNKNOWN)
    session = within_group(
        "sessions_app.Session", related_name="+", on_delete=models.PROTECT, null=True, blank=True, db_index=False
    )
    of_behaviour = models.BooleanField(_("of the behaviour"), default=False)
    of_avoidance = models.BooleanField(_("of avoiding it"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_event_has_each_component_once", fields=["event", "kind"]),
            models.CheckConstraint(
                name="an_observed_component_names_its_session",
                condition=~Q(state="observed") | Q(session__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_not_known_yet_has_no_session", condition=~Q(state="unknown") | Q(session=None)
            ),
            models.CheckConstraint(
                name="only_recognition_is_of_something",
                condition=Q(kind="recognition") | Q(of_behaviour=False, of_avoidance=False),
            ),
            one_of(codes.ComponentKind, "kind", "a_component_is_one_of_the_five"),
            one_of(codes.State, "state", "a_component_has_a_state_of_the_codebook"),
        ]


class OfEventByPerson(OfEvent):
    position = models.PositiveSmallIntegerField(default=0)
    by = within_group("members.Person", related_name="%(class)ss", on_delete=models.PROTECT)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Response(OfEventByPerson):
    kind = models.CharField(_("response"), max_length=20, choices=codes.ResponseKind)
    strength = rated(_("strength"))
    anticipated = models.BooleanField(_("anticipated"), null=True, blank=True)

    class Meta(OfEventByPerson.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(name="a_response_is_from_1_to_5_strong", condition=between(1, 5, "strength")),
            one_of(codes.ResponseKind, "kind", "a_response_is_of_the_codebook"),
        ]
        indexes = [models.Index(fields=["event", "position"], name="responses_of_an_event")]


class Felt(OfEventByPerson):
    feeling = models.CharField(_("feeling"), max_length=20, choices=codes.Feeling)
    strength = rated(_("strength"))

    class Meta(OfEventByPerson.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(name="a_feeling_is_from_1_to_5_strong", condition=between(1, 5, "strength")),
            one_of(codes.Feeling, "feeling", "a_feeling_is_of_the_codebook"),
        ]
        indexes = [models.Index(fields=["event", "position"], name="feelings_of_an_event")]


class Validation(OfEventByPerson):
    stance = models.CharField(_("stance"), max_length=10, choices=codes.Stance)
    rating = rated(_("how far it is so"))

    class Meta(OfEventByPerson.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(name="a_person_takes_one_stance", fields=["event", "by"]),
            models.CheckConstraint(name="others_rate_a_view_from_0_to_10", condition=between(0, 10, "rating")),
            one_of(codes.Stance, "stance", "a_stance_confirms_or_disputes"),
        ]


class Amendment(OfGroup):
    """A change after the signature: the earlier text is kept. `before` and `after` hold the facets that changed."""

    event = within_group("events.Event", related_name="amendments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("why it is changed"))
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="an_amendment_has_a_reason", condition=~Q(reason=""))]
