from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import Segmented
from observations.codebook.codes import Octant, ResponseKind, Trigger
from observations.codebook.models import Behaviour
from observations.debriefing.models import Hypothesis, HypothesisVersion, Pattern, PatternUse
from observations.events.forms.fields import UNSAID, OneOf, Words
from observations.events.forms.offered import behaviours_for, session_label
from sessions_app.models import Session

NEWEST = 30
GIVEN = ("trigger", "behaviour", "octant", "response")


class HypothesisForm(Shared, forms.Form):
    text = Words(label=_("Hypothesis"), widget=forms.Textarea({"rows": 3}), max_length=4000)
    state = forms.ChoiceField(
        label=_("State"), choices=Hypothesis.State.choices, widget=Segmented, initial=Hypothesis.State.OPEN
    )

    def __init__(self, data=None, version: HypothesisVersion | None = None):
        stands = {"text": version.text, "state": version.state} if version else None
        super().__init__(data, initial=stands)


def any_of(codes, label) -> OneOf:
    return OneOf(label=label, choices=[UNSAID, *codes.choices], required=False)


class PatternForm(Shared, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    trigger = any_of(Trigger, _("What sets it off"))
    behaviour = OneOf(label=_("Behaviour"), required=False)
    octant = any_of(Octant, _("Octant"))
    response = any_of(ResponseKind, _("Response"))
    note = Words(
        label=_("What you make of it"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
        required=False,
        help_text=_("And how it might be used in the work."),
    )

    def __init__(self, data=None, *, group_id, initial=None, pattern: Pattern | None = None):
        super().__init__(data, initial=_as_it_stands(pattern) if pattern else initial)
        code = pattern.behaviour.code if pattern and pattern.behaviour else None
        self.fields["behaviour"].choices = [UNSAID, *behaviours_for(group_id, code)]
        self.group_id = group_id

    def clean(self):
        said = super().clean()
        if not any(said.get(name) for name in GIVEN) and not self.errors:
            self.add_error("trigger", _("Say what recurs: at least one of these."))
        return said

    def facts(self) -> dict:
        said = self.cleaned_data | {name: self.cleaned_data[name] or None for name in GIVEN}
        code = said["behaviour"]
        found = Behaviour.objects.filter(Q(group=None) | Q(group=self.group_id), code=code).order_by("group_id")
        return said | {"behaviour": found.first()}


def _as_it_stands(pattern: Pattern) -> dict:
    said = {name: getattr(pattern, name) for name in ("name", "trigger", "octant", "response", "note")}
    return said | {"behaviour": pattern.behaviour and pattern.behaviour.code}


class UseForm(forms.Form):
    """`use`: one that is said anew."""

    session = OneOf(label=_("Session"))
    note = Words(label=_("How it was used"), widget=forms.Textarea({"rows": 2}), max_length=4000)

    def __init__(self, data=None, *, sessions: list[tuple[str, str]], use: PatternUse | None = None, auto_id="id_%s"):
        stands = {"session": str(use.session_id), "note": use.note} if use else None
        super().__init__(data, initial=stands, auto_id=auto_id)
        self.fields["session"].choices = sessions


def newest_sessions(group, besides: Session | None = None) -> list[tuple[str, str]]:
    """`besides`: an older one that is offered too."""
    held = list(Session.objects.filter(group=group).held().order_by("-number")[:NEWEST])
    offered = held if besides is None or besides in held else [*held, besides]
    return [(str(one.pk), session_label(one.number, one.starts.astimezone(group.zone))) for one in offered]
