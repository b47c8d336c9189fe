"""What a document may not say about a group that the site knows already."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from members.models import Group
from observations.reports.importing.head import Head
from observations.reports.importing.head_rules import moment
from observations.reports.importing.stored import Stored
from observations.reports.interchange.faults import Fault, fault, shown, step
from sessions_app.models import Attendance, Session

FACTS = ("minutes", "structure", "theme", "safety", "honesty")


def merging_faults(head: Head, known: Stored, seats: dict[str, User], group: Group | None) -> Iterator[Fault]:
    yield from _people(head, known)
    for ref, (path, session) in head.sessions.items():
        yield from _number(path, ref, session, known)
        if ref in known.sessions and known.sessions[ref].locked:
            yield from _locked(path, ref, session, known)
    yield from _seats(head, known, seats)
    if group:
        yield from _without_part(group, seats)


def session_facts(session: dict) -> dict:
    """Columns about which the document says something."""
    facts = {name: session[name] for name in FACTS if name in session}
    if "theme" in facts:
        facts["theme"] = facts["theme"] or ""
    return facts | {"starts": moment(session["starts"])}


def _people(head: Head, known: Stored) -> Iterator[Fault]:
    aliases = {person.alias: ref for ref, person in known.people.items() if ref not in head.people}
    for ref, (path, person) in head.people.items():
        if person.get("alias") in aliases:
            expected = _("another person of this group has this alias here: %(ref)s")
            yield fault(f"{path}.alias", person["alias"], expected % {"ref": aliases[person["alias"]]})
        here = known.people.get(ref)
        if here and person.get("kind") not in (None, here.kind):
            yield fault(f"{path}.kind", person["kind"], _("expected %(what)s, as it is here") % {"what": here.kind})


def _number(path: str, ref: str, session: dict, known: Stored) -> Iterator[Fault]:
    number, here = session.get("number"), known.sessions.get(ref)
    if here and number not in (None, here.number):
        yield fault(f"{path}.number", number, _("expected %(what)s, as it is here") % {"what": here.number})
    if not here and number in {row.number for row in known.sessions.values()}:
        yield fault(f"{path}.number", number, _("another session of this group has this number here"))


def _locked(path: str, ref: str, session: dict, known: Stored) -> Iterator[Fault]:
    here = known.sessions[ref]
    for name, value in session_facts(session).items() if session.get("starts") else ():
        if value != getattr(here, name):
            told = _("this session is signed here: expected %(what)s") % {"what": _written(here, name)}
            yield fault(f"{path}.{name}", session[name], told)
    for person, state in (session.get("attendance") or {}).items():
        if state != known.attendance[here.id].get(person):
            yield fault(step(f"{path}.attendance", person), state, _("this session is signed here"))
    signer = session.get("signed_by")
    if signer is not None and signer not in known.signers[here.id]:
        yield fault(f"{path}.signed_by", signer, _("this session is signed here by somebody else"))


def _written(session: Session, name: str) -> str:
    """As a document has it."""
    value = getattr(session, name)
    return value.astimezone(session.group.zone).isoformat() if name == "starts" else shown(value)


def _seats(head: Head, known: Stored, seats: dict[str, User]) -> Iterator[Fault]:
    sitting = {person.user_id: ref for ref, person in known.people.items() if person.user_id}
    for ref, user in seats.items():
        here = known.people.get(ref)
        if head.people.get(ref, ("", {}))[1].get("kind") != "counselor":
            yield fault(f"{ref}={user.email}", ref, _("expected a counselor among the people"))
        elif sitting.setdefault(user.pk, ref) != ref or (here and here.user_id not in (None, user.pk)):
            yield fault(f"{ref}={user.email}", ref, _("this seat or this person is taken already in this group"))


def _without_part(group: Group, seats: dict[str, User]) -> Iterator[Fault]:
    """A document opens no group that is here already: whom it names has a part in it, or had one."""
    known = set(group.leaderships.filter(user__in=seats.values()).values_list("user_id", flat=True))
    told = _("has no part in this group, which is here already; parts are given under “Groups and leaders”")
    yield from (fault(f"{ref}={user.email}", ref, told) for ref, user in seats.items() if user.pk not in known)


def absences(session: dict, attended: dict[str, str]) -> dict[str, str]:
    """Who is absent from now on and was not, or was not said to be."""
    said = session.get("attendance") or {}
    return {ref: state for ref, state in said.items() if is_absent(state) and state != attended.get(ref)}


def is_absent(state: str | None) -> bool:
    return bool(state) and not Attendance.State(state).was_there
