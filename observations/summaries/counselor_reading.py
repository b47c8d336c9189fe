"""What counselors felt with a member, worked out when it is asked for and stored nowhere.

The database shows an observer of these feelings only their own. So they are in no summary, which observers read too.
"""

from django.db.models import F, QuerySet
from django.http import Http404

from groupcounsel.lib.addresses import address_of
from members.models import Group, Membership, Person
from observations.analysis.claim import Claim
from observations.analysis.counselors import Noted, counselors_feelings
from observations.events.models import Event, Felt
from observations.summaries.consent import members_who_agreed
from observations.summaries.findings import key_of
from observations.summaries.findings_reading import opened, with_grounds
from observations.summaries.wording.counselors import counselor_sentences


def counselors_of(membership: Membership) -> dict[str, object]:
    """By counselor what is said of them; nothing without the member's consent to summaries."""
    claims = _claims_of(membership)
    people = Person.objects.filter(group=membership.group_id).counselors().order_by("alias").values_list("id", "alias")
    return {
        "membership": membership,
        "group": membership.group,
        "counselors": [(alias, _said(membership, alias, own)) for id, alias in people if (own := claims.get(str(id)))],
    }


def events_of(membership: Membership, key: str) -> list[str]:
    """The ids of the events behind a sentence, in the order of time."""
    every = [claim for own in _claims_of(membership).values() for claim in own]
    claim = next((claim for claim in every if key_of(claim.kind, claim.of) == key), None)
    if claim is None:
        raise Http404
    rows = Event.objects.filter(group=membership.group_id, pk__in=claim.events).order_by("session__number", "at", "id")
    return [str(id) for id in rows.values_list("id", flat=True)]


def claims_about_counselors(group: Group, refs: dict[str, str]) -> list[Claim]:
    """Of the whole group, for its results: members and counselors by ref."""
    rows = _felt().filter(group=group, event__actor__in=members_who_agreed(group.id))
    counselors = Person.objects.filter(group=group).counselors().values_list("id", "ref")
    names = refs | {str(id): ref for id, ref in counselors}
    lines = _noted(rows)
    return counselors_feelings([n._replace(member=names[n.member], by=names[n.by]) for n in lines])


def _claims_of(membership: Membership) -> dict[str, list[Claim]]:
    """By counselor, what was felt most often first."""
    if not membership.agreed:
        raise Http404
    rows = _felt().filter(group=membership.group_id, event__actor=membership.person_id)
    found: dict[str, list[Claim]] = {}
    for claim in sorted(counselors_feelings(_noted(rows)), key=lambda claim: -claim.observed):
        found.setdefault(claim.of["by"], []).append(claim)
    return found


def _felt() -> QuerySet[Felt]:
    return Felt.objects.exclude(by=F("event__actor"))


def _noted(rows: QuerySet[Felt]) -> list[Noted]:
    told = rows.values_list("event_id", "event__actor_id", "by_id", "by__kind", "feeling")
    return [
        Noted(str(event), str(member), str(by), kind == Person.Kind.COUNSELOR, feeling)
        for event, member, by, kind, feeling in told
    ]


def _said(membership: Membership, alias: str, claims: list[Claim]) -> list:
    grounded = with_grounds(claims)
    said = counselor_sentences(grounded, membership.person.alias, alias)
    return opened(said, grounded, address_of("summaries:counselor_feelings", membership.pk))
