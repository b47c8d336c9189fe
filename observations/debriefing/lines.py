"""Forms for one line by a person: a response, a feeling, a stance; and for a later event that is a response."""

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from observations.codebook.codes import ResponseKind
from observations.events.forms.fields import OneOf
from observations.events.forms.people import People, others
from observations.events.forms.rows import FeltRow, ResponseRow, Row, ValidationRow
from observations.events.forms.whole import PRESENT
from observations.events.forms.widgets import Field
from observations.events.refs import people_in
from observations.events.room import Room


class OneLine(Row):
    def clean(self):
        said = super().clean()
        if not said.get("by") and "by" not in self.errors:
            self.add_error("by", _("Say who it was."))
        return said


class ResponseLine(OneLine, ResponseRow):
    pass


class FeltLine(OneLine, FeltRow):
    pass


class ValidationLine(OneLine, ValidationRow):
    pass


class Kind(NamedTuple):
    path: str
    form: type[OneLine]


LINES = {
    "responses": Kind("responses", ResponseLine),
    "felt": Kind("felt", FeltLine),
    "validation": Kind("distortion.validation", ValidationLine),
}


def line_form(kind: str, room: Room, document: dict, data=None) -> OneLine:
    people = People(room, people_in(document))
    away = people.outside | (people.absent if kind in PRESENT else {})
    path = tuple(LINES[kind].path.split("."))
    offered = people.recorded if kind == "felt" else others(people.recorded, document, path)
    return LINES[kind].form(data, people=offered, away=away, auto_id=f"id_{kind}_%s")


class AnswerForm(forms.Form):
    """`later`: events of the session that may be a response, by their ids."""

    use_required_attribute = False
    bound_field_class = Field
    answer = OneOf(label=_("The later event"))
    kind = OneOf(label=_("Response"), choices=[("", "–"), *ResponseKind.choices])

    def __init__(self, later: list[tuple[str, str]], data=None):
        super().__init__(data, auto_id="id_join_%s")
        self.offers = bool(later)
        self.fields["answer"].choices = [("", "–"), *later]
