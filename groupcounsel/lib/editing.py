"""Two people at one form: what one of them left alone stays as the other made it; what both changed is said."""

from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dateformat
from django.utils.translation import gettext as _


class Shared:
    """Mixed into a form over something that others may change too; its `initial` is what is so now.

    The page sends along what it showed. A field that this person did not touch takes over what somebody else has
    written since; one that both changed is refused with what stands there now, and stored when sent once more.
    """

    tells = True  # what the other person wrote; else only that they did

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def full_clean(self):
        both = self._take_over() if self.is_bound else {}
        super().full_clean()
        for name, now in both.items():
            if name not in self._errors:
                self.add_error(name, self._told(self.fields[name], now))

    def _take_over(self) -> dict[str, str]:
        """What stands now in the fields that both changed. After it, `data` says that the page showed that."""
        self.data, both = self.data.copy(), {}
        for name, field in self.fields.items():
            bound = self[name]
            now = _text(field.prepare_value(bound.initial))
            shown, sent = self.data.get(bound.html_initial_name, now), _text(bound.data)
            untouched = _same(field, sent, shown)
            if not (untouched or _same(field, shown, now) or _same(field, sent, now)):
                both[name] = now
            self.data[bound.html_name], self.data[bound.html_initial_name] = now if untouched else sent, now
        return both

    def _told(self, field: forms.Field, now: str) -> str:
        if not self.tells:
            return _("Somebody else has changed this in the meantime. Send it once more to put yours in its place.")
        if not now:
            return _("Somebody else has emptied this in the meantime. Send it once more to put yours in its place.")
        words = dict(getattr(field, "choices", ())).get(now) or _localised(_read(field, now))
        return _("Meanwhile somebody else wrote here: “%(words)s”. Send it once more to put yours in its place.") % {
            "words": words
        }


def _text(value) -> str:
    """As a hidden field of the page carries it."""
    text = forms.HiddenInput().format_value(value)
    return "" if text is None else text.replace("\r\n", "\n")


def _same(field: forms.Field, one: str, other: str) -> bool:
    return _read(field, one) == _read(field, other)


def _localised(value) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return dateformat.format(value, "j M Y") if isinstance(value, date) else str(value)


def _read(field: forms.Field, text: str):
    try:
        return field.to_python(text.replace("\r\n", "\n"))
    except ValidationError:
        return text
