"""A group's results as one object of `groupcounsel-results/1`.

They are worked out from the records at the moment of asking, in one reading of the group. So they never wait for the
queue, and hold nobody up. What is stored for the pages comes from the same functions and says the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from members.models import Group, Membership
from observations.analysis import VERSION
from observations.analysis.claim import Claim
from observations.analysis.cognitive import MEASURES, Ended, by_outcome, cognitive, of_outcome
from observations.analysis.life import Life
from observations.analysis.member import member_claims
from observations.analysis.records import Observation
from observations.summaries.agreement_results import agreement_results
from observations.summaries.counselor_reading import claims_about_counselors
from observations.summaries.poll_results import poll_results
from observations.summaries.whole import Whole, claims_of_session, whole_of
from sessions_app.models import Session

FORMAT = "groupcounsel-results/1"


def group_results(group: Group) -> dict:
    """Everything but `record`, the digest of the exported document, for whoever may read the group.

    Members who have not agreed are in none of it.
    """
    whole, refs = whole_of(group), _refs(group)
    own = _own_claims(whole)
    ended = _ended(group, own)
    return {
        "format": FORMAT,
        "analysis": VERSION,
        "group": group.ref,
        "members": [_member(ref, person, own, ended) for person, ref in refs.items()],
        "claims": _plain([*_of_the_group(group, whole, refs), *by_outcome(list(ended.values()))]),
        "sessions": _sessions(group, whole.life(refs)),
        "polls": poll_results(group),
        "agreement": agreement_results(group),
    }


def _of_the_group(group: Group, whole: Whole, refs: dict[str, str]) -> list[Claim]:
    return [*whole.claims(refs), *claims_about_counselors(group, refs)]


def _refs(group: Group) -> dict[str, str]:
    """Of its members, in the order of their refs."""
    people = Membership.objects.filter(group=group).order_by("person__ref").values_list("person_id", "person__ref")
    return {str(person): ref for person, ref in people}


def _own_claims(whole: Whole) -> dict[str, list[Claim]]:
    """By person, of those who have agreed."""
    own = _by(whole.told, "actor")
    return {str(person): member_claims(own[str(person)], course) for person, course in whole.courses.items()}


def _ended(group: Group, own: Mapping[str, Sequence[Claim]]) -> dict[str, Ended]:
    """By person the memberships that are over."""
    former = Membership.objects.former().filter(group=group).values_list("person_id", "person__ref", "outcome")
    return {
        str(person): Ended(ref, outcome or None, cognitive(own[str(person)]))
        for person, ref, outcome in former
        if str(person) in own
    }


def _member(ref: str, person: str, own: Mapping[str, Sequence[Claim]], ended: Mapping[str, Ended]) -> dict:
    if person not in own:
        return {"ref": ref, "withheld": "consent", "claims": []}
    over = ended.get(person)
    return {"ref": ref, "withheld": None, "claims": _plain([*own[person], *(of_outcome(over) if over else [])])}


def ended_in(results: Mapping) -> list[Ended]:
    """The memberships that are over in a group's results, named so that no two of the site have one name."""
    return [
        Ended(
            f"{results['group']}/{member['ref']}",
            told[0]["of"]["outcome"],
            {c["kind"]: Claim.from_json(c) for c in told},
        )
        for member in results["members"]
        if (told := [claim for claim in member["claims"] if claim["kind"] in MEASURES and "outcome" in claim["of"]])
    ]


def pooled(ended: Sequence[Ended]) -> dict:
    """Over all groups; nothing where no membership is over."""
    return {"outcomes": _plain(by_outcome(ended))} if ended else {}


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
