"""What is asked of the session as a whole: whether it was safe and honest enough, and how it was held."""

from copy import deepcopy

from django import forms
from django.urls import reverse

from observations.debriefing.help import help_for
from sessions_app.forms import AfterwardsForm, SessionChangeForm
from sessions_app.models import Session

RATED = {
    "safety": AfterwardsForm.base_fields["safety"],
    "honesty": AfterwardsForm.base_fields["honesty"],
    "structure": SessionChangeForm.base_fields["structure"],
}


class ClimateForm(forms.Form):
    use_required_attribute = False

    def __init__(self, data=None, *, name: str, session: Session):
        stands = getattr(session, name)
        super().__init__(data, initial={name: stands and str(stands)}, auto_id="id_climate_%s")
        self.fields[name] = deepcopy(RATED[name])
        self.name, self.help = name, help_for(name)
        self.address = reverse("debriefing:climate", args=[session.id, name])

    @property
    def said(self) -> dict:
        return {"name": self.name, "value": self.cleaned_data[self.name]}


def climate_of(session: Session, refused: ClimateForm | None = None) -> list[ClimateForm]:
    shown = {name: ClimateForm(name=name, session=session) for name in RATED}
    return list((shown | ({refused.name: refused} if refused else {})).values())
