"""A group's results as one object of `groupcounsel-results/1`.

They are worked out from the records at the moment of asking, in one reading of the group. So they never wait for the
queue, and hold nobody up. What is stored for the pages comes from the same functions and says the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from members.models import Group, Membership, Person
from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.analysis.member import group_claims, member_claims, session_claims
from observations.analysis.records import Course, Observation
from observations.summaries.builder import courses_of, observations_of, sessions_held
from observations.summaries.consent import members_who_agreed
from sessions_app.models import Session

FORMAT = "groupcounsel-results/1"


def group_results(group: Group) -> dict:
    """Everything but `record`, the digest of the exported document, for whoever may read the group.

    Members who have not agreed are in none of it.
    """
    agreed, held = members_who_agreed(group.id), sessions_held(group.id)
    told = _told(group, agreed)
    return {
        "format": FORMAT,
        "analysis": VERSION,
        "group": group.ref,
        "members": _members(group, told, agreed),
        "claims": _plain(group_claims(told, held)),
        "sessions": _sessions(group, told),
        "polls": [],
        "agreement": [],
    }


def _told(group: Group, agreed: Collection[UUID]) -> list[Observation]:
    """Events of those who agreed, and of the counselors."""
    counselors = Person.objects.filter(group=group).counselors().values_list("id", flat=True)
    shown = {str(person) for person in (*agreed, *counselors)}
    return [o for o in observations_of(group.id) if o.actor in shown]


def _members(group: Group, told: Sequence[Observation], agreed: Collection[UUID]) -> list[dict]:
    courses, own = courses_of(group.id), _by(told, "actor")
    people = Membership.objects.filter(group=group).order_by("person__ref").values_list("person_id", "person__ref")
    return [
        _member(ref, own[str(person)], courses[person]) if person in agreed else _withheld(ref)
        for person, ref in people
    ]


def _member(ref: str, own: Sequence[Observation], course: Course) -> dict:
    return {"ref": ref, "withheld": None, "claims": _plain(member_claims(own, course))}


def _withheld(ref: str) -> dict:
    return {"ref": ref, "withheld": "consent", "claims": []}


def _sessions(group: Group, told: Sequence[Observation]) -> list[dict]:
    of_session = _by(told, "session")
    held = Session.objects.filter(group=group).held().order_by("number").values_list("number", "ref")
    return [{"ref": ref, "claims": _plain(session_claims(of_session[number]))} for number, ref in held]


def _by(observations: Iterable[Observation], name: str) -> dict[object, list[Observation]]:
    found = defaultdict(list)
    for o in observations:
        found[getattr(o, name)].append(o)
    return found


def _plain(claims: Iterable[Claim]) -> list[dict]:
    return [claim.as_json() for claim in claims]
