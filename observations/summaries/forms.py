from django import forms
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.editing import Shared

LONGEST = 4000


class WordsForm(Shared, forms.Form):
    words = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Stands below what the program says, under your name. Empty takes it away."),
    )


class AsideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not to stand"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is not to stand.")},
    )
