from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

HOURS = (1, 2, 3, 12, 24, 48)


def offered() -> list[tuple]:
    """Asked for when a form is made: a plural form with its number in it does not wait for the reader's language."""
    hours = [(n, ngettext("%(n)s hour before", "%(n)s hours before", n) % {"n": n}) for n in HOURS]
    return [("", _("not at all")), *hours]


class ChoicesForm(forms.Form):
    """What goes out about somebody's sessions: by e-mail, and into their calendar."""

    hours_before = forms.TypedChoiceField(
        label=_("Remind me of a session"),
        choices=offered,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("An e-mail that says when it begins, and nothing of the group."),
    )
    morning_after = forms.BooleanField(
        label=_("Remind me of records to finish, the morning after"),
        required=False,
        help_text=_("An e-mail at eight that says how many there are."),
    )
    title = forms.CharField(
        label=_("Title of a session in the calendar"),
        max_length=80,
        required=False,
        help_text=_(
            "Others may see your calendar. Without a title it says “Group session”; it never says which group."
        ),
    )
