"""What a record leaves open when it is signed: a sentence for each kind of it, with the place where it can be said."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from observations.events import questions
from observations.events.document import documents
from observations.events.questions import Step
from observations.events.room import Room

# In the order of a debriefing's questions.
KINDS = {
    questions.FEARED: ngettext_lazy(
        "%(n)s incident has no feared outcome", "%(n)s incidents have no feared outcome", "n"
    ),
    questions.CHARACTERISTICS: ngettext_lazy(
        "%(n)s incident has characteristics not known yet", "%(n)s incidents have characteristics not known yet", "n"
    ),
    questions.COMPONENTS: ngettext_lazy(
        "%(n)s incident has components not known yet", "%(n)s incidents have components not known yet", "n"
    ),
    questions.RESPONSES: ngettext_lazy("%(n)s event has no response yet", "%(n)s events have no response yet", "n"),
    questions.REFLECTION: ngettext_lazy(
        "%(n)s strong feeling has no word on reflection", "%(n)s strong feelings have no word on reflection", "n"
    ),
    questions.FOLLOW_UP: ngettext_lazy("%(n)s rupture has no follow-up", "%(n)s ruptures have no follow-up", "n"),
}


class Open(NamedTuple):
    """`event`: the first of which it is asked."""

    words: str
    event: UUID


class StillOpen(NamedTuple):
    """`people` and `climate` can be said before the first signature only, so they are left out after it."""

    events: list[Open]
    people: str
    climate: str

    @property
    def for_good(self) -> bool:
        return bool(self.people or self.climate)


def still_open(room: Room) -> StillOpen:
    steps = questions.steps_of(documents(room.session.events.all()))
    found = [(kind, [step for step in steps if _asks(step, kind)]) for kind in KINDS]
    events = [Open(KINDS[kind] % {"n": len(those)}, UUID(those[0].id)) for kind, those in found if those]
    return StillOpen(events, "", "") if room.session.locked else StillOpen(events, _people(room), _climate(room))


def _asks(step: Step, kind: int) -> bool:
    return any(question.rank == kind for question in step.open)


def _people(room: Room) -> str:
    n = sum(not seat.counselor and seat.belongs and not seat.attendance for seat in room.seats)
    text = ngettext("attendance of %(n)s member is not noted", "attendance of %(n)s members is not noted", n)
    return text % {"n": n} if n else ""


def _climate(room: Room) -> str:
    rated = None not in (room.session.safety, room.session.honesty)
    return "" if rated else _("how it was for the group is not rated")
