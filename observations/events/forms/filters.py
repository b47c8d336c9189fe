"""What of a session's record is shown, and in which order; it stays in the address."""

from functools import lru_cache
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.questions import Paged, Question, question
from observations.codebook.codes import Affect, Kind
from observations.events.forms.fields import OneOf
from observations.events.forms.widgets import Field
from observations.events.models import Event, Involvement, Response
from observations.events.room import Room
from sessions_app.models import Session

KINDS = [
    ("", _("everything")),
    (Kind.INCIDENT, _("critical incidents")),
    ("self-disclosure", _("self-disclosures")),
    (Kind.INTERACTION, _("interactions")),
]
AFFECTS = [
    ("", _("any")),
    (Affect.NEGATIVE, Affect.NEGATIVE.label),
    (Affect.POSITIVE, Affect.POSITIVE.label),
    ("none", _("none noted")),
]
ORDERS = [("time", _("by time")), ("newest", _("newest first"))]


class RecordFilter(forms.Form):
    """A word that the address should not have is as if it were not there."""

    use_required_attribute = False
    bound_field_class = Field

    person = OneOf(label=_("Member"), required=False)
    kind = OneOf(label=_("Kind"), choices=KINDS, required=False)
    affect = OneOf(label=_("Affect"), choices=AFFECTS, required=False)
    order = OneOf(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, room: Room, address: dict):
        super().__init__({"order": usual_order(room.session)}, auto_id="filter_%s")
        self.fields["person"].choices = [("", _("everybody")), *((str(seat.id), seat.alias) for seat in room.seats)]
        offered = {name: dict(field.choices) for name, field in self.fields.items()}
        self.data |= {name: word for name, word in address.items() if word in offered.get(name, ())}
        self.is_valid()

    @property
    def newest_first(self) -> bool:
        return self.cleaned_data.get("order") == "newest"

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("person", "kind", "affect"))

    def shown(self, session: UUID) -> Paged:
        said = self.cleaned_data
        one = [UUID(person)] if (person := said.get("person")) else []
        asked = _asked(said.get("kind") or "", said.get("affect") or "", self.newest_first, bool(one))
        return Paged(asked, session, *one)


@lru_cache(maxsize=64)
def _asked(kind: str, affect: str, newest_first: bool, of_one: bool) -> Question:
    """One question for each choice that the form offers; of one person or of everybody."""

    def of_everybody(session: UUID):
        events = Event.objects.filter(session=session).for_timeline()
        if kind:
            events = events.self_disclosures() if kind == "self-disclosure" else events.filter(kind=kind)
        if affect:
            events = events.filter(affect=None if affect == "none" else affect)
        return events.order_by("-at", "-id") if newest_first else events.order_by("at", "id")

    def of_person(session: UUID, person: UUID):
        return about(of_everybody(session), person)

    return question(of_person if of_one else of_everybody)


def usual_order(session: Session) -> str:
    return "newest" if session.state == Session.State.LIVE else "time"


def about(events: QuerySet[Event], person: UUID) -> QuerySet[Event]:
    """Events in which the person acts, is addressed or otherwise has a part, or responds."""
    here = {"event": OuterRef("pk")}
    return events.filter(
        Q(actor=person)
        | Exists(Involvement.objects.filter(person=person, **here))
        | Exists(Response.objects.filter(by=person, **here))
    )
