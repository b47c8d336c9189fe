"""Groups and who leads them, each change with its trace in the same transaction."""

from datetime import date
from itertools import count

from django.db.transaction import atomic
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.days import begun
from groupcounsel.lib.refs import free_refs
from groupcounsel.lib.turns import one_at_a_time
from members.actions import lock_group
from members.models import Group, Leadership, Person


class NameTaken(Exception):
    """A running group has this name already."""


@atomic
def add_group(*, group: Group, lead: User | None, by: User) -> None:
    """Groups are added one at a time, so names stay single. Raises `NameTaken`."""
    one_at_a_time("group added")
    if Group.objects.running().filter(name__iexact=group.name).exists():
        raise NameTaken
    group.ref = next(free_refs(Group.objects.all(), "g"))
    group.save()
    record(by=by, action="group-added", subject=group, group_id=group.id)
    if lead:
        first = Leadership(group=group, user=lead, role=Leadership.Role.LEAD, starts=begun(timezone.localdate()))
        add_leader(leadership=first, by=by)


@atomic
def add_leader(*, leadership: Leadership, by: User) -> None:
    leadership.save()
    with acting(group_id=leadership.group_id):
        _give_seat(leadership.group, leadership.user)
    part = {"user": str(leadership.user_id), "role": leadership.role, "starts": leadership.starts.isoformat()}
    record(by=by, action="leader-added", subject=leadership, **part)


def _give_seat(group: Group, user: User) -> None:
    """Who comes back finds their seat where it was."""
    lock_group(group)
    seats = Person.objects.filter(group=group)
    if seats.filter(user=user).exists():
        return
    taken = set(seats.filter(alias__startswith=user.name).values_list("alias", flat=True))
    names = (user.name if number == 1 else f"{user.name} {number}" for number in count(1))
    alias = next(name for name in names if name not in taken)
    ref = next(free_refs(seats, "c"))
    Person.objects.create(group=group, kind=Person.Kind.COUNSELOR, user=user, alias=alias, ref=ref)


@atomic
def end_leadership(*, leadership: Leadership, ends: date, by: User) -> None:
    before, leadership.ends = leadership.ends, ends
    leadership.save(update_fields=["ends"])
    values = {"ends": [before and before.isoformat(), ends.isoformat()]}
    part = {"user": str(leadership.user_id), "role": leadership.role}
    record(by=by, action="leadership-ended", subject=leadership, values=values, **part)
