"""The site's controls for choices and the frame around a field, written without a template and a dictionary for each
choice: a form of an event has hundreds of them. The HTML is the same; a test compares.
"""

from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from groupcounsel.lib import forms as site
from groupcounsel.lib.templatetags.look import signed

CHECKED = {False: "", True: " checked"}
SELECTED = {False: "", True: " selected"}


class Drawn:
    """Draws the choices as rows of value, label (both escaped) and whether it is chosen."""

    def render(self, name, value, attrs=None, renderer=None) -> str:
        attrs = self.build_attrs(self.attrs, attrs)
        chosen = {str(one) for one in self.format_value(value)}
        choices = [("" if word is None else str(word), label) for word, label in self.choices]
        rows = [(escape(word), escape(str(label)), word in chosen) for word, label in choices]
        return mark_safe(self.draw(name, attrs, rows))


class Select(Drawn, forms.Select):
    def draw(self, name: str, attrs: dict, rows: list) -> str:
        options = [f'<option value="{word}"{SELECTED[chosen]}>{label}</option>' for word, label, chosen in rows]
        return f"<select{flatatt({'name': name, **attrs})}>{''.join(options)}</select>"


class _Choices(Drawn):
    def draw(self, name: str, attrs: dict, rows: list) -> str:
        key = attrs.pop("id", "")
        begin = f'<input type="{self.input_type}" name="{name}"{flatatt(attrs)} id="{key}'
        inputs = [
            (f'{begin}_{place}" value="{word}"{CHECKED[chosen]}', label)
            for place, (word, label, chosen) in enumerate(rows)
        ]
        return self.framed(key, inputs)

    def framed(self, key: str, inputs: list[tuple[str, str]]) -> str:
        labels = "".join(f"<label>{begun}><span>{label}</span></label>" for begun, label in inputs)
        return f'<div class="{self.look}" id="{key}">{labels}</div>'


class Segmented(_Choices, site.Segmented):
    pass


class Chips(_Choices, site.Chips):
    pass


class ManyChips(_Choices, site.ManyChips):
    look = "choices"


class StrengthPad(_Choices, site.StrengthPad):
    """The first half of its choices is negative; each says its strength aloud and shows it with its sign."""

    def framed(self, key: str, inputs: list[tuple[str, str]]) -> str:
        half = len(inputs) // 2
        sides = [("neg", _("− Negative"), -1, inputs[:half]), ("pos", _("+ Positive"), 1, inputs[half:])]
        return f'<div class="pad" id="{key}">{"".join(self._side(*side) for side in sides)}</div>'

    def _side(self, look: str, word: str, sign: int, inputs: list[tuple[str, str]]) -> str:
        labels = "".join(
            f'<label>{begun} aria-label="{label % {"strength": strength}}"><b>{signed(sign * strength)}</b></label>'
            for strength, (begun, label) in enumerate(inputs, 1)
        )
        return f'<div class="pad-row {look}"><span class="pad-word" aria-hidden="true">{word}</span>{labels}</div>'


class Field(forms.BoundField):
    """What `django/forms/field.html` makes of a field with a label."""

    frame = '<div class="field">{}</div>'
    group = "<fieldset{}><legend>{}</legend>{}{}{}</fieldset>"
    plain = '<label for="{}">{}</label>{}{}{}'
    tick = '<label class="tick">{}<span>{}</span></label>{}{}'

    def as_field_group(self) -> str:
        help_text = self._help()
        if self.widget_type == "checkbox":
            inner = format_html(self.tick, self, self.label, help_text, self.errors)
        elif self.use_fieldset:
            described = flatatt({"aria-describedby": self.aria_describedby} if self.aria_describedby else {})
            inner = format_html(self.group, described, self.label, help_text, self, self.errors)
        else:
            inner = format_html(self.plain, self.id_for_label, self.label, help_text, self, self.errors)
        return format_html(self.frame, inner)

    def _help(self) -> str:
        if not self.help_text:
            return ""
        return format_html('<div class="help" id="{}_helptext">{}</div>', self.auto_id, self.help_text)
