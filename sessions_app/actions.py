"""Changes of sessions, each with its trace in the same transaction; the trail gets names of fields and counts only."""

from datetime import datetime
from itertools import islice

from django.db import IntegrityError
from django.db.models import Max, ProtectedError
from django.db.transaction import atomic

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.constraints import broken_rule
from groupcounsel.lib.refs import free_refs
from members.actions import lock_group
from members.marks import mark_group
from members.models import Group, Person
from sessions_app.models import Attendance, PlanItem, Session
from sessions_app.numbering import follow_dates

State = Session.State


class PartOfTheRecord(Exception):
    """These people were noted as absent, and the session's record has them acting, responding or feeling."""

    def __init__(self, people: list[Person]):
        super().__init__(f"{len(people)} people")
        self.people = people


@atomic
def plan_sessions(*, group: Group, starts: list[datetime], minutes: int, structure: str, by: User, theme: str = ""):
    """Numbered on from the highest number there is, in the order of `starts`; what is to come follows the dates."""
    lock_group(group)
    last = group.sessions.aggregate(last=Max("number"))["last"] or 0
    refs = islice(free_refs(group.sessions.all(), "s"), len(starts))
    facts = {"group": group, "minutes": minutes, "structure": structure, "theme": theme}
    sessions = Session.objects.bulk_create(
        Session(number=number, ref=ref, starts=when, **facts)
        for number, (ref, when) in enumerate(zip(refs, sorted(starts), strict=True), last + 1)
    )
    record(by=by, action="sessions-planned", subject=sessions[0], count=len(sessions))
    follow_dates(group=group, by=by, new=sessions)
    mark_group(group_id=group.id)
    return sessions


def beginning(*, group: Group, starts: list[datetime]) -> list[int]:
    """Numbers of the group's sessions that begin at these moments; none is added until the transaction ends."""
    lock_group(group)
    return list(group.sessions.filter(starts__in=starts).order_by("starts").values_list("number", flat=True))


@atomic
def change_session(*, session: Session, changed: list[str], by: User, **facts) -> None:
    """`facts`: fields of the session; `changed`: what of them the person changed, nothing being no change."""
    if not changed:
        return
    if "starts" in facts:
        lock_group(session.group)
    Session.objects.filter(pk=session.pk).update(**facts)
    record(by=by, action="session-changed", subject=session, fields=changed)
    if "starts" in facts:
        follow_dates(group=session.group, by=by)
    mark_group(group_id=session.group_id)


@atomic
def hold_session(*, session: Session, by: User) -> bool:
    """It took place and nobody logged it live; no when it is planned no longer."""
    moved = Session.objects.filter(pk=session.pk, state=State.PLANNED).update(state=State.DEBRIEFING)
    if moved:
        record(by=by, action="session-debriefing", subject=session)
        mark_group(group_id=session.group_id)
    return bool(moved)


@atomic
def cancel_session(*, session: Session, by: User) -> bool:
    """Only one that is planned and of which nothing is on record; says whether it is gone."""
    if session.state != State.PLANNED or session.events.exists():
        return False
    try:
        Session.objects.filter(pk=session.pk).delete()
    except ProtectedError:
        return False
    record(by=by, action="session-cancelled", subject=session)
    mark_group(group_id=session.group_id)
    return True


@atomic
def record_attendance(*, session: Session, states: dict[Person, str], by: User, at: float | None = None) -> None:
    """All of them or none. Raises `PartOfTheRecord` with everybody who cannot have been absent.

    `at`: seconds on the session's clock when they came late or left early, where somebody saw it.
    """
    refused = [person for person, state in states.items() if not _noted(session, person, state, at)]
    if refused:
        raise PartOfTheRecord(refused)
    if states:
        record(by=by, action="attendance-noted", subject=session, count=len(states))
        mark_group(group_id=session.group_id)


@atomic
def forget_attendance(*, session: Session, person: Person, by: User) -> None:
    """As if nobody had noted anything about this person."""
    Attendance.objects.filter(session=session, person=person).delete()
    record(by=by, action="attendance-noted", subject=session, count=1)
    mark_group(group_id=session.group_id)


def _noted(session: Session, person: Person, state: str, at: float | None) -> bool:
    row = {"group_id": session.group_id, "session": session, "person": person}
    try:
        with atomic():
            Attendance.objects.update_or_create(**row, defaults={"state": state, "at": at})
    except IntegrityError as error:
        if broken_rule(error) != "who_was_absent_has_no_part_in_the_record":
            raise
        return False
    return True


@atomic
def add_to_plan(*, session: Session, text: str, by: User) -> PlanItem:
    """At the end of the plan."""
    lock_group(session.group)
    last = session.plan.aggregate(last=Max("position"))["last"] or 0
    item = PlanItem.objects.create(group_id=session.group_id, session=session, text=text, position=last + 1)
    record(by=by, action="plan-extended", subject=session)
    return item


@atomic
def tick_plan_item(*, item: PlanItem, done: bool, by: User) -> None:
    """Said twice, it is so once."""
    if PlanItem.objects.filter(pk=item.pk, done=not done).update(done=done):
        record(by=by, action="plan-ticked" if done else "plan-unticked", subject=item.session)


@atomic
def move_plan_item(*, item: PlanItem, up: bool, by: User) -> None:
    """Past its neighbour; the first one does not move up, and the last not down."""
    lock_group(item.session.group)
    places = list(item.session.plan.values_list("pk", "position"))
    here = [pk for pk, _ in places].index(item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(places):
        return
    for (pk, _), (_, position) in ((places[here], places[there]), (places[there], places[here])):
        PlanItem.objects.filter(pk=pk).update(position=position)
    record(by=by, action="plan-ordered", subject=item.session)


@atomic
def remove_from_plan(*, item: PlanItem, by: User) -> None:
    gone, _ = PlanItem.objects.filter(pk=item.pk).delete()
    if gone:
        record(by=by, action="plan-shortened", subject=item.session)
