"""A group as a whole: what may be told of it, by whom it is lived, and what is claimed about it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from members.models import Group, Person
from observations.analysis.claim import Claim
from observations.analysis.life import Life, life_of
from observations.analysis.member import group_claims, session_claims
from observations.analysis.records import Course, Observation
from observations.analysis.session import session_findings
from observations.summaries.builder import courses_of, observations_of, sessions_held
from observations.summaries.consent import members_who_agreed


class Whole(NamedTuple):
    """`told` are the events of those who agreed and of the counselors; `courses` those of the members who agreed."""

    told: list[Observation]
    held: tuple[int, ...]
    courses: dict[UUID, Course]
    counselors: tuple[UUID, ...]

    def claims(self, names: Mapping[str, str]) -> list[Claim]:
        """`names` are what members go by in the claims, by the text of their ids; without one they go by that.

        They are named before anything is worked out: so no id decides an order, and every site gets the same.
        """
        told, courses = self._named(names)
        return group_claims(told, self.held, courses)

    def life(self, names: Mapping[str, str]) -> Life:
        """The same for what is said of single sessions."""
        return life_of(*self._named(names))

    def _named(self, names: Mapping[str, str]) -> tuple[list[Observation], dict[str, Course]]:
        courses = {str(person): course for person, course in self.courses.items()}
        if not names:
            return self.told, courses
        called = {names.get(person, person): course for person, course in courses.items()}
        return [_named(o, names) for o in self.told], called


def _named(o: Observation, names: Mapping[str, str]) -> Observation:
    felt = tuple(line._replace(by=names.get(line.by, line.by)) for line in o.felt)
    toward = tuple(names.get(person, person) for person in o.toward)
    return o._replace(actor=names.get(o.actor, o.actor), toward=toward, felt=felt)


def whole_of(group: Group) -> Whole:
    agreed, everybody = members_who_agreed(group.id), courses_of(group.id)
    counselors = tuple(Person.objects.filter(group=group).counselors().values_list("id", flat=True))
    shown = {str(person) for person in (*agreed, *counselors)}
    told = [o for o in observations_of(group.id, agreed=agreed) if o.actor in shown]
    courses = {person: course for person, course in everybody.items() if person in agreed}
    return Whole(told, sessions_held(group.id), courses, counselors)


def claims_of_session(life: Life, number: int) -> list[Claim]:
    """What is said of its events alone, then what is held against the group's other sessions."""
    return [*session_claims(life.sessions.get(number, [])), *session_findings(life, number)]
