from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import Ticks
from observations.live.models import Cues

LARGEST = 20_000_000  # bytes


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not belong in the record"), widget=forms.Textarea, max_length=2000,
        error_messages={"required": _("Write why it does not belong in the record.")},
    )  # fmt: skip


class LotForm(forms.Form):
    """Which of them, and why. `choices`: (entry, its words); all of them are meant unless somebody says otherwise."""

    entries = forms.TypedMultipleChoiceField(
        label=_("Which of them"), widget=Ticks, coerce=UUID,
        error_messages={
            "required": _("Tick at least one."),
            "invalid_choice": _("Somebody else has decided on some of these meanwhile. Look at what is left."),
        },
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea, max_length=2000, required=False,
        help_text=_("Stays with each of them. To set entries aside it is needed."),
        error_messages={"required": _("Write why they do not belong in the record.")},
    )  # fmt: skip

    def __init__(self, *args, choices, needs_reason=False, **words):
        super().__init__(*args, initial={"entries": [entry for entry, _words in choices]}, **words)
        self.fields["entries"].choices = choices
        self.fields["reason"].required = needs_reason


class HandOverForm(forms.Form):
    file = forms.FileField(
        label=_("The file"), help_text=_("Saved on the device on which the entries wait. What is in it is sealed."),
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large to be one of waiting entries."))
        return file


class CuesForm(forms.ModelForm):
    unheard_minutes = forms.IntegerField(
        label=_("A member was not heard from for"), min_value=1, max_value=180, required=False,
        help_text=_("Minutes. Empty: no cue."),
    )  # fmt: skip
    unreflected_minutes = forms.IntegerField(
        label=_("A strong feeling was not reflected on since"), min_value=1, max_value=180, required=False,
        help_text=_("Minutes. Empty: no cue."),
    )  # fmt: skip

    class Meta:
        model = Cues
        fields = ["unheard_minutes", "unreflected_minutes"]
