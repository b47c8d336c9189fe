"""The facets of an event as a counselor thinks of them, one form a section. Fields are named as columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import THREE_WAYS, ThreeWayField
from observations.codebook.codes import ComponentKind, Kind, State
from observations.codebook.explanations import COMPONENTS, Explanation
from observations.events.facets import PARTS, found, put
from observations.events.forms.fields import (
    BY_COLUMN,
    UNSAID,
    ClockField,
    OneOf,
    coded,
    how_far,
    label_of,
    rated,
    strength,
    three_ways,
    words,
    yes_or_no,
)
from observations.events.forms.people import GROUP, People
from observations.events.forms.quick import broken_direction
from observations.events.forms.widgets import Chips, Field, ManyChips, Segmented
from observations.events.rules import RULES

# What says something only beside something else, and the rule that it breaks alone.
NEEDS = (
    ("distortion_revised", "distortion_view", "a_revised_view_had_a_first_one"),
    ("distortion_held", "distortion_view", "what_is_rated_is_a_view"),
    ("distortion_held_after", "distortion_view", "what_is_rated_is_a_view"),
    ("transference_toward", "transference_figure", "somebody_is_seen_as_somebody"),
    ("follow_up_done_in", "follow_up", "only_a_follow_up_is_done"),
)
NOT_KNOWN = ("", THREE_WAYS[-1][1])
NOT_CHOSEN = ("", "–")
STILL_OPEN = _("still open")
SEEN = [(value, label) for value, (_state, label) in zip(("True", "False", ""), THREE_WAYS, strict=True)]


class Section(forms.Form):
    """Speaks the words of a document: filled from one, and gives back its part of one."""

    use_required_attribute = False
    bound_field_class = Field

    def __init__(self, data=None, *, document: dict, **kwargs):
        super().__init__(data, initial=self.told(document), **kwargs)

    def told(self, document: dict) -> dict:
        fields = self.base_fields
        said = {column: found(document, facet.path) for column, facet in BY_COLUMN.items() if column in fields}
        said |= {part: found(document, path) for part, path in PARTS.items() if part in fields}
        return {name: value for name, value in said.items() if value is not None}

    def write(self, document: dict) -> None:
        """What was not touched stays as it stood, to the last blank."""
        for name, cleaned in self.cleaned_data.items():
            value = cleaned if name in self.changed_data else self.initial.get(name, cleaned)
            path = BY_COLUMN[name].path if name in BY_COLUMN else PARTS.get(name)
            if path and value not in (None, "", []) and not self._only_unsaid(name, value):
                put(document, path, value)

    def _only_unsaid(self, name: str, value) -> bool:
        """Not known yet is what the form shows for what nobody noted; it is kept where somebody said just that."""
        return value == State.UNKNOWN and self.initial.get(name) != State.UNKNOWN


class Happened(Section):
    at = ClockField(label=_("At"), error_messages={"required": _("Write when it was.")})
    kind = forms.ChoiceField(label=label_of("kind"), choices=Kind.choices, widget=Segmented)
    actor = forms.ChoiceField(label=_("Who"), widget=Chips)
    toward = forms.MultipleChoiceField(label=_("Toward whom"), widget=ManyChips, required=False)
    affect = coded("affect", short=True)
    strength = strength(widget=Segmented)
    origin = coded("origin", short=True)
    focus = coded("focus", short=True)
    trigger = coded("trigger")
    behaviour = OneOf(label=label_of("behaviour"), required=False)
    octant = coded("octant")
    adaptive = yes_or_no("adaptive")

    def __init__(self, *args, people: People, behaviours: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actor"].choices = people.recorded
        self.fields["toward"].choices = [GROUP, *people.present]
        self.fields["behaviour"].choices = [UNSAID, *behaviours]

    def told(self, document):
        said = super().told(document)
        return said | {"toward": ["group"]} if said.get("toward") == "group" else said

    def clean(self):
        said = super().clean()
        if rule := broken_direction(said.get("actor"), said.get("toward") or []):
            self.add_error(*RULES[rule])
        if said.get("kind") == Kind.INCIDENT and not said.get("affect"):
            self.add_error(*RULES["an_incident_has_an_affect"])
        return said

    def write(self, document):
        super().write(document)
        if "group" in self.cleaned_data["toward"]:
            document["toward"] = "group"


class Feared(Section):
    novel = yes_or_no("novel", SEEN)
    feared_outcome = coded("feared_outcome")
    feared_expected = rated("feared_expected", 0, 10, help_text=_("from 0 to 10"))
    feared_happened = rated("feared_happened", 0, 10, help_text=_("from 0 to 10"))
    reality_testing = three_ways("reality_testing")
    reality_finding = coded("reality_finding")
    afterwards = coded("afterwards", short=True, unsaid=NOT_KNOWN)
    hidden_self = coded("hidden_self", short=True, unsaid=NOT_KNOWN)

    def clean(self):
        said = super().clean()
        if said.get("reality_finding") and said.get("reality_testing") != State.OBSERVED:
            self.add_error(*RULES["a_finding_needs_observed_reality_testing"])
        return said


class Meaning(Section):
    text = words("text", rows=4, help_text=_("What you saw, and what you make of it."))
    reflection = coded("reflection")
    process_looked_at = yes_or_no("process_looked_at")
    distortion_view = words("distortion_view", rows=2)
    distortion_held = how_far("distortion_held")
    distortion_revised = words("distortion_revised", rows=2)
    distortion_held_after = how_far("distortion_held_after")
    transference_figure = coded("transference_figure")
    transference_toward = OneOf(label=label_of("transference_toward"), required=False)
    insight_domain = coded("insight_domain")
    insight_process = coded("insight_process")
    helped = forms.MultipleChoiceField(label=_("Who helped it"), widget=ManyChips, required=False)
    outside_relationship = coded("outside_relationship")
    recognised = forms.MultipleChoiceField(label=_("Who recognised it"), widget=ManyChips, required=False)
    need = coded("need")
    follow_up = words("follow_up", rows=2)
    follow_up_done_in = OneOf(label=label_of("follow_up_done_in"), required=False)

    def __init__(self, *args, people: People, sessions: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["transference_toward"].choices = [NOT_CHOSEN, *people.known]
        self.fields["helped"].choices = self.fields["recognised"].choices = people.recorded
        self.fields["follow_up_done_in"].choices = [("", STILL_OPEN), *sessions]

    def clean(self):
        said = super().clean()
        broken = [rule for name, of, rule in NEEDS if said.get(name) not in (None, "") and not said.get(of)]
        for rule in dict.fromkeys(broken):
            self.add_error(*RULES[rule])
        return said


class Component(Section):
    """One of the five: its state, and the session in which it was seen."""

    state = ThreeWayField(widget=Segmented)
    session = OneOf(label=_("Seen in"), required=False)
    of = forms.MultipleChoiceField(
        label=_("Of what"),
        choices=[("behaviour", _("the feeling or behaviour did not fit")), ("avoidance", _("avoiding it did not fit"))],
        widget=ManyChips,
        required=False,
    )

    def __init__(self, *args, kind: str, sessions: list[tuple[str, str]], own: str, **kwargs):
        self.kind, self.own = kind, own
        super().__init__(*args, prefix=kind, **kwargs)
        self.fields["state"].label = self.explanation.title
        self.fields["session"].choices = [NOT_CHOSEN, *sessions]
        if kind != ComponentKind.RECOGNITION:
            del self.fields["of"]

    @property
    def explanation(self) -> Explanation:
        return COMPONENTS[self.kind]

    def told(self, document):
        said = found(document, ("components", self.kind))
        unknown = not said or said["state"] == State.UNKNOWN
        return ({"session": self.own} if unknown else {}) | (said or {})

    def clean(self):
        said = super().clean()
        if said.get("state") == State.OBSERVED and not said.get("session"):
            self.add_error("session", _("Say in which session it was observed."))
        return said

    def write(self, document):
        said = self.cleaned_data
        if self._only_unsaid("state", said["state"]) and not said.get("of"):
            return
        session = None if said["state"] == State.UNKNOWN else said["session"]
        told = {"state": said["state"], "session": session, "of": said.get("of")}
        put(document, ("components", self.kind), {name: value for name, value in told.items() if value})
