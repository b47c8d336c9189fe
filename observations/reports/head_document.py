"""A group, its people, behaviours and sessions as `groupcounsel/1` writes them."""

from collections.abc import Iterator

from django.db.models import F, Prefetch, Q
from django.db.models.functions import Collate

from members.identities import opened
from members.models import Consent, Group, Membership, Person, Statement
from observations.codebook.models import Behaviour
from observations.events.models import Event
from sessions_app.models import Attendance, Session, Signature

STATEMENTS = Statement.objects.filter(closed=None).order_by("position", "id").prefetch_related("versions")
CONSENTS = Consent.objects.order_by("at", "id")


def group_facts(group: Group) -> dict:
    facts = {name: getattr(group, name) for name in ("ref", "name", "kind", "capacity", "timezone")}
    return facts | ({"ended": group.ended.isoformat()} if group.ended else {})


def behaviours(group: Group) -> Iterator[dict]:
    """The group's own, and those of the practice that its events use; the group's own word counts."""
    used = Event.objects.filter(session__group=group).order_by().values("behaviour")
    rows = Behaviour.objects.filter(Q(group=group) | Q(group=None, pk__in=used)).order_by(
        F("group").asc(nulls_first=True)
    )
    for _, row in sorted({row.code: row for row in rows}.items()):
        yield {"code": row.code, "label": {"en": row.label_en, "id": row.label_id}, "octant": row.octant}


def people(group: Group, *, identities: bool) -> Iterator[dict]:
    rows = Person.objects.filter(group=group).select_related("membership", "identity").order_by(Collate("ref", "C"))
    whole = (Prefetch("membership__statements", STATEMENTS), Prefetch("membership__consents", CONSENTS))
    for row in rows.prefetch_related(*whole):
        facts = {"ref": row.ref, "kind": row.kind, "alias": row.alias}
        member = {} if row.is_counselor else _member(row.membership)
        yield facts | member | (_identity(row) if identities else {})


def _member(membership: Membership) -> dict:
    said = {Statement.Kind.PROBLEM: [], Statement.Kind.GOAL: []}
    for statement in membership.statements.all():
        said[statement.kind].append(statement.versions.all()[0].text)
    return {
        "joined": membership.joined.isoformat(),
        "left": membership.left and membership.left.isoformat(),
        "outcome": membership.outcome,
        "problems": said[Statement.Kind.PROBLEM],
        "goals": said[Statement.Kind.GOAL],
        "consent": {consent.purpose: consent.given for consent in membership.consents.all()},
    }


def _identity(person: Person) -> dict:
    identity = getattr(person, "identity", None)
    return {"identity": opened(identity)} if identity else {}


def sessions(group: Group) -> Iterator[dict]:
    zone = group.zone
    rows = (
        Session.objects.filter(group=group)
        .order_by("number")
        .prefetch_related(
            Prefetch("attendances", Attendance.objects.select_related("person")),
            Prefetch("signatures", Signature.objects.select_related("person").order_by("at", "id")),
        )
    )
    for row in rows.iterator(chunk_size=100):
        yield {
            "ref": row.ref,
            "number": row.number,
            "starts": row.starts.astimezone(zone).isoformat(),
            "minutes": row.minutes,
            "structure": row.structure,
            "attendance": {attendance.person.ref: attendance.state for attendance in row.attendances.all()},
            "safety": row.safety,
            "honesty": row.honesty,
            "signed_by": next((signature.person.ref for signature in row.signatures.all()), None),
        } | ({"theme": row.theme} if row.theme else {})
