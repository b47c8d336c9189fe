"""What the names of a document stand for: in its own rows, and among what the site knows already."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.lib.identifiers import uuid7
from observations.events.refs import Refs
from observations.reports.importing.event_rules import NOWHERE, Held, Names
from observations.reports.importing.head import Head
from observations.reports.importing.merging import is_absent
from observations.reports.importing.people import behaviour_facts, is_practices
from observations.reports.importing.stored import Stored
from observations.reports.interchange.faults import Faults, fault


def names_of(head: Head, known: Stored) -> Names:
    sessions = dict.fromkeys(head.mentioned["sessions"], NOWHERE)
    for ref, (_path, said) in head.sessions.items():
        sessions[ref] = Held(said.get("number"), frozenset(_absent(ref, said, known)))
    behaviours = head.mentioned["behaviours"] | known.practice.keys() | known.own.keys()
    return Names(people=head.mentioned["people"], sessions=sessions, behaviours=behaviours)


def _absent(ref: str, said: dict, known: Stored) -> Iterator[str]:
    attended = known.attendance.get(known.sessions[ref].id, {}) if ref in known.sessions else {}
    return (person for person, state in (attended | (said.get("attendance") or {})).items() if is_absent(state))


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
