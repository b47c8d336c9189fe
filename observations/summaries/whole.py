"""A group as a whole: what may be told of it, by whom it is lived, and what is claimed about it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from members.models import Group, Person
from observations.analysis.claim import Claim
from observations.analysis.member import group_claims
from observations.analysis.records import Course, Observation
from observations.summaries.builder import courses_of, observations_of, sessions_held
from observations.summaries.consent import members_who_agreed


class Whole(NamedTuple):
    """`told` are the events of those who agreed and of the counselors; `courses` those of the members who agreed.

    `withheld` counts the members who did not.
    """

    told: list[Observation]
    held: tuple[int, ...]
    courses: dict[UUID, Course]
    withheld: int

    def claims(self) -> list[Claim]:
        """People in them are named by the text of their ids."""
        return group_claims(self.told, self.held, {str(person): course for person, course in self.courses.items()})


def whole_of(group: Group) -> Whole:
    agreed, everybody = members_who_agreed(group.id), courses_of(group.id)
    counselors = Person.objects.filter(group=group).counselors().values_list("id", flat=True)
    shown = {str(person) for person in (*agreed, *counselors)}
    told = [o for o in observations_of(group.id) if o.actor in shown]
    courses = {person: course for person, course in everybody.items() if person in agreed}
    return Whole(told, sessions_held(group.id), courses, len(everybody) - len(courses))


def named(value: object, names: Mapping[str, str]) -> object:
    """Anything that JSON holds, with the ids of people in it exchanged for their names."""
    match value:
        case str():
            return names.get(value, value)
        case list():
            return [named(one, names) for one in value]
        case dict():
            return {key: named(one, names) for key, one in value.items()}
    return value
