"""Data for the tests. Keyword-only; what a test does not care for has a plain value."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Consent, Group, Leadership, Membership, Person, Watermark
from observations.codebook.models import Codebook
from observations.events.models import Component, Event, Felt, Involvement, Response
from sessions_app.models import Attendance, Session

PASSWORD = "quiet-river-42"
numbers = count(1)
LONG_AGO = date(2026, 1, 1)


def make_user(*, name="Alice", **fields) -> User:
    fields = {"email": f"{name.lower()}{next(numbers)}@example.org", "is_counselor": True, "timezone": "UTC"} | fields
    return User.objects.create_user(name=name, password=None, **fields)


def make_group(*, lead: User | None = None, name="Kelompok Melati", **fields) -> Group:
    group = Group(id=uuid7(), name=name, **{"ref": f"g{next(numbers)}"} | fields)
    with acting(group_id=group.id):
        group.save()
    if lead:
        lead_group(group=group, user=lead)
    return group


def lead_group(*, group: Group, user: User, role="lead", starts=LONG_AGO, ends=None) -> Leadership:
    with acting(group_id=group.id):
        seat = Person(group=group, kind="counselor", user=user, alias=user.name, ref=f"c{next(numbers)}")
        seat.save()
    return Leadership.objects.create(group=group, user=user, role=role, starts=starts, ends=ends)


def supervise(*, supervisor: User, counselor: User, starts=LONG_AGO, ends=None) -> Supervision:
    return Supervision.objects.create(supervisor=supervisor, counselor=counselor, starts=starts, ends=ends)


def make_member(
    *, group: Group, alias="Melati", joined=date(2026, 1, 7), consents=("recording", "polls", "summaries"), **fields
):
    """The membership; its person is `membership.person`."""
    with acting(group_id=group.id):
        person = Person.objects.create(group=group, alias=alias, ref=f"m{next(numbers)}")
        membership = Membership.objects.create(group=group, person=person, joined=joined, **fields)
        Watermark.objects.create(membership=membership.id, group=group.id)
        Consent.objects.bulk_create(
            Consent(group=group, membership=membership, purpose=purpose, given=True) for purpose in consents
        )
    return membership


def make_session(*, group: Group, number=1, state="debriefing", starts=None, there=(), **fields) -> Session:
    with acting(group_id=group.id):
        starts = starts or datetime(2026, 1, 7, 9, tzinfo=UTC) + timedelta(weeks=number - 1)
        session = Session.objects.create(
            group=group, number=number, ref=f"s{number}", starts=starts, state=state, **fields
        )
        Attendance.objects.bulk_create(
            Attendance(group=group, session=session, person=person, state="present") for person in there
        )
    return session


def attend(*, session: Session, person: Person, state="present") -> Attendance:
    with acting(group_id=session.group_id):
        return Attendance.objects.create(group_id=session.group_id, session=session, person=person, state=state)


def make_event(
    *, session: Session, actor: Person, recorded_by: Person | None = None, toward=(), components=None, **fields
):
    """An incident of negative affect unless said otherwise. `components`: kind → (state, session or None)."""
    fields = {"kind": "incident", "affect": "negative", "strength": 4, "at": float(next(numbers))} | fields
    with acting(group_id=session.group_id):
        codebook = Codebook.objects.get(version="1")
        event = Event.objects.create(
            group_id=session.group_id,
            session=session,
            actor=actor,
            recorded_by=recorded_by or actor,
            codebook=codebook,
            **fields,
        )
        Involvement.objects.bulk_create(
            Involvement(group_id=event.group_id, event=event, person=person, part="toward") for person in toward
        )
        Component.objects.bulk_create(
            Component(group_id=event.group_id, event=event, kind=kind, state=state, session=seen)
            for kind, (state, seen) in (components or {}).items()
        )
    return event


def respond(*, event: Event, by: Person, kind="supports", **fields) -> Response:
    with acting(group_id=event.group_id):
        return Response.objects.create(group_id=event.group_id, event=event, by=by, kind=kind, **fields)


def feel(*, event: Event, by: Person, feeling="protective", **fields) -> Felt:
    with acting(group_id=event.group_id):
        return Felt.objects.create(group_id=event.group_id, event=event, by=by, feeling=feeling, **fields)


def make_cast() -> SimpleNamespace:
    alice, bob, charlie, olga = (make_user(name=name) for name in ("Alice", "Bob", "Charlie", "Olga"))
    sari, rina = (make_user(name=name, is_counselor=False, is_supervisor=True) for name in ("Sari", "Rina"))
    adi = make_user(name="Adi", is_counselor=False, is_admin=True)
    group, other_group = make_group(lead=alice), make_group(lead=charlie, name="Kelompok Bakung")
    lead_group(group=group, user=bob, role="co-lead")
    lead_group(group=group, user=olga, role="observer")
    supervise(supervisor=sari, counselor=alice)
    supervise(supervisor=rina, counselor=charlie)
    melati, dahlia = make_member(group=group), make_member(group=group, alias="Dahlia")
    session = make_session(group=group, there=[melati.person, dahlia.person])
    with acting(group_id=group.id):
        seat = Person.objects.get(user=alice)
    people = {"alice": alice, "bob": bob, "charlie": charlie, "olga": olga, "sari": sari, "rina": rina, "adi": adi}
    of_the_group = {"melati": melati, "dahlia": dahlia, "session": session, "seat": seat}
    return SimpleNamespace(group=group, other_group=other_group, **people, **of_the_group)
