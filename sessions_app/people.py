"""Who belongs to a session: the members of that day, and whoever was noted as there or absent."""

from datetime import date
from uuid import UUID

from groupcounsel.lib.questions import question
from members.models import Membership, Person
from sessions_app.models import Attendance, Session, Signature


def people_of(session: Session, attendances: list[Attendance]) -> list[tuple[Person, str | None]]:
    """By alias; with each the attendance, None where it is not noted yet."""
    noted = {row.person: row.state for row in attendances}
    everybody = {one.person: None for one in _members_on(session.group_id, session.day)} | noted
    return sorted(everybody.items(), key=lambda pair: (pair[0].alias.casefold(), pair[0].ref))


@question
def _members_on(group: UUID, day: date):
    return Membership.objects.filter(group=group).on(day).select_related("person")


@question
def attendances_of(session: UUID):
    return Attendance.objects.filter(session=session).with_people()


@question
def signatures_of(session: UUID):
    return Signature.objects.filter(session=session).select_related("person")


def in_words(people: list[tuple[Person, str | None]]) -> list[dict]:
    """The same for a page."""
    states = {state.value: state for state in Attendance.State}
    return [
        {"person": person, "words": states[state].label if state else "", "away": state and not states[state].was_there}
        for person, state in people
    ]
