"""What an imported spreadsheet writes, each table in a few statements however many people and rows there are."""

from collections.abc import Iterable
from itertools import chain, count, islice
from typing import NamedTuple

from django.db.models import Q
from django.utils.text import slugify

from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.refs import free_refs
from members.models import Consent, Membership, Person, Watermark
from observations.codebook.models import Behaviour, Codebook
from observations.events.models import Event, Involvement
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheets.people import NEW_COUNSELOR, NEW_MEMBER
from observations.reports.sheets.rows import Interaction
from sessions_app.models import Attendance, Session

AT_ONCE = 1000
LETTERS = {NEW_MEMBER: ("m", Person.Kind.MEMBER), NEW_COUNSELOR: ("c", Person.Kind.COUNSELOR)}


class Choice(NamedTuple):
    """`who`: NEW_MEMBER, NEW_COUNSELOR, LEFT_OUT or the id of a person of the group; `alias` for the new ones."""

    who: str
    alias: str


def write_people(draft: SheetDraft, by, choices: dict[str, Choice], consents: list[str]):
    """Everybody by their name in the file, without those left out; and the ids of the memberships that are new."""
    wanted = {choice.who for choice in choices.values()}
    known = {str(person.id): person for person in Person.objects.filter(group=draft.group_id)}
    people = {name: known[choice.who] for name, choice in choices.items() if choice.who in known}
    new = {who: _added(draft, choices, who) for who in LETTERS if who in wanted}
    for added in new.values():
        people |= added
    return people, _memberships(draft, by, new.get(NEW_MEMBER, {}).values(), consents)


def _added(draft: SheetDraft, choices: dict[str, Choice], who: str) -> dict[str, Person]:
    letter, kind = LETTERS[who]
    aliases = {name: choice.alias for name, choice in choices.items() if choice.who == who}
    refs = islice(free_refs(Person.objects.filter(group=draft.group_id), letter), len(aliases))
    people = [
        Person(group_id=draft.group_id, kind=kind, alias=alias, ref=ref)
        for alias, ref in zip(aliases.values(), refs, strict=True)
    ]
    return dict(zip(aliases, Person.objects.bulk_create(people), strict=True))


def _memberships(draft: SheetDraft, by, people: Iterable[Person], consents: list[str]) -> list[str]:
    """They join on the session's day, where the group meets."""
    of, joined = {"group_id": draft.group_id}, draft.starts.astimezone(draft.group.zone).date()
    made = Membership.objects.bulk_create(Membership(person=person, joined=joined, **of) for person in people)
    Watermark.objects.bulk_create(Watermark(membership=row.id, group=draft.group_id) for row in made)
    Consent.objects.bulk_create(
        Consent(membership=row, purpose=purpose, given=True, by=by, **of) for row in made for purpose in consents
    )
    return [str(row.id) for row in made]


def write_attendance(session: Session, people: Iterable[Person]) -> None:
    Attendance.objects.bulk_create(
        Attendance(group_id=session.group_id, session=session, person=person, state=Attendance.State.PRESENT)
        for person in people
        if not person.is_counselor
    )


def write_events(session: Session, rows: list[Interaction], people: dict[str, Person], seat: Person) -> None:
    """In the order of `rows`: ids that sort by it keep it for those of the same second."""
    codebook = Codebook.objects.order_by("-id").first()
    behaviours = _behaviours(session, {row.behaviour for row in rows} - {None})
    common = {"group_id": session.group_id, "session": session, "recorded_by": seat, "codebook": codebook}
    entries = list(zip(sorted(uuid7() for _ in rows), rows, strict=True))
    for start in range(0, len(entries), AT_ONCE):
        part = entries[start : start + AT_ONCE]
        Event.objects.bulk_create(
            Event(id=id, actor=people[row.actor], **_facets(row, behaviours), **common) for id, row in part
        )
        Involvement.objects.bulk_create(
            Involvement(group_id=session.group_id, event_id=id, person=people[row.toward], part="toward")
            for id, row in part
            if row.toward
        )


def _facets(row: Interaction, behaviours: dict[str, Behaviour]) -> dict:
    behaviour = behaviours.get(row.behaviour)
    same = {name: getattr(row, name) for name in ("at", "toward_group", "affect", "strength", "text")}
    return same | {"kind": "interaction", "behaviour": behaviour, "octant": behaviour and behaviour.octant}


def known_behaviours(group_id) -> dict[str, Behaviour]:
    """By code and label in small letters; the group's own stand before the practice's."""
    fitting = Behaviour.objects.filter(Q(group=None) | Q(group=group_id))
    known = {}
    for behaviour in sorted(fitting, key=lambda row: row.group_id is not None):
        known |= dict.fromkeys(map(str.casefold, (behaviour.code, behaviour.label_en, behaviour.label_id)), behaviour)
    return known


def _behaviours(session: Session, names: set[str]) -> dict[str, Behaviour]:
    """What neither the group nor the practice has becomes the group's own."""
    known = known_behaviours(session.group_id)
    missing = {name.casefold(): name for name in sorted(names, reverse=True) if name.casefold() not in known}
    taken = {behaviour.code for behaviour in known.values()}
    made = [
        Behaviour(group_id=session.group_id, code=_code(name, taken), label_en=name, label_id=name)
        for name in missing.values()
    ]
    known |= dict(zip(missing, Behaviour.objects.bulk_create(made), strict=True))
    return {name: known[name.casefold()] for name in names}


def _code(name: str, taken: set[str]) -> str:
    """Free, and taken from now on."""
    plain = slugify(name)[:50] or "behaviour"
    spellings = chain([plain], (f"{plain}-{number}" for number in count(2)))
    code = next(spelling for spelling in spellings if spelling not in taken)
    taken.add(code)
    return code
