"""Fields for the facets of an event, named and labelled as in the record."""

import re

from django import forms
from django.utils.text import capfirst, normalize_newlines
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import ThreeWayField
from groupcounsel.lib.templatetags.look import bookmarked
from observations.events.facets import FACETS
from observations.events.forms.widgets import Segmented, Select

BY_COLUMN = {facet.column: facet for facet in FACETS}
UNSAID = ("", _("not noted"))
AS_BOOLEAN = {"coerce": "True".__eq__, "empty_value": None}
YES_NO = [("True", _("yes")), ("False", _("no")), UNSAID]
CLOCK = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,4}):(?P<seconds>[0-5]?\d(?:\.\d+)?)")


class OneOf(forms.ChoiceField):
    widget = Select


class ClockField(forms.CharField):
    """Minutes and seconds from the session's start, typed as 12:30, 1:05:00 or whole minutes; cleans to seconds."""

    default_error_messages = {"invalid": _("Write the time as minutes and seconds, for instance 12:30.")}

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "class": "clock", "size": 7}
        super().__init__(**{"max_length": 12, "widget": forms.TextInput(attrs)} | kwargs)

    def to_python(self, value) -> str:
        text = super().to_python(value)
        return text if ":" in text else text.replace(".", ":")

    def prepare_value(self, value):
        return written_clock(value) if isinstance(value, float | int) else value

    def clean(self, value) -> float:
        text = super().clean(value)
        if text.isdecimal():
            return float(text) * 60
        parts = CLOCK.fullmatch(text)
        if parts is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(parts["hours"] or 0) * 3600 + int(parts["minutes"]) * 60 + float(parts["seconds"])

    def has_changed(self, initial, data) -> bool:
        return self.prepare_value(initial) != data


def written_clock(seconds: float) -> str:
    """754.2 as 12:34.2, 75 as 1:15."""
    minutes, rest = divmod(seconds, 60)
    whole, _dot, fraction = f"{rest:.6f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(minutes)}:{int(whole):02d}" + (f".{fraction}" if fraction else "")


def label_of(column: str) -> str:
    return capfirst(BY_COLUMN[column].label)


def coded(column: str, *, short: bool = False, unsaid=UNSAID, **options) -> forms.ChoiceField:
    """One of the facet's codes or none: side by side when they are few and `short`, else a list to choose from."""
    codes = BY_COLUMN[column].codes.choices
    choices, widget = ([*codes, unsaid], Segmented) if short else ([unsaid, *codes], Select)
    return forms.ChoiceField(label=label_of(column), choices=choices, required=False, widget=widget, **options)


def yes_or_no(column: str, choices=YES_NO) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label_of(column), choices=choices, required=False, widget=Segmented, **AS_BOOLEAN
    )


def rated(column: str, low: int, high: int, **options) -> forms.IntegerField:
    return forms.IntegerField(label=label_of(column), min_value=low, max_value=high, required=False, **options)


HOW_FAR = _("0 not at all – 10 entirely")


def how_far(column: str) -> forms.IntegerField:
    """The member and the others rate a view on one scale, so that their ratings can be held against each other."""
    return rated(column, 0, 10, help_text=HOW_FAR)


def strength(**options) -> forms.TypedChoiceField:
    choices = [*((number, str(number)) for number in range(1, 6)), UNSAID]
    return forms.TypedChoiceField(
        **{"label": _("Strength"), "choices": choices, "coerce": int, "empty_value": None, "required": False} | options
    )


class Words(forms.CharField):
    """Browsers send every line's end as two characters, whatever stood there. A bookmark without words is shown in
    the reader's, and stays one unless somebody writes others."""

    def prepare_value(self, value):
        return bookmarked(value)

    def to_python(self, value) -> str:
        return normalize_newlines(super().to_python(value))

    def has_changed(self, initial, data) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)


def words(column: str, rows: int = 3, **options) -> Words:
    return Words(label=label_of(column), required=False, widget=forms.Textarea({"rows": rows}), **options)


def three_ways(column: str) -> ThreeWayField:
    return ThreeWayField(label=label_of(column), widget=Segmented)
