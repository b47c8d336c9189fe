"""The forms of a page, and somebody who fills them in without reading them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.days import day_of_the_database

TYPED = {"number": "3", "time": "10:00", "email": "new@example.org"}
WORD = "kenanga"
CHOSEN = ("radio", "checkbox")


@dataclass
class Control:
    kind: str
    values: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)

    def sent(self) -> list[str]:
        """What stands there, a text with one more word (a time stays); where nothing stands, something on offer."""
        if self.kind in ("text", "textarea"):
            return self.values if ":" in self.values[0] else [f"{self.values[0]} {WORD}".strip()]
        if self.kind in ("radio", "select-one"):
            return self.values if any(self.values) else self.offers[-1:]
        if any(self.values):
            return self.values
        typed = TYPED | {"date": day_of_the_database().isoformat()}
        return [typed[self.kind]] if self.kind in typed else self.values


class Forms(HTMLParser):
    """`forms`: where each is sent → its controls by name. What stands in a <template> belongs to none."""

    def __init__(self, answer):
        super().__init__()
        self.here, self.forms, self.form, self.open, self.templates = answer.request["PATH_INFO"], {}, None, None, 0
        if "html" in answer.headers.get("Content-Type", ""):
            self.feed(answer.content.decode())

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        self.templates += tag == "template"
        if tag == "form" and given.get("method") == "post":
            self.form = self.forms.setdefault(given.get("action") or self.here, {})
        elif tag == "option" and self.open:
            self._offer(self.open, given.get("value", ""), "selected" in given)
        elif self.form is not None and not self.templates and given.get("name"):
            self._control(tag, given)

    def _control(self, tag, given):
        kind = {"select": "select-one", "input": given.get("type", "text")}.get(tag, tag)
        control = self.form.setdefault(given["name"], Control(kind))
        if tag in ("select", "textarea"):
            self.open = control
            control.values += [""] * (tag == "textarea")
        elif kind in CHOSEN:
            self._offer(control, given.get("value", "on"), "checked" in given)
        elif kind != "file":
            control.values.append(given.get("value", ""))

    def _offer(self, control, value, chosen):
        control.offers.append(value)
        control.values += [value] * chosen

    def handle_data(self, data):
        if self.open and self.open.kind == "textarea":
            self.open.values[0] += data

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        if tag in ("select", "textarea"):
            self.open = None
        if tag == "form":
            self.form = None


def filled(form: dict[str, Control]) -> dict[str, list[str]]:
    return {name: control.sent() for name, control in form.items()}
