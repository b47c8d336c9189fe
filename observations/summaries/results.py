"""A group's results as one object of `groupcounsel-results/1`.

They are worked out from the records at the moment of asking, in one reading of the group. So they never wait for the
queue, and hold nobody up. What is stored for the pages comes from the same functions and says the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from members.models import Group, Membership
from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.analysis.life import Life
from observations.analysis.member import member_claims
from observations.analysis.records import Course, Observation
from observations.summaries.whole import Whole, claims_of_session, whole_of
from sessions_app.models import Session

FORMAT = "groupcounsel-results/1"


def group_results(group: Group) -> dict:
    """Everything but `record`, the digest of the exported document, for whoever may read the group.

    Members who have not agreed are in none of it.
    """
    whole, refs = whole_of(group), _refs(group)
    return {
        "format": FORMAT,
        "analysis": VERSION,
        "group": group.ref,
        "members": _members(whole, refs),
        "claims": _plain(whole.claims(refs)),
        "sessions": _sessions(group, whole.life(refs)),
        "polls": [],
        "agreement": [],
    }


def _refs(group: Group) -> dict[str, str]:
    """Of its members, in the order of their refs."""
    people = Membership.objects.filter(group=group).order_by("person__ref").values_list("person_id", "person__ref")
    return {str(person): ref for person, ref in people}


def _members(whole: Whole, refs: Mapping[str, str]) -> list[dict]:
    courses, own = {str(person): course for person, course in whole.courses.items()}, _by(whole.told, "actor")
    return [
        _member(ref, own[person], courses[person]) if person in courses else _withheld(ref)
        for person, ref in refs.items()
    ]


def _member(ref: str, own: Sequence[Observation], course: Course) -> dict:
    return {"ref": ref, "withheld": None, "claims": _plain(member_claims(own, course))}


def _withheld(ref: str) -> dict:
    return {"ref": ref, "withheld": "consent", "claims": []}


def _sessions(group: Group, life: Life) -> list[dict]:
    held = Session.objects.filter(group=group).held().order_by("number").values_list("number", "ref")
    return [{"ref": ref, "claims": _plain(claims_of_session(life, number))} for number, ref in held]


def _by(observations: Iterable[Observation], name: str) -> dict[object, list[Observation]]:
    found = defaultdict(list)
    for o in observations:
        found[getattr(o, name)].append(o)
    return found


def _plain(claims: Iterable[Claim]) -> list[dict]:
    return [claim.as_json() for claim in claims]
