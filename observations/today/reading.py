"""What Today shows: the groups somebody leads now, each with what the next session asks for. The number of queries is
the same whatever there is; what could grow without end is cut, and says how much more there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from groupcounsel.accounts.models import User
from members.models import Group, Membership
from observations.live.models import Quarantined
from observations.today.arcs import open_arcs
from observations.today.changes import changes_of
from observations.today.separations import LATELY, absences, breaks, leavings
from observations.today.unfinished import MOST, records_to_finish
from sessions_app.models import Attendance, Session
from sessions_app.plan import plans_of

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
    groups = list(Group.objects.running().readable().led_by(user).order_by("name", "ref"))
    courses, unfinished = _courses(groups), _unfinished(groups)
    members, noted = _members(groups, unfinished), _noted(courses, unfinished)
    records = records_to_finish(unfinished, members, noted)
    return {
        "rows": _rows(groups, courses, members, noted),
        "records": records,
        "minutes": sum(record.minutes or 0 for record in records),
    }


def _rows(groups: Sequence[Group], courses: dict, members: dict, noted: dict) -> list[dict]:
    plans = plans_of([course.next for course in courses.values() if course.next])
    arcs, changes, handed = open_arcs(groups), changes_of(groups, members), _handed_over(groups)
    return [
        {
            "group": group,
            "handed_over": handed.get(group.id, 0),
            "next": (next_one := courses[group.id].next),
            "plan": plans.get(next_one.pk) if next_one else None,
            "separations": _separations(group, courses[group.id], members[group.id], noted),
            "arcs": arcs[group.id],
            "changes": changes[group.id],
        }
        for group in groups
    ]


def _handed_over(groups: Sequence[Group]) -> dict[UUID, int]:
    """Entries that the supervisor left to those who lead; the database shows them to nobody else."""
    waiting = Quarantined.objects.filter(group__in=groups, state=Quarantined.State.HANDED_OVER)
    return dict(waiting.order_by("group").values_list("group").annotate(n=Count("id")))


def _separations(group: Group, course: Course, members: Iterable[Membership], noted: dict) -> list[str]:
    today = timezone.localdate(timezone=group.zone)
    last = course.held[-1] if course.held else None
    away = absences(last, noted[last.pk]) if last else []
    return [*away, *leavings(members, today), *breaks(course.held, course.coming)]


def _courses(groups: Sequence[Group]) -> dict[UUID, Course]:
    of_group = {group.id: group for group in groups}
    of = Session.objects.filter(group__in=groups)
    found = {group.id: Course([], []) for group in groups}
    for place, sessions in enumerate(
        (of.held().of_each_group("-starts", RECENT), of.upcoming().of_each_group("starts", COMING))
    ):
        for session in sessions:
            session.group = of_group[session.group_id]
            found[session.group_id][place].append(session)
    return found


def _unfinished(groups: Sequence[Group]) -> list[Session]:
    of_group = {group.id: group for group in groups if group.may_write}
    sessions = Session.objects.unfinished().under_way_no_more().filter(group__in=of_group)
    found = list(sessions.of_each_group("starts", MOST))
    for session in found:
        session.group = of_group[session.group_id]
    return found


def _members(groups: Sequence[Group], unfinished: Iterable[Session]) -> dict[UUID, list[Membership]]:
    """Those of now, of lately, and of the days of which the record is not finished."""
    since = min([timezone.now().date() - LATELY, *(session.day for session in unfinished)])
    wanted = Membership.objects.filter(Q(left=None) | Q(left__gte=since), group__in=groups)
    found = defaultdict(list)
    for membership in wanted.select_related("person").order_by("person__alias"):
        found[membership.group_id].append(membership)
    return found


def _noted(courses: dict[UUID, Course], unfinished: Iterable[Session]) -> dict[UUID, list[Attendance]]:
    """The members' attendance at each group's last session, and at those of which the record is not finished."""
    last = [course.held[-1] for course in courses.values() if course.held]
    wanted = Attendance.objects.filter(session__in={session.pk for session in [*last, *unfinished]})
    found = defaultdict(list)
    for attendance in wanted.filter(person__kind="member").select_related("person").order_by("person__alias"):
        found[attendance.session_id].append(attendance)
    return found
