"""The two-second entry: who, toward whom, affect and strength."""

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import AffectField
from groupcounsel.lib.identifiers import uuid7
from observations.codebook.codes import Affect, Kind
from observations.events.forms.fields import ClockField
from observations.events.forms.people import GROUP, People
from observations.events.forms.widgets import Chips, Field, ManyChips, StrengthPad
from observations.events.room import Room, Seat
from observations.events.rules import RULES
from sessions_app.clock import seconds
from sessions_app.models import Session

STRONG = 4  # a strong feeling is a critical incident, until somebody says otherwise


class QuickForm(forms.Form):
    use_required_attribute = False
    bound_field_class = Field

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    actor = forms.ChoiceField(label=_("Who"), widget=Chips, error_messages={"required": _("Choose who it was.")})
    toward = forms.MultipleChoiceField(label=_("Toward whom"), widget=ManyChips, required=False)
    affect = AffectField(label=_("Affect and strength"), widget=StrengthPad)
    at = ClockField(label=_("At"), error_messages={"required": _("Write when it was.")})

    def __init__(self, room: Room, data=None, **kwargs):
        super().__init__(data, prefix="quick", initial={"at": elapsed(room.session), "id": uuid7()}, **kwargs)
        self.room, people = room, People(room)
        self.fields["actor"].choices = people.recorded
        self.fields["toward"].choices = [GROUP, *people.present]

    def clean(self):
        said = super().clean()
        if rule := broken_direction(said.get("actor"), said.get("toward") or []):
            self.add_error(*RULES[rule])
        if self.room.session.locked:
            self.add_error(None, _("This record is signed. Nothing is added to it any more."))
        if self.room.session.state == Session.State.PLANNED:
            self.add_error(None, _("The record opens when the session begins."))
        return said

    def document(self, seat: Seat) -> dict:
        said = self.cleaned_data
        feeling = said["affect"]
        document = {
            "id": str(said["id"] or uuid7()),
            "session": self.room.session.ref,
            "recorded_by": seat.ref,
            "at": said["at"],
            "actor": said["actor"],
            "toward": "group" if "group" in said["toward"] else sorted(said["toward"]),
            "kind": Kind.INCIDENT if feeling and abs(feeling) >= STRONG else Kind.INTERACTION,
        }
        if feeling:
            document |= {"affect": Affect.NEGATIVE if feeling < 0 else Affect.POSITIVE, "strength": abs(feeling)}
        return document


def broken_direction(actor: str | None, toward: list[str]) -> str | None:
    """The name of the rule."""
    if "group" in toward and len(toward) > 1:
        return "an_event_goes_toward_the_group_or_people"
    return "nobody_acts_toward_themselves" if actor in toward else None


def elapsed(session: Session) -> float:
    """Whole seconds on the clock while the session goes on, else its beginning."""
    if session.state != Session.State.LIVE:
        return 0
    return int(seconds(session, now()))
