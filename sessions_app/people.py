"""Who belongs to a session: the members of that day, and whoever was noted as there or absent."""

from members.models import Person
from sessions_app.models import Attendance, Session


def people_of(session: Session, attendances: list[Attendance]) -> list[tuple[Person, str | None]]:
    """By alias; with each the attendance, None where it is not noted yet."""
    noted = {row.person: row.state for row in attendances}
    of_that_day = session.group.memberships.on(session.day).select_related("person")
    everybody = {membership.person: None for membership in of_that_day} | noted
    return sorted(everybody.items(), key=lambda pair: (pair[0].alias.casefold(), pair[0].ref))


def in_words(people: list[tuple[Person, str | None]]) -> list[dict]:
    """The same for a page."""
    states = {state.value: state for state in Attendance.State}
    return [
        {"person": person, "words": states[state].label if state else "", "away": state and not states[state].was_there}
        for person, state in people
    ]
