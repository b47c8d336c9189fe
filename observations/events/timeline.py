"""A session's events as rows: who, toward whom, what is known, and softly what is missing."""

from typing import NamedTuple, Protocol
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.questions import Paged
from observations.codebook.codes import ComponentKind, Focus, Kind, State, Trigger
from observations.events.room import Room

PAGE = 25
NOBODY = UUID(int=0)  # stands in an address until each row puts its own id there
STRONG, SHOWN = 4, 2
COMPONENTS = len(ComponentKind)
TRIGGERS, FOCI = dict(Trigger.choices), dict(Focus.choices)
FEARED, RESPONSES = gettext_lazy("what was feared"), gettext_lazy("responses")
REFLECTION, FOLLOW_UP = gettext_lazy("reflection"), gettext_lazy("follow-up")
NOVEL, REALITY = gettext_lazy("new for this member?"), gettext_lazy("reality testing")
AFTERWARDS, HIDDEN = gettext_lazy("afterwards"), gettext_lazy("the part unknown until now")
INCIDENT, DISCLOSURE = gettext_lazy("critical incident"), gettext_lazy("self-disclosure")


class Row(Protocol):
    """An event as `Events.for_timeline` gives it."""

    id: UUID
    kind: str
    actor_id: UUID
    affect: str | None
    strength: int | None
    toward: list[UUID]
    known: int
    answers: int


class Line(NamedTuple):
    event: Row
    url: str
    who: str
    toward: str
    chips: list[str]
    missing: list[str]


def page_at(events: Paged, number) -> Page:
    """That page of `Events.for_timeline`, or the nearest there is; one query, unless the page does not exist."""
    number = int(number) if str(number).isdecimal() else 1
    begin = (max(number, 1) - 1) * PAGE
    rows = events[begin : begin + PAGE]
    pages = Paginator(events, PAGE)
    if rows or number <= 1:
        pages.count = rows[0].total if rows else 0
        return Page(rows, max(number, 1), pages)
    return pages.get_page(number)


def lines(events, room: Room) -> list[Line]:
    """`events` come from `Events.for_timeline`."""
    aliases = {seat.id: seat.alias for seat in room.seats}
    blank = address_of("events:event_detail", NOBODY)
    return [
        Line(
            event,
            blank.replace(str(NOBODY), str(event.id)),
            aliases.get(event.actor_id, ""),
            toward(event, aliases),
            chips(event),
            missing(event),
        )
        for event in events
    ]


def toward(event: Row, aliases: dict) -> str:
    if event.toward_group:
        return _("the group")
    return ", ".join(sorted(aliases.get(person, "") for person in event.toward))


def chips(event: Row) -> list[str]:
    """What is on record, in a few words."""
    said = [TRIGGERS.get(event.trigger), event.behaviour_label, FOCI.get(event.focus)]
    if event.kind == Kind.INCIDENT:
        said.insert(0, DISCLOSURE if event.trigger == Trigger.DISCLOSURE else INCIDENT)
    if event.answers:
        said.append(ngettext("%(n)s response", "%(n)s responses", event.answers) % {"n": event.answers})
    return [str(word) for word in said if word]


def is_rupture(event: Row) -> bool:
    """What was feared came, and worse than expected."""
    return event.feared_happened is not None and event.feared_happened > (event.feared_expected or 0)


def missing(event: Row) -> list[str]:
    """What a debriefing would still ask of an incident: the first of it, and how much more."""
    asked = [word for word, is_open in _asked(event) if is_open] if event.kind == Kind.INCIDENT else []
    told = [str(word) for word in asked[:SHOWN]]
    if more := len(asked) - len(told):
        told.append(ngettext("%(n)s more", "%(n)s more", more) % {"n": more})
    return told


def _asked(event: Row) -> list[tuple[str, bool]]:
    negative, positive = event.affect == "negative", event.affect == "positive"
    return [
        (FEARED, event.feared_outcome is None),
        (NOVEL, negative and event.novel is None),
        (REALITY, negative and event.reality_testing in (None, State.UNKNOWN)),
        (AFTERWARDS, negative and event.afterwards is None),
        (HIDDEN, positive and event.hidden_self is None),
        (Known(event.known), event.known < COMPONENTS),
        (RESPONSES, not event.answers),
        (REFLECTION, (event.strength or 0) >= STRONG and event.reflection is None),
        (FOLLOW_UP, is_rupture(event) and not event.follow_up),
    ]


class Known(NamedTuple):
    """How many of the components are known, in words only when they are read."""

    n: int

    def __str__(self):
        return _("components %(n)s of %(of)s") % {"n": self.n, "of": COMPONENTS}
