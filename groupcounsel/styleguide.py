"""The parts of the design system on one page, in both appearances."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groupcounsel.lib.forms import (
    AffectField,
    Chips,
    DateInput,
    DateTimeInput,
    ManyChips,
    SearchInput,
    ThreeWayField,
    TimeInput,
)

BEHAVIOURS = [
    ("criticises", gettext_lazy("criticises")),
    ("gives-in", gettext_lazy("gives in")),
    ("falls-silent", gettext_lazy("falls silent")),
    ("supports", gettext_lazy("supports")),
    ("shows-hidden-side", gettext_lazy("shows a hidden side")),
]
STRUCTURES = [
    ("free", gettext_lazy("free")),
    ("themed", gettext_lazy("themed")),
    ("exercise", gettext_lazy("exercise")),
]


class SampleForm(forms.Form):
    """One of every field."""

    alias = forms.CharField(
        label=gettext_lazy("Alias"), help_text=gettext_lazy("The name under which everybody sees this member.")
    )
    joined = forms.DateField(label=gettext_lazy("Joined on"), widget=DateInput)
    begins = forms.TimeField(label=gettext_lazy("Begins at"), widget=TimeInput)
    planned = forms.DateTimeField(label=gettext_lazy("Planned for"), widget=DateTimeInput)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600)
    structure = forms.ChoiceField(label=gettext_lazy("Structure"), choices=STRUCTURES)
    response = forms.ChoiceField(label=gettext_lazy("Response"), choices=BEHAVIOURS, widget=Chips)
    behaviours = forms.MultipleChoiceField(label=gettext_lazy("Behaviours"), choices=BEHAVIOURS, widget=ManyChips)
    validation = ThreeWayField(
        label=gettext_lazy("Reality testing"),
        help_text=gettext_lazy("The member examined what happened, with the others."),
    )
    affect = AffectField(label=gettext_lazy("How did it feel?"))
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=gettext_lazy("Spreadsheet"))
    consent = forms.BooleanField(label=gettext_lazy("Automatic summaries may be made"))


class SampleFilters(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), widget=SearchInput, required=False)
    structure = forms.ChoiceField(
        label=gettext_lazy("Structure"), choices=[("", gettext_lazy("all")), *STRUCTURES], required=False
    )


def sample_event(seconds, who, toward, feeling=None, *, chips=(), missing=(), new=False) -> dict:
    affect = {"affect": "negative" if feeling < 0 else "positive", "strength": abs(feeling)} if feeling else {}
    row = {"seconds": seconds, "who": who, "toward": toward, "new": new}
    return row | {"chips": chips, "missing": missing} | affect


def sample_events() -> list[dict]:
    chips, missing = [_("criticises"), _("here and now")], [_("response"), _("what I felt")]
    return [
        sample_event(1491, "Kenanga", "Dahlia", -4, chips=chips, missing=missing, new=True),
        sample_event(1360, "Cempaka", "Kenanga", 2, chips=[_("shows a hidden side")]),
        sample_event(987, "Mawar", "Sari", missing=[_("feeling")]),
    ]


def sample_funnel() -> list[dict]:
    rows = [
        (_("Risk"), 9, 0.70, 1.0),
        (_("Support"), 8, 0.57, 0.98),
        (_("Reality testing"), 3, 0.12, 0.65),
        (_("Recognition"), 3, 0.12, 0.65),
        (_("Freer afterwards"), 1, 0.02, 0.44),
    ]
    return [{"label": label, "count": count, "of": 9, "low": low, "high": high} for label, count, low, high in rows]


def sample(theme: str) -> dict:
    """Everything one half of the page shows. The halves differ in the ids of their fields."""
    return {
        "theme": theme,
        "form": SampleForm(prefix=theme, initial={"affect": -4, "response": "supports"}),
        "refused": SampleForm({f"{theme}-refused-minutes": "900"}, prefix=f"{theme}-refused"),
        "filters": SampleFilters(prefix=f"{theme}-filter"),
        "events": sample_events(),
        "rows": sample_funnel(),
        "crumbs": [{"label": _("Groups"), "url": "#main"}, {"label": "Kelompok Melati", "url": "#main"}],
        "tabs": [
            {"label": _("Sessions"), "url": "#main", "current": True, "count": 12},
            {"label": _("Pictures"), "url": "#main"},
        ],
        "tabs_name": f"{theme} tabs",
        "page": Paginator(range(240), 50).page(2),
    }


@login_not_required
def styleguide(request):
    if not settings.DEBUG and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "styleguide.html", {"halves": [sample("light"), sample("dark")]})
