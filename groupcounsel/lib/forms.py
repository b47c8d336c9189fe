"""How forms look: the renderer that finds our field template, and the controls that Django does not have."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList, flatatt
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


class FormRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.name.as_field_group }}` in the look of the site.

    The least parts of a form are written here and not in a template: a page has dozens of them. The HTML is the same.
    """

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"

    def render(self, template_name, context, request=None) -> str:
        if template_name == ErrorList.template_name and not context["errors"]:
            return ""
        if template_name in INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


INPUTS = {f"django/forms/widgets/{kind}.html" for kind in ("hidden", "text", "number", "date", "time")}


def _input(widget: dict) -> str:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    attrs = flatatt(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class SearchInput(forms.TextInput):
    input_type = "search"


class _Radios(forms.RadioSelect):
    template_name = "django/forms/widgets/segmented.html"
    look = "segmented"

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"look": self.look}


class Segmented(_Radios):
    """One of two to four, side by side in one frame."""


class Chips(_Radios):
    """One of many, as chips that wrap."""

    look = "choices"


class ManyChips(forms.CheckboxSelectMultiple):
    """Several of many, as chips that wrap."""

    template_name = "django/forms/widgets/segmented.html"

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"look": "choices"}


class Ticks(forms.CheckboxSelectMultiple):
    """Several of a few whose names are long, one below the other."""

    template_name = "django/forms/widgets/ticks.html"


THREE_WAYS = [("observed", _("Observed")), ("not-observed", _("Not observed")), ("unknown", _("Not known yet"))]


class ThreeWayField(forms.ChoiceField):
    """Observed, not observed, not known yet; the last unless something else is said."""

    widget = Segmented

    def __init__(self, **kwargs):
        super().__init__(**{"choices": THREE_WAYS, "initial": "unknown", "required": False} | kwargs)

    def clean(self, value):
        return super().clean(value) or "unknown"


STRENGTHS = [
    *[(-strength, _("Negative, strength %(strength)s")) for strength in range(1, 6)],
    *[(strength, _("Positive, strength %(strength)s")) for strength in range(1, 6)],
]


class StrengthPad(forms.RadioSelect):
    """Affect and strength in one touch: ten buttons from −1 to −5 and +1 to +5."""

    template_name = "django/forms/widgets/strength_pad.html"

    def create_option(self, name, value, label, *args, **kwargs):
        named = str(label) % {"strength": abs(int(value))}
        return super().create_option(name, value, named, *args, **kwargs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        negative = [option for option in options if int(option["value"]) < 0]
        positive = [option for option in options if int(option["value"]) > 0]
        return context | {"rows": [(_("− Negative"), "neg", negative), (_("+ Positive"), "pos", positive)]}


class AffectField(forms.TypedChoiceField):
    """Cleans to a whole number from −5 to 5 without 0, or to None where no affect was recorded."""

    widget = StrengthPad

    def __init__(self, **kwargs):
        super().__init__(**{"choices": STRENGTHS, "coerce": int, "empty_value": None, "required": False} | kwargs)
