"""The whole event as one form: its sections and its rows, filled from a document and giving one back."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from observations.codebook.codes import ComponentKind
from observations.events.document import canonical
from observations.events.facets import found, put
from observations.events.forms.fields import Words
from observations.events.forms.offered import behaviours_for, sessions_from
from observations.events.forms.people import People, others
from observations.events.forms.rows import FeltRows, ResponseRows, Rows, ValidationRows
from observations.events.forms.sections import Component, Feared, Happened, Meaning
from observations.events.refs import people_in, sessions_in
from observations.events.room import Room
from observations.events.rules import RULES

LINES = {
    "responses": (ResponseRows, ("responses",)),
    "felt": (FeltRows, ("felt",)),
    "validation": (ValidationRows, ("distortion", "validation")),
}
PRESENT = ("responses", "felt")  # a view may be confirmed or disputed by somebody who was absent

CHANGED_MEANWHILE = _(
    "Somebody else changed this event while you had it open. What you typed stands here: "
    "save once more to put it in place of theirs."
)


class Reason(forms.Form):
    use_required_attribute = False
    reason = Words(
        label=_("Why it is changed"),
        help_text=_("The earlier text is kept and shown together with your reason."),
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why it is changed.")},
    )


class EventForms:
    """Answers as one form does: `is_valid`, `add_error`, `document`. `before` is the event as it stands."""

    def __init__(self, *, room: Room, before: dict, data=None, amending: bool = False):
        self.room, self.before, self.data, self.faults = room, before, data, []
        self.people = People(room, people_in(before))
        sessions = sessions_from(room.session, sessions_in(before))
        shared = {"data": data, "document": before}
        self.happened = Happened(
            people=self.people, behaviours=behaviours_for(room.session.group_id, before.get("behaviour")), **shared
        )
        self.feared = Feared(**shared)
        self.components = [
            Component(kind=kind, sessions=sessions, own=room.session.ref, **shared) for kind in ComponentKind.values
        ]
        self.meaning = Meaning(people=self.people, sessions=sessions, **shared)
        self.rows = {name: self._rows(name) for name in LINES}
        self.reason = Reason(data) if amending else None

    def _rows(self, name: str) -> Rows:
        rows, path = LINES[name]
        away = self.people.outside | (self.people.absent if name in PRESENT else {})
        recorded = self.people.recorded
        offered = others(recorded, self.before, path) if name == "validation" else recorded
        of_rows = {"people": offered, "away": away}
        return rows(self.data, lines=found(self.before, path) or [], prefix=name, **of_rows)

    @property
    def is_bound(self) -> bool:
        return self.data is not None

    @property
    def errors(self) -> list:
        return [*self.faults, *(part.errors for part in (*self.sections, *self.rows.values()) if any(part.errors))]

    @property
    def sections(self) -> list[forms.Form]:
        reason = [self.reason] if self.reason else []
        return [self.happened, self.feared, *self.components, self.meaning, *reason]

    @property
    def seen(self) -> str:
        """The event's fingerprint: a page that was opened before somebody else's change has another one."""
        return hashlib.sha256(canonical(self.before)).hexdigest()

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (*self.sections, *self.rows.values())]
        if all(valid):
            self._check_the_whole()
        return all(valid) and not self.faults and not self.meaning.errors

    def _check_the_whole(self) -> None:
        if self.meaning.cleaned_data["transference_toward"] == self.happened.cleaned_data["actor"]:
            self.add_error(*RULES["nobody_is_seen_as_somebody_by_themselves"])
        if self.data.get("seen") != self.seen:
            self.add_error(None, CHANGED_MEANWHILE)

    def add_error(self, field: str | None, words: str) -> None:
        """At the field; above the form when no field has this name."""
        section = next((section for section in self.sections if field in section.fields), None)
        if section is None:
            self.faults.append(words)
        else:
            section.add_error(field, words)

    def document(self) -> dict:
        document = {name: self.before[name] for name in ("id", "session", "recorded_by")}
        for section in (self.happened, self.feared, *self.components, self.meaning):
            section.write(document)
        for name, (_rows, path) in LINES.items():
            if lines := self.rows[name].lines():
                put(document, path, lines)
        return document
