"""Changes in a group and of its members, each with its trace in the same transaction.

The trail gets names of fields and counts, never what was written in them.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.db.transaction import atomic
from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.refs import free_refs
from members.identities import sealed
from members.marks import mark_group, mark_memberships
from members.models import Consent, Group, Identity, Membership, Person, Statement, StatementVersion, Watermark


def lock_group(group: Group) -> None:
    """Until the transaction ends, nobody else counts on in this group: numbers and short names stay single.

    Rows that refer to the group can still be written: whoever does may hold what this transaction will ask for next.
    """
    Group.objects.select_for_update(no_key=True).only("id").get(pk=group.pk)


@atomic
def change_group(*, group: Group, changed: list[str], by: User) -> None:
    if not changed:
        return
    group.save(update_fields=changed)
    record(by=by, action="group-changed", subject=group, group_id=group.id, fields=changed)


@atomic
def add_member(*, group: Group, alias: str, joined, consents, problems, goals, identity: dict, by: User) -> Membership:
    lock_group(group)
    ref = next(free_refs(Person.objects.filter(group=group), "m"))
    person = Person.objects.create(group=group, ref=ref, alias=alias)
    membership = Membership.objects.create(group=group, person=person, joined=joined)
    Watermark.objects.create(membership=membership.id, group=group.id)
    _first_consents(membership, consents, by)
    for kind, texts in ((Statement.Kind.PROBLEM, problems), (Statement.Kind.GOAL, goals)):
        for position, text in enumerate(texts):
            _state(membership, kind, position, text, by)
    if identity:
        Identity.objects.create(group=group, person=person, sealed=sealed(identity))
    record(by=by, action="member-added", subject=membership, consents=sorted(consents), identity=bool(identity))
    mark_memberships(group_id=group.id, memberships=[membership.id])
    return membership


def _first_consents(membership: Membership, purposes: list[str], by: User) -> None:
    given = {"group_id": membership.group_id, "membership": membership, "given": True, "by": by}
    Consent.objects.bulk_create(Consent(purpose=purpose, **given) for purpose in purposes)


def _state(membership: Membership, kind: str, position: int, text: str, by: User) -> Statement:
    of = {"group_id": membership.group_id}
    statement = Statement.objects.create(membership=membership, kind=kind, position=position, **of)
    StatementVersion.objects.create(statement=statement, text=text, written_by=by, **of)
    return statement


@atomic
def change_membership(*, membership: Membership, alias: str, joined, left, outcome, changed: list[str], by: User):
    """`changed`: what the person changed, by the names of the fields; nothing being no change."""
    if not changed:
        return
    Person.objects.filter(pk=membership.person_id).update(alias=alias)
    Membership.objects.filter(pk=membership.pk).update(joined=joined, left=left, outcome=outcome)
    record(by=by, action="membership-changed", subject=membership, fields=changed)
    mark_memberships(group_id=membership.group_id, memberships=[membership.id])


@atomic
def open_identity(*, membership: Membership, by: User) -> Identity | None:
    """Still sealed; whoever asks for it leaves a trace, also where nothing is kept."""
    record(by=by, action="identity-opened", subject=membership)
    return Identity.objects.filter(person=membership.person_id).first()


@atomic
def write_identity(*, membership: Membership, words: dict[str, str], by: User) -> None:
    """Keeps these words instead of the earlier ones; without words, keeps nothing."""
    kept = {"group_id": membership.group_id, "person_id": membership.person_id}
    if words:
        Identity.objects.update_or_create(**kept, defaults={"sealed": sealed(words)})
    else:
        Identity.objects.filter(**kept).delete()
    record(by=by, action="identity-written", subject=membership, fields=sorted(words))


@atomic
def add_statement(*, membership: Membership, kind: str, text: str, by: User) -> Statement:
    """The same words a second time are the same statement, as long as that one is open."""
    lock_group(membership.group)
    for statement in membership.statements.filter(kind=kind, closed=None).prefetch_related("versions"):
        if statement.versions.all()[0].text == text:
            return statement
    last = membership.statements.filter(kind=kind).aggregate(last=Max("position"))["last"]
    statement = _state(membership, kind, 0 if last is None else last + 1, text, by)
    record(by=by, action=f"{kind}-added", subject=statement)
    return statement


@atomic
def revise_statement(*, statement: Statement, text: str, by: User) -> None:
    """The earlier words stay as an earlier version."""
    StatementVersion.objects.create(group_id=statement.group_id, statement=statement, text=text, written_by=by)
    record(by=by, action=f"{statement.kind}-revised", subject=statement)


def _said_at(day: date | None, zone: ZoneInfo, newest: Consent | None) -> datetime:
    """Now; of another day noon where the group meets, but after what was said before."""
    if day in (None, timezone.localdate()):
        return timezone.now()
    noon = datetime.combine(day, time(12), zone)
    return max(noon, newest.at + timedelta(microseconds=1)) if newest else noon


@atomic
def close_statement(*, statement: Statement, by: User) -> None:
    Statement.objects.filter(pk=statement.pk).update(closed=timezone.localdate())
    record(by=by, action=f"{statement.kind}-closed", subject=statement)


@atomic
def reopen_statement(*, statement: Statement, by: User) -> None:
    Statement.objects.filter(pk=statement.pk).update(closed=None)
    record(by=by, action=f"{statement.kind}-reopened", subject=statement)


@atomic
def change_consent(*, membership: Membership, purpose: str, given: bool, by: User, on: date | None = None) -> None:
    """A new row over the earlier ones; what is so already stays as it is. Summaries follow in either direction, also
    those of others, which count how they are answered by whoever agrees to be in summaries.

    `on`: the day on which the member said so, if not today; not before the newest row's.
    """
    lock_group(membership.group)
    newest = membership.consents.filter(purpose=purpose).first()
    if bool(newest and newest.given) == given:
        return
    said = {"group_id": membership.group_id, "membership": membership, "purpose": purpose, "given": given, "by": by}
    Consent.objects.create(at=_said_at(on, membership.group.zone, newest), **said)
    record(by=by, action="consent-given" if given else "consent-withdrawn", subject=membership, purpose=purpose)
    if purpose == Consent.Purpose.SUMMARIES:
        mark_group(group_id=membership.group_id)
    else:
        mark_memberships(group_id=membership.group_id, memberships=[membership.id])
