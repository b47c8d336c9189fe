"""What the site knows of the group already, by the names of the document. Of a new group it knows nothing."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from members.models import Consent, Identity, Person, Statement
from observations.codebook.models import Behaviour
from observations.events.models import Event
from sessions_app.models import Attendance, Session, Signature


@dataclass
class Stored:
    people: dict[str, Person]
    sessions: dict[str, Session]
    attendance: dict[UUID, dict[str, str]]  # session → ref → state
    signers: dict[UUID, set[str]]  # session → refs
    own: dict[str, Behaviour]
    practice: dict[str, Behaviour]  # the practice's list, as far as it is offered or the group's events use it
    used: set[str]  # codes of the practice's list that the group's events use
    statements: dict[tuple[UUID, str], list[Statement]]  # membership and kind → open ones in their order
    consents: dict[tuple[UUID, str], bool]  # membership and purpose → in force
    identities: dict[UUID, Identity]  # person →


def stored(group_id: UUID) -> Stored:
    of = {"group_id": group_id}
    people = Person.objects.filter(**of).select_related("membership")
    practice = Behaviour.objects.filter(group=None)
    used = practice.filter(pk__in=Event.objects.filter(session__group=group_id).values("behaviour"))
    return Stored(
        people={person.ref: person for person in people},
        sessions={session.ref: session for session in Session.objects.filter(**of)},
        attendance=_attendance(of),
        signers=_signers(of),
        own={row.code: row for row in Behaviour.objects.filter(**of)},
        practice={row.code: row for row in practice.filter(Q(retired=False) | Q(pk__in=used))},
        used=set(used.values_list("code", flat=True)),
        statements=_statements(of),
        consents=_consents(of),
        identities={row.person_id: row for row in Identity.objects.filter(**of)},
    )


def _attendance(of: dict) -> dict[UUID, dict[str, str]]:
    found = defaultdict(dict)
    for session, ref, state in Attendance.objects.filter(**of).values_list("session_id", "person__ref", "state"):
        found[session][ref] = state
    return found


def _signers(of: dict) -> dict[UUID, set[str]]:
    found = defaultdict(set)
    for session, ref in Signature.objects.filter(**of).values_list("session_id", "person__ref"):
        found[session].add(ref)
    return found


def _statements(of: dict) -> dict[tuple[UUID, str], list[Statement]]:
    """Each with the `words` in force."""
    found = defaultdict(list)
    open_ones = Statement.objects.filter(closed=None, **of).prefetch_related("versions").order_by("position", "id")
    for statement in open_ones:
        statement.words = statement.versions.all()[0].text
        found[statement.membership_id, statement.kind].append(statement)
    return found


def _consents(of: dict) -> dict[tuple[UUID, str], bool]:
    rows = Consent.objects.filter(**of).order_by("at", "id").values_list("membership_id", "purpose", "given")
    return {(membership, purpose): given for membership, purpose, given in rows}
