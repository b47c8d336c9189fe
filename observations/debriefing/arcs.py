"""The way of an incident through its five components, over the sessions in which they were seen."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from observations.codebook.codes import ComponentKind, State
from observations.codebook.explanations import COMPONENTS
from observations.events.facets import found
from observations.events.models import Event
from observations.events.refs import sessions_in
from observations.events.room import Room
from sessions_app.models import Session

OBSERVED = """(SELECT count(*) FROM events_component x WHERE x.event_id = events_event.id
               AND x.group_id = events_event.group_id AND x.state = 'observed')"""
ASKED = {
    "risk": _("Did %(who)s show it to the others openly today, although it was a risk?"),
    "support": _("Did the group support %(who)s in it today?"),
    "reality-testing": _("Was it examined with the others today?"),
    "recognition": _("Did %(who)s see today that the feeling or behaviour, or avoiding it, did not fit?"),
    "facilitation": _("Was %(who)s more open and honest with the others today?"),
}
LEFT, WIDTH, TOP, ROW, EDGE = 130, 210, 18, 26, 24


class Point(NamedTuple):
    """A component: its state, and the number of the session to which that belongs."""

    kind: str
    state: str
    session: int | None

    @property
    def title(self) -> str:
        return str(COMPONENTS[self.kind].title)

    @property
    def words(self) -> str:
        return str(State(self.state).label)

    @property
    def seen(self) -> bool:
        return self.state == State.OBSERVED


class Arc(NamedTuple):
    document: dict
    who: str
    session: int
    points: list[Point]

    @property
    def id(self) -> str:
        return self.document["id"]

    @property
    def next(self) -> Point | None:
        """The first component that was not seen yet; None when the arc is complete."""
        return next((point for point in self.points if not point.seen), None)

    @property
    def question(self) -> str:
        return str(ASKED[self.next.kind]) % {"who": self.who}


class Mark(NamedTuple):
    point: Point
    x: float | None
    y: int


class Picture(NamedTuple):
    """`way` leads through what was observed; `ticks` are sessions with their places."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    marks: list[Mark]
    way: str
    ticks: list[tuple[int, float]]


def numbers_of(group_id, sessions: set[str]) -> dict[str, int]:
    return dict(Session.objects.filter(group=group_id, ref__in=sessions).values_list("ref", "number"))


def arcs_of(documents: Iterable[dict], room: Room) -> list[Arc]:
    """One query, however many they are."""
    told = list(documents)
    mentioned = {document["session"] for document in told}.union(*map(sessions_in, told))
    numbers = numbers_of(room.session.group_id, mentioned)
    aliases = room.aliases
    return [_arc(document, aliases.get(document["actor"], ""), numbers) for document in told]


def _arc(document: dict, who: str, numbers: dict[str, int]) -> Arc:
    points = []
    for kind in ComponentKind.values:
        said = found(document, ("components", kind)) or {}
        points.append(Point(kind, said.get("state") or State.UNKNOWN, numbers.get(said.get("session"))))
    return Arc(document, who, numbers[document["session"]], points)


def open_incidents(room: Room) -> QuerySet[Event]:
    """Of earlier sessions, of the members who were in the room, the newest first: not complete and not given up."""
    members = [seat.id for seat in room.seats if seat.there and not seat.counselor]
    session = room.session
    earlier = Event.objects.incidents().filter(session__group=session.group_id, session__number__lt=session.number)
    unfinished = earlier.annotate(seen=RawSQL(OBSERVED, [], IntegerField())).filter(seen__lt=len(ComponentKind))
    newest = unfinished.filter(actor__in=members, ended_arcs=None).order_by("-session__number", "-at", "-id")
    return newest.select_related("session")


def picture_of(arc: Arc, until: int) -> Picture:
    """From the incident's session to `until`, or to where it was last seen."""
    seen = [point.session for point in arc.points if point.session]
    last = max([arc.session, until, *seen])
    span = max(last - arc.session, 1)
    places = {number: round(LEFT + (number - arc.session) * WIDTH / span, 1) for number in {arc.session, last, *seen}}
    marks = [Mark(point, places.get(point.session), TOP + ROW * row) for row, point in enumerate(arc.points)]
    observed = [f"{mark.x} {mark.y}" for mark in marks if mark.point.seen and mark.x is not None]
    bottom = TOP + ROW * len(marks)
    return Picture(
        LEFT + WIDTH + EDGE, bottom + EDGE, LEFT, LEFT + WIDTH, bottom, marks,
        "M" + "L".join(observed) if observed else "", _apart(places),
    )  # fmt: skip


def _apart(places: dict[int, float]) -> list[tuple[int, float]]:
    """Numbers that do not lie over each other: the first, and each that has room behind the one before."""
    kept: list[tuple[int, float]] = []
    for number, x in sorted(places.items()):
        if not kept or x - kept[-1][1] >= EDGE:
            kept.append((number, x))
    return kept
