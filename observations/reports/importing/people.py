"""A group, its behaviours and its people: new ones are added, changed facts changed, nobody is removed.

About what is known already, a document that is silent changes nothing, and null means that there is none.
"""

from collections.abc import Iterable
from itertools import zip_longest
from uuid import UUID

from django.utils import timezone

from groupcounsel.accounts.models import User
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.sealing import SealBroken
from members.identities import opened, sealed
from members.models import (
    Consent,
    Group,
    Identity,
    Leadership,
    Membership,
    Person,
    Statement,
    StatementVersion,
    Watermark,
)
from observations.codebook.models import Behaviour
from observations.events.refs import Refs
from observations.reports.importing.head import Head
from observations.reports.importing.head_rules import day
from observations.reports.importing.pen import Pen
from observations.reports.importing.stored import Stored

STATEMENTS = {"problems": Statement.Kind.PROBLEM, "goals": Statement.Kind.GOAL}


def write_group(pen: Pen, said: dict, here: Group | None) -> None:
    facts = {name: said[name] for name in ("name", "kind", "capacity", "timezone") if name in said}
    if "ended" in said:
        facts["ended"] = said["ended"] and day(said["ended"])
    if here:
        pen.change(here, **facts)
    else:
        pen.add(Group, id=pen.group_id, ref=said["ref"], **facts)
        pen.write(Group)


def write_behaviours(pen: Pen, head: Head, known: Stored, refs: Refs) -> None:
    for code, (_, said) in head.behaviours.items():
        facts = behaviour_facts(said)
        if code in known.own:
            pen.change(known.own[code], **facts)
        elif not is_practices(code, facts, known):
            pen.add(Behaviour, id=refs.behaviours[code], code=code, **facts)
    pen.write(Behaviour)


def behaviour_facts(said: dict) -> dict:
    return {"label_en": said["label"]["en"], "label_id": said["label"]["id"], "octant": said.get("octant")}


def is_practices(code: str, facts: dict, known: Stored) -> bool:
    """The practice's own row says the same, and the group's events refer to it already."""
    row = known.practice.get(code) if code in known.used else None
    return bool(row) and all(getattr(row, name) == value for name, value in facts.items())


def write_people(pen: Pen, head: Head, known: Stored, refs: Refs, seats: dict[str, User]) -> None:
    _make_way(head, known)
    for ref, (_, said) in head.people.items():
        _person(pen, ref, said, known, refs, seats.get(ref))
        if said["kind"] == Person.Kind.MEMBER:
            membership = _membership(pen, said, known.people.get(ref), refs.people[ref])
            _statements(pen, said, membership, known)
            _consents(pen, said, membership, known)
            _identity(pen, said, refs.people[ref], known)
    pen.write(Person, Membership, Watermark, Statement, StatementVersion, Consent, Identity)


def write_leaders(pen: Pen, users: Iterable[User]) -> None:
    """They open the group's records from today on. The database counts days in UTC."""
    for user in users:
        pen.add(Leadership, user=user, role=Leadership.Role.LEAD, starts=timezone.now().date())
    pen.write(Leadership)


def _make_way(head: Head, known: Stored) -> None:
    """Who gives an alias to somebody else goes nameless for a moment: no two have one alias, at no time."""
    wanted = {said["alias"]: ref for ref, (_, said) in head.people.items()}
    for ref, here in known.people.items():
        if wanted.get(here.alias, ref) != ref:
            Person.objects.filter(pk=here.pk).update(alias=str(here.pk))


def _person(pen: Pen, ref: str, said: dict, known: Stored, refs: Refs, user: User | None) -> None:
    here = known.people.get(ref)
    if here:
        pen.change(here, alias=said["alias"], **({"user_id": user.pk} if user else {}))
    else:
        pen.add(Person, id=refs.people[ref], ref=ref, kind=said["kind"], alias=said["alias"], user=user)


def _membership(pen: Pen, said: dict, here: Person | None, person: UUID) -> UUID:
    facts = {"joined": day(said["joined"])}
    facts |= {"left": said["left"] and day(said["left"])} if "left" in said else {}
    facts |= {"outcome": said["outcome"]} if "outcome" in said else {}
    if here:
        pen.change(here.membership, **facts)
        return here.membership.id
    membership = pen.add(Membership, id=uuid7(), person_id=person, **facts)
    pen.add(Watermark, membership=membership.id, group=pen.group_id)
    return membership.id


def _statements(pen: Pen, said: dict, membership: UUID, known: Stored) -> None:
    for key, kind in STATEMENTS.items():
        if said.get(key) is None:
            continue
        here = known.statements.get((membership, kind), [])
        for position, (statement, words) in enumerate(zip_longest(here, said[key])):
            if words is None:
                pen.change(statement, closed=timezone.localdate())
            elif statement is None:
                made = pen.add(Statement, id=uuid7(), membership_id=membership, kind=kind, position=position)
                _words(pen, made, words)
            elif statement.words != words:
                _words(pen, statement, words)


def _words(pen: Pen, statement: Statement, words: str) -> None:
    pen.add(StatementVersion, statement_id=statement.id, text=words, written_at=pen.at, written_by=pen.by)


def _consents(pen: Pen, said: dict, membership: UUID, known: Stored) -> None:
    for purpose, given in (said.get("consent") or {}).items():
        if given is not None and given != known.consents.get((membership, purpose)):
            pen.add(Consent, membership_id=membership, purpose=purpose, given=given, at=pen.at, by=pen.by)


def _identity(pen: Pen, said: dict, person: UUID, known: Stored) -> None:
    words, here = said.get("identity"), known.identities.get(person)
    if not words or (here and _opened(here) == words):
        return
    if here:
        pen.change(here, sealed=sealed(words))
    else:
        pen.add(Identity, person_id=person, sealed=sealed(words))


def _opened(identity: Identity) -> dict | None:
    try:
        return opened(identity)
    except SealBroken:
        return None
