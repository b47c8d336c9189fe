"""Records that wait to be finished, and about how long that takes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groupcounsel.lib.questions import question
from members.models import Membership
from observations.events.models import Event
from sessions_app.models import Session

# The rule of the estimate, in seconds for each thing that is missing. The page says it with these numbers.
SECONDS = {"facet": 8, "person": 4, "rating": 5}
MOST = 4  # records of a group that are named, the longest waiting


class Unfinished(NamedTuple):
    """`minutes` is None where nobody has said yet whether the session was held. `more`: of the group, not shown."""

    session: Session
    facets: int
    people: int
    ratings: int
    minutes: int | None
    more: int

    @property
    def name(self) -> str:
        return _("Session %(n)s") % {"n": self.session.number}

    @property
    def estimate(self) -> str:
        return ngettext("about %(n)s minute", "about %(n)s minutes", self.minutes) % {"n": self.minutes}

    @property
    def later(self) -> str:
        text = ngettext(
            "%(n)s later record of this group waits too.", "%(n)s later records of this group wait too.", self.more
        )
        return text % {"n": self.more}

    @property
    def missing(self) -> list[str]:
        """In words, what takes the time."""
        told = [
            (ngettext("%(n)s facet not said", "%(n)s facets not said", self.facets), self.facets),
            (
                ngettext("attendance of %(n)s member not noted", "attendance of %(n)s members not noted", self.people),
                self.people,
            ),
            (ngettext("%(n)s rating open", "%(n)s ratings open", self.ratings), self.ratings),
        ]
        return [text % {"n": n} for text, n in told if n]


class Noted(Protocol):
    """A member's attendance as Today asks for it."""

    session_id: UUID
    person_id: UUID
    state: str
    alias: str


def records_to_finish(
    sessions: Sequence[Session], members: dict[UUID, list[Membership]], noted: dict[UUID, list[Noted]]
) -> list[Unfinished]:
    """`noted`: of each session, its members' attendance. The last of a group says how many more there are."""
    facets = _facets(sessions)
    last = {session.group_id: session.pk for session in sessions}
    shown = Counter(session.group_id for session in sessions)
    return [
        _unfinished(
            session,
            facets[session.pk],
            not_noted(session, members[session.group_id], noted[session.pk]),
            session.total - shown[session.group_id] if session.pk == last[session.group_id] else 0,
        )
        for session in sessions
    ]


def _unfinished(session: Session, facets: int, people: int, more: int) -> Unfinished:
    ratings = (session.safety, session.honesty).count(None)
    seconds = facets * SECONDS["facet"] + people * SECONDS["person"] + ratings * SECONDS["rating"]
    held = session.state != Session.State.PLANNED
    return Unfinished(session, facets, people, ratings, max(1, ceil(seconds / 60)) if held else None, more)


def _facets(sessions: Iterable[Session]) -> Counter:
    return Counter(dict(_unsaid([session.pk for session in sessions])))


@question
def _unsaid(sessions: list[UUID]):
    return Event.objects.filter(session__among=sessions).unsaid_by_session()


def not_noted(session: Session, members: Iterable[Membership], noted: Iterable[Noted]) -> int:
    """Of how many members of that day it does not stand whether they were there."""
    known = {attendance.person_id for attendance in noted}
    of_that_day = (
        one for one in members if one.joined <= session.day and (one.left is None or session.day <= one.left)
    )
    return sum(one.person_id not in known for one in of_that_day)
