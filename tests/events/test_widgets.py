"""Controls written in Python are, mark for mark, what the site's templates make."""

import re

import pytest
from django import forms
from django.forms.boundfield import BoundField

from groupcounsel.lib import forms as site
from observations.events.forms import widgets as ours

CHOICES = [("", "not noted"), ("a", "plain"), ("b", "<b>“bold” & more</b>")]


def marks(html):
    """Elements with their attributes in one order, and texts."""
    found = []
    for tag in re.findall(r"<[^>]+>|[^<]+", str(html)):
        name, *attrs = re.findall(r'[^\s="]+(?:="[^"]*")?', tag.strip("<>")) if tag.startswith("<") else [tag.strip()]
        found.append((name, *sorted(attrs)))
    return [mark for mark in found if mark != ("",)]


PAIRS = [
    (ours.Select, forms.Select),
    (ours.Segmented, site.Segmented),
    (ours.Chips, site.Chips),
]


@pytest.mark.parametrize(("drawn", "templated"), PAIRS)
@pytest.mark.parametrize("value", [None, "", "a", "b", "strange"])
def test_one_of_several(drawn, templated, value):
    attrs = {"id": "id_x", "aria-invalid": "true", "disabled": True}
    first, second = (widget(choices=CHOICES).render("x", value, attrs) for widget in (drawn, templated))
    assert marks(first) == marks(second)


@pytest.mark.parametrize("value", [None, [], ["a"], ["a", "b"]])
def test_several_of_several(value):
    drawn, templated = (
        widget(choices=CHOICES).render("x", value, {"id": "id_x"}) for widget in (ours.ManyChips, site.ManyChips)
    )
    assert marks(drawn) == marks(templated)


@pytest.mark.parametrize("value", [None, "-5", -1, "3"])
def test_the_pad(value):
    drawn, templated = (
        widget(choices=site.STRENGTHS).render("x", value, {"id": "id_x"})
        for widget in (ours.StrengthPad, site.StrengthPad)
    )
    assert marks(drawn) == marks(templated)


def form_with(bound_field_class):
    class Form(forms.Form):
        use_required_attribute = False
        plain = forms.CharField(label="Plain & simple", help_text="Some help")
        group = forms.ChoiceField(label="Group", choices=CHOICES, widget=site.Segmented, help_text="Choose")
        bare = forms.ChoiceField(label="Bare", choices=CHOICES, required=False)
        tick = forms.BooleanField(label="Tick", required=False)

    return lambda data: Form(data, bound_field_class=bound_field_class)


@pytest.mark.parametrize("name", ["plain", "group", "bare", "tick"])
@pytest.mark.parametrize("data", [None, {}, {"plain": "text", "group": "a", "bare": "wrong", "tick": "on"}])
def test_the_frame_around_a_field(name, data):
    drawn, templated = (form_with(bound)(data)[name].as_field_group() for bound in (ours.Field, BoundField))
    assert marks(drawn) == marks(templated)
