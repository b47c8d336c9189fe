"""What Today shows: the groups somebody leads now, each with what the next session asks for. The number of queries is
the same whatever there is; what could grow without end is cut, and says how much more there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, Value
from django.db.models.expressions import RawSQL
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.lib.questions import question
from members.models import Group, Membership
from observations.summaries.querysets import AGREED
from observations.today.arcs import open_arcs
from observations.today.changes import changes_of
from observations.today.separations import LATELY, absences, breaks, leavings, not_known
from observations.today.unfinished import MOST, Noted, not_noted, records_to_finish
from sessions_app.models import Attendance, Session
from sessions_app.plan import plans_of

# Entries kept apart that are theirs to decide on; the database shows them to nobody else.
TO_DECIDE = RawSQL(
    "(SELECT count(*) FROM live_quarantined t"
    " WHERE t.group_id = members_group.id AND t.state IN ('waiting', 'handed-over'))",
    [],
)
RECENT, COMING = 9, 2  # sessions of a group: those from which its usual distance is taken, and those to come


class Course(NamedTuple):
    """A group's sessions around today, in the order of time."""

    held: list[Session]
    coming: list[Session]

    @property
    def next(self) -> Session | None:
        """The one that is under way, or the first to come."""
        live = [session for session in self.held if session.state == Session.State.LIVE]
        return next(iter([*live, *self.coming]), None)


def today_of(user: User) -> dict:
    groups = _led_by(user.pk)
    courses, unfinished = _courses(groups)
    members, noted = _members(groups, unfinished), _noted(courses, unfinished)
    records = records_to_finish(unfinished, members, noted)
    return {
        "rows": _rows(groups, courses, members, noted),
        "records": records,
        "minutes": sum(record.minutes or 0 for record in records),
    }


def _rows(groups: Sequence[Group], courses: dict, members: dict, noted: dict) -> list[dict]:
    plans = plans_of([course.next for course in courses.values() if course.next])
    arcs, changes = open_arcs(groups), changes_of(groups, members)
    return [
        {
            "group": group,
            "to_decide": group.to_decide,
            "next": (next_one := courses[group.id].next),
            "plan": plans.get(next_one.pk) if next_one else None,
            "arcs": arcs[group.id],
            "changes": changes[group.id],
        }
        | _separations(group, courses[group.id], members[group.id], noted)
        for group in groups
    ]


def _separations(group: Group, course: Course, members: Sequence[Membership], noted: dict) -> dict:
    last = course.held[-1] if course.held else None
    there = noted[last.pk] if last else []
    away = absences(last, there) if last else []
    return {
        "separations": [*away, *leavings(members, group.today), *breaks(course.held, course.coming)],
        "not_known": not_known(course.held, course.coming, not_noted(last, members, there) if last else 0),
    }


def _courses(groups: Sequence[Group]) -> tuple[dict[UUID, Course], list[Session]]:
    """And the sessions that are over and not signed, of the groups in which one may write."""
    of_group, unfinished = {group.id: group for group in groups}, []
    found = {group.id: Course([], []) for group in groups}
    for session in _sessions([*of_group]):
        session.group = of_group[session.group_id]
        course = found[session.group_id]
        parts = {"held": course.held, "coming": course.coming, "unfinished": unfinished}
        if session.part != "unfinished" or session.group.may_write:
            parts[session.part].append(session)
    return found, unfinished


def _members(groups: Sequence[Group], unfinished: Iterable[Session]) -> dict[UUID, list[Membership]]:
    """Those of now, of lately, and of the days of which the record is not finished."""
    since = min([timezone.now().date() - LATELY, *(session.day for session in unfinished)])
    found = defaultdict(list)
    for membership in _not_left_before([group.id for group in groups], since):
        found[membership.group_id].append(membership)
    return found


def _noted(courses: dict[UUID, Course], unfinished: Iterable[Session]) -> dict[UUID, list[Noted]]:
    """The members' attendance at each group's last session, and at those of which the record is not finished."""
    last = [course.held[-1] for course in courses.values() if course.held]
    found = defaultdict(list)
    for attendance in _attendances([*{session.pk for session in [*last, *unfinished]}]):
        found[attendance.session_id].append(attendance)
    return found


@question
def _led_by(user: UUID):
    groups = Group.objects.running().readable().led_by(User(pk=user))
    return groups.annotate(to_decide=TO_DECIDE).order_by("name", "ref")


@question
def _sessions(groups: list[UUID]):
    of = Session.objects.filter(group__among=groups)
    held, coming = of.held().of_each_group("-starts", RECENT), of.upcoming().of_each_group("starts", COMING)
    unfinished = of.unfinished().under_way_no_more().of_each_group("starts", MOST)
    parts = {"held": held, "coming": coming, "unfinished": unfinished}
    first, *others = (rows.annotate(part=Value(part)) for part, rows in parts.items())
    return first.union(*others, all=True).order_by("starts")


@question
def _not_left_before(groups: list[UUID], day: date):
    wanted = Membership.objects.filter(Q(left=None) | Q(left__gte=day), group__among=groups)
    return wanted.select_related("person").annotate(agreed=AGREED).order_by("person__alias")


@question
def _attendances(sessions: list[UUID]):
    wanted = Attendance.objects.filter(session__among=sessions, person__kind="member").order_by("person__alias")
    facts = wanted.annotate(alias=F("person__alias"))
    return facts.values_list("session_id", "person_id", "state", "alias", named=True)
