"""What the names of a document stand for: in its own rows, and among what the site knows already."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.lib.identifiers import uuid7
from members.models import Group, Person
from observations.events.refs import Refs
from observations.reports.importing.event_rules import NOWHERE, Held, Names
from observations.reports.importing.head import Head
from observations.reports.importing.head_rules import day, moment, zone
from observations.reports.importing.merging import is_absent
from observations.reports.importing.people import behaviour_facts, is_practices
from observations.reports.importing.stored import Stored
from observations.reports.interchange.faults import Faults, fault


def names_of(head: Head, known: Stored, group: Group | None) -> Names:
    where = zone(head.group.get("timezone") or (group or Group()).timezone)
    sessions = dict.fromkeys(head.mentioned["sessions"], NOWHERE)
    for ref, (_path, said) in head.sessions.items():
        attended = _attended(ref, said, known)
        absent = frozenset(person for person, state in attended.items() if is_absent(state))
        outside = frozenset(_outside(said, attended, head, known, where))
        sessions[ref] = Held(said.get("number"), absent, outside)
    behaviours = head.mentioned["behaviours"] | known.practice.keys() | known.own.keys()
    return Names(people=head.mentioned["people"], sessions=sessions, behaviours=behaviours)


def _attended(ref: str, said: dict, known: Stored) -> dict[str, str | None]:
    attended = known.attendance.get(known.sessions[ref].id, {}) if ref in known.sessions else {}
    return attended | (said.get("attendance") or {})


def _outside(
    said: dict, attended: dict[str, str | None], head: Head, known: Stored, where: ZoneInfo | None
) -> Iterator[str]:
    """Members who did not belong to the group on that day; who is noted as there was there."""
    starts = moment(said.get("starts") or "")
    if not (starts and where):
        return
    held = starts.astimezone(where).date()
    unnoted = [ref for ref in head.people if not attended.get(ref) or is_absent(attended[ref])]
    for ref in unnoted:
        _path, person = head.people[ref]
        if person.get("kind") == Person.Kind.MEMBER and not _belonged(person, known.people.get(ref), held):
            yield ref


def _belonged(person: dict, here: Person | None, held: date) -> bool:
    """As far as the document says; a day that is none is told elsewhere."""
    joined, left = day(person.get("joined") or ""), day(person.get("left") or "")
    if here and "left" not in person:
        left = getattr(getattr(here, "membership", None), "left", None)  # a counselor has none
    return (joined is None or joined <= held) and (left is None or held <= left)


def refs_of(head: Head, known: Stored) -> Refs:
    """Ids of what is known; new ones for what is new. Of a document without faults only."""
    practice, own = ({code: row.id for code, row in rows.items()} for rows in (known.practice, known.own))
    return Refs(
        people={ref: known.people[ref].id if ref in known.people else uuid7() for ref in head.people},
        memberships={},
        sessions={ref: known.sessions[ref].id if ref in known.sessions else uuid7() for ref in head.sessions},
        behaviours=practice | _new_behaviours(head, known) | own,
    )


def _new_behaviours(head: Head, known: Stored) -> dict[str, UUID]:
    said = head.behaviours.items()
    return {code: uuid7() for code, (_path, row) in said if not is_practices(code, behaviour_facts(row), known)}


def seated(seats: dict[str, str], faults: Faults) -> dict[str, User]:
    """People of the site by the refs of counselors."""
    found = {}
    for ref, email in seats.items():
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user:
            found[ref] = user
        else:
            faults.add(fault(f"{ref}={email}", email, _("nobody signs in on this site with this e-mail address")))
    return found
