"""Numbers of sessions to come follow their dates; what was held, begun or noted keeps the number that it has."""

from collections.abc import Collection

from django.db.models import Case, Exists, F, Max, OuterRef, Q, Value, When
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from members.models import Group
from sessions_app.models import PlanItem, Session


def follow_dates(*, group: Group, by: User, new: Collection[Session] = ()) -> None:
    """Sessions to come of which nothing is on record, and the `new` ones, on whichever day, share their numbers
    anew in the order of their dates. Whoever calls holds `lock_group`."""
    added = {session.pk for session in new}
    rows = group.sessions.filter(Q(pk__in=added) | _to_come()).select_for_update()
    sessions = list(rows.order_by("starts", "number"))
    numbers = sorted(session.number for session in sessions)
    moved = {session.pk: number for session, number in zip(sessions, numbers, strict=True) if session.number != number}
    if moved:
        _renumber(group, moved)
        record(by=by, action="sessions-renumbered", subject=group, group_id=group.id, count=len(moved.keys() - added))
    for session in new:
        session.number = moved.get(session.pk, session.number)


def _to_come() -> Q:
    """A plan may stand with a session; whatever else speaks of it holds it, in whichever room it is kept."""
    found = Q(state=Session.State.PLANNED, starts__gt=timezone.now())
    for relation in Session._meta.get_fields(include_hidden=True):
        if relation.one_to_many and relation.related_model is not PlanItem:
            found &= ~Exists(relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")}))
    return found


def _renumber(group: Group, numbers: dict) -> None:
    """Past the highest first: no number names two sessions at any moment."""
    rows = Session.objects.filter(pk__in=numbers)
    highest = group.sessions.aggregate(last=Max("number"))["last"]
    rows.update(number=F("number") + highest)
    rows.update(number=Case(*(When(pk=pk, then=Value(number)) for pk, number in numbers.items())))
