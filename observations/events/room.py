"""Who was in the room in a session, read in one query together with the session."""

import json
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.http import Http404

from groupcounsel.lib import kept
from members.models import Group, Person
from sessions_app.models import Attendance, Session

WRITABLE = "sessions_app_session.group_id = ANY((SELECT app_writable_groups())::uuid[])"
CODEBOOK = "(SELECT id FROM codebook_codebook ORDER BY id DESC LIMIT 1)"
PEOPLE = """
COALESCE((
  SELECT json_agg(json_build_object(
    'id', p.id, 'ref', p.ref, 'alias', p.alias, 'kind', p.kind, 'user', p.user_id,
    'membership', m.id, 'joined', m.joined, 'left', m.left,
    'consent', (SELECT c.given FROM members_consent c WHERE c.membership_id = m.id AND c.purpose = 'recording'
                ORDER BY c.at DESC, c.id DESC LIMIT 1),
    'attendance', a.state, 'came', CASE a.state WHEN 'late' THEN a.at END,
    'observes', EXISTS (SELECT FROM members_leadership l
                        WHERE l.group_id = p.group_id AND l.user_id = p.user_id AND l.role = 'observer'
                          AND l.starts <= current_date AND (l.ends IS NULL OR l.ends > current_date)),
    'ended', (SELECT CASE WHEN count(*) = count(l.ends) THEN max(l.ends) END FROM members_leadership l
              WHERE l.group_id = p.group_id AND l.user_id = p.user_id)
  ))
  FROM members_person p LEFT JOIN members_membership m ON m.person_id = p.id
  LEFT JOIN sessions_app_attendance a ON a.session_id = sessions_app_session.id AND a.person_id = p.id
  WHERE p.group_id = sessions_app_session.group_id), '[]')::text
"""


class Seat(NamedTuple):
    """`there`: in the room as far as is known. `recorded`: what this person does may be recorded.

    `belongs`: has a part in the group on that day, or is noted in this session. Others are here for their names.
    `came`: at which second of the session, for who came late and was seen to.
    """

    id: UUID
    ref: str
    alias: str
    counselor: bool
    there: bool
    recorded: bool
    membership: UUID | None
    user: UUID | None
    attendance: str | None = None
    belongs: bool = True
    came: float | None = None


class Attended(NamedTuple):
    """As `Attendance`, read with the room."""

    person: Seat
    state: str


class Room(NamedTuple):
    session: Session
    seats: tuple[Seat, ...]
    codebook: UUID

    def seat_of(self, user) -> Seat | None:
        return next((seat for seat in self.seats if seat.user == user.pk), None)

    @property
    def aliases(self) -> dict[str, str]:
        return {seat.ref: seat.alias for seat in self.seats}

    @property
    def attendances(self) -> list[Attended]:
        return [Attended(seat, seat.attendance) for seat in self.seats if seat.attendance]

    @property
    def unrecorded(self) -> list[Seat]:
        """Members in the room who have not agreed to being recorded."""
        return [seat for seat in self.seats if seat.there and not seat.recorded]


def room_found(session_id: UUID) -> Room:
    """404 where the database shows no such session. Its group says in `may_write` whether this person may write."""
    told = kept.rows(_room(), [session_id])
    if not told:
        raise Http404
    *facts, may_write, codebook, people = told[0]
    length = len(Session._meta.concrete_fields)
    session, group = kept.made_of(Session, facts[:length]), kept.made_of(Group, facts[length:])
    session.group, group.may_write = group, may_write
    return Room(session, _seats(people, session.day), codebook)


@lru_cache
def _room() -> str:
    return f"""SELECT {kept.columns(Session)}, {kept.columns(Group)}, {WRITABLE}, {CODEBOOK}, {PEOPLE}
      FROM sessions_app_session JOIN members_group ON members_group.id = sessions_app_session.group_id
      WHERE sessions_app_session.id = %s"""


@lru_cache(maxsize=256)
def _seats(people: str, day: date) -> tuple[Seat, ...]:
    """Of people as the database tells them: where nothing changed it tells the same, entry after entry."""
    return tuple(sorted((_seat(person, day) for person in json.loads(people)), key=_in_order))


def _in_order(seat: Seat) -> tuple:
    """Members before counselors, 2 before 10."""
    number = int(seat.alias) if seat.alias.isascii() and seat.alias.isdecimal() else 0
    return seat.counselor, number, seat.alias.casefold()


def _seat(person: dict, day: date) -> Seat:
    counselor = person["kind"] == Person.Kind.COUNSELOR
    return Seat(
        id=UUID(person["id"]),
        ref=person["ref"],
        alias=person["alias"],
        counselor=counselor,
        there=_was_there(person, day),
        recorded=counselor or bool(person["consent"]),
        membership=person["membership"] and UUID(person["membership"]),
        user=person["user"] and UUID(person["user"]),
        attendance=person["attendance"],
        belongs=bool(person["attendance"]) or _was_in_the_group(person, day),
        came=person["came"],
    )


def _was_there(person: dict, day: date) -> bool:
    """As noted; where nothing was noted, who belonged to the group on that day and did not only observe."""
    if person["attendance"]:
        return Attendance.State(person["attendance"]).was_there
    return _was_in_the_group(person, day) and not person["observes"]


def _was_in_the_group(person: dict, day: date) -> bool:
    """Whose part as a counselor has ended was in it until then; when it began is not asked, as imports say today."""
    if person["kind"] == Person.Kind.COUNSELOR:
        return day.isoformat() <= (person["ended"] or "9999")
    return bool(person["joined"]) and person["joined"] <= day.isoformat() <= (person["left"] or "9999")
