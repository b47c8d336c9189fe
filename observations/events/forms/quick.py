"""The two-second entry: who, toward whom, affect and strength."""

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.forms import AffectField
from observations.codebook.codes import Affect, Kind
from observations.events.forms.fields import ClockField
from observations.events.forms.people import GROUP, People
from observations.events.forms.widgets import Chips, Field, ManyChips, StrengthPad
from observations.events.room import Room, Seat
from sessions_app.models import Session

STRONG = 4  # a strong feeling is a critical incident, until somebody says otherwise


class QuickForm(forms.Form):
    use_required_attribute = False
    bound_field_class = Field

    actor = forms.ChoiceField(label=_("Who"), widget=Chips, error_messages={"required": _("Choose who it was.")})
    toward = forms.MultipleChoiceField(label=_("Toward whom"), widget=ManyChips, required=False)
    affect = AffectField(label=_("Affect and strength"), widget=StrengthPad)
    at = ClockField(label=_("At"), error_messages={"required": _("Write when it was.")})

    def __init__(self, room: Room, data=None, **kwargs):
        super().__init__(data, prefix="quick", initial={"at": elapsed(room.session)}, **kwargs)
        self.room, people = room, People(room)
        self.fields["actor"].choices = people.recorded
        self.fields["toward"].choices = [GROUP, *people.present]

    def clean(self):
        said = super().clean()
        if fault := toward_fault(said.get("actor"), said.get("toward") or []):
            self.add_error("toward", fault)
        if self.room.session.locked:
            self.add_error(None, _("This record is signed. Nothing is added to it any more."))
        return said

    def document(self, seat: Seat) -> dict:
        said = self.cleaned_data
        feeling = said["affect"]
        document = {
            "session": self.room.session.ref,
            "recorded_by": seat.ref,
            "at": said["at"],
            "actor": said["actor"],
            "toward": "group" if "group" in said["toward"] else said["toward"],
            "kind": Kind.INCIDENT if feeling and abs(feeling) >= STRONG else Kind.INTERACTION,
        }
        if feeling:
            document |= {"affect": Affect.NEGATIVE if feeling < 0 else Affect.POSITIVE, "strength": abs(feeling)}
        return document


def toward_fault(actor: str | None, toward: list[str]) -> str | None:
    if "group" in toward and len(toward) > 1:
        return _("Choose the group or people of it, not both.")
    if actor in toward:
        return _("Choose somebody else: nobody acts toward themselves.")
    return None


def elapsed(session: Session) -> float:
    """Whole seconds since the session began while it goes on, else its beginning."""
    if session.state != Session.State.LIVE:
        return 0
    return max(0, int((now() - session.starts).total_seconds()))
