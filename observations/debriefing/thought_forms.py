from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.editing import Shared
from groupcounsel.lib.forms import Segmented
from observations.codebook.codes import Octant, ResponseKind, Trigger
from observations.codebook.models import Behaviour
from observations.debriefing.models import Hypothesis, HypothesisVersion
from observations.events.forms.fields import UNSAID, OneOf, Words
from observations.events.forms.offered import behaviours_for, session_label
from sessions_app.models import Session

NEWEST = 30


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


class PatternForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    trigger = any_of(Trigger, _("What sets it off"))
    behaviour = OneOf(label=_("Behaviour"), required=False)
    octant = any_of(Octant, _("Octant"))
    response = any_of(ResponseKind, _("Response"))

    def __init__(self, data=None, *, group_id, initial=None):
        super().__init__(data, initial=initial)
        self.fields["behaviour"].choices = [UNSAID, *behaviours_for(group_id, None)]
        self.group_id = group_id

    def clean(self):
        said = super().clean()
        if not any(said.get(name) for name in ("trigger", "behaviour", "octant", "response")) and not self.errors:
            self.add_error("trigger", _("Say what recurs: at least one of these."))
        return said

    def facts(self) -> dict:
        said = {name: value or None for name, value in self.cleaned_data.items()}
        code = said.pop("behaviour")
        found = Behaviour.objects.filter(Q(group=None) | Q(group=self.group_id), code=code).order_by("group_id")
        return said | {"behaviour": found.first()}


class UseForm(forms.Form):
    session = OneOf(label=_("Session"))
    note = Words(label=_("How it was used"), widget=forms.Textarea({"rows": 2}), max_length=4000)

    def __init__(self, data=None, *, sessions: list[tuple[str, str]], auto_id="id_%s"):
        super().__init__(data, auto_id=auto_id)
        self.fields["session"].choices = sessions


def newest_sessions(group) -> list[tuple[str, str]]:
    held = Session.objects.filter(group=group).held().order_by("-number")[:NEWEST]
    return [(str(one.pk), session_label(one.number, one.starts.astimezone(group.zone))) for one in held]
