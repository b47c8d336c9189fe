"""The controls of a debriefing: one facet of an event each, with the fields of the event's own form."""

from copy import deepcopy

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from observations.codebook.codes import ComponentKind, State
from observations.debriefing.help import help_for
from observations.events.facets import PARTS, value_of
from observations.events.forms import sections
from observations.events.forms.fields import BY_COLUMN, UNSAID
from observations.events.forms.offered import behaviours_for, sessions_from
from observations.events.forms.people import People
from observations.events.forms.whole import Reason
from observations.events.refs import people_in, sessions_in
from observations.events.room import Room
from sessions_app.models import Session

HERE = "components."
BEFORE = {"focus", "origin", "trigger", "behaviour", "octant", "adaptive", "need"}
FIELDS = {
    name: field
    for section in (sections.Happened, sections.Feared, sections.Meaning)
    for name, field in section.base_fields.items()
    if section is not sections.Happened or name in BEFORE
}
NAMES = (*FIELDS, *(f"{HERE}{kind}" for kind in ComponentKind.values))


def offers(room: Room, document: dict) -> dict[str, list[tuple[str, str]]]:
    """Choices that come from the records. Two queries."""
    people = People(room, people_in(document))
    return {
        "behaviour": [UNSAID, *behaviours_for(room.session.group_id, document.get("behaviour"))],
        "transference_toward": [sections.NOT_CHOSEN, *people.known],
        "helped": people.recorded,
        "recognised": people.recorded,
        "follow_up_done_in": [("", sections.STILL_OPEN), *sessions_from(room.session, sessions_in(document))],
    }


class FacetForm(sections.Section):
    def __init__(self, data=None, *, name: str, document: dict, offered: dict):
        self.name, self.base_fields = name, {name: FIELDS[name]}
        super().__init__(data, document=document)
        if name in offered:
            self.fields[name].choices = offered[name]
        self.help = help_for(name, document.get("affect"))
        self.address = reverse("debriefing:touch", args=[document["id"], name])

    @property
    def says(self) -> bool:
        """Something stands there already."""
        return self.name in self.initial

    @property
    def said(self) -> dict:
        """What a touch says: a value for a path of the document."""
        path = BY_COLUMN[self.name].path if self.name in BY_COLUMN else PARTS[self.name]
        value = self.cleaned_data[self.name]
        return {"set": {".".join(path): None if value in ("", []) else value}}


class ComponentForm(sections.Component):
    """Where it was seen is not asked: it was in the session that is debriefed.

    `today`: what is asked is whether it was seen in that session, whatever stood there before.
    """

    def __init__(self, data=None, *, name: str, document: dict, seen: str, today: bool = False, **more):
        self.name, self.before = name, value_of(document, name) or {}
        self.seen, self.today = seen, today
        known = {} if today else document
        super().__init__(data, document=known, kind=name.removeprefix(HERE), sessions=[], own=seen, **more)
        del self.fields["session"]
        self.help = help_for(name)
        self.address = reverse("debriefing:touch", args=[document["id"], name])

    def clean(self):
        return forms.Form.clean(self)

    @property
    def says(self) -> bool:
        return bool(self.before)

    @property
    def said(self) -> dict:
        """A state that stood there before keeps the session in which it was seen."""
        state = self.cleaned_data["state"]
        stands = not self.today and state == self.before.get("state")
        session = None if state == State.UNKNOWN else self.before.get("session") if stands else self.seen
        return {"set": {self.name: {"state": state, "session": session, "of": self.cleaned_data.get("of") or []}}}


class ArcForm(ComponentForm):
    """Asked of an earlier incident: whether it was seen today. Where its record is signed, with a reason."""

    def __init__(self, data=None, *, session: Session, document: dict, signed: bool, **more):
        key = f"id_{document['id']}_%s"
        super().__init__(data, document=document, seen=session.ref, today=True, auto_id=key, **more)
        self.signed = signed
        if signed:
            self.fields["reason"] = deepcopy(Reason.base_fields["reason"])
            self.fields["reason"].initial = _("Seen in session %(n)s.") % {"n": session.number}
        self.address = reverse("debriefing:arc_answer", args=[session.id, document["id"], self.name])


def named(name: str, names) -> str:
    """There is no address of another name."""
    if name not in names:
        raise Http404
    return name


def control(name: str, room: Room, document: dict, data=None, offered: dict | None = None) -> forms.Form:
    """`offered`, where somebody has it at hand already."""
    if name.startswith(HERE):
        return ComponentForm(data, name=name, document=document, seen=room.session.ref)
    return FacetForm(data, name=name, document=document, offered=offers(room, document) if offered is None else offered)
