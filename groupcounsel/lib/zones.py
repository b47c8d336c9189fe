"""Time zones as people choose them: Asia/Jakarta and its like."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _


@cache
def choices() -> list[tuple[str, str]]:
    """Regions with a place, and UTC; the old names of single countries are left out."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, name.replace("_", " ")) for name in ["UTC", *names]]


class ZoneSelect(forms.Select):
    """In one piece: as Django's own widget, a template for each option, the list costs more than the page around it."""

    template_name = "django/forms/widgets/zones.html"

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"zones": self.choices}

    def optgroups(self, name, value, attrs=None):
        return []


class ZoneField(forms.ChoiceField):
    widget = ZoneSelect

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Time zone"), "choices": choices} | kwargs)
