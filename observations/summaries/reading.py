"""What the member's page shows. Every query here costs the same whatever the length of the record."""

from collections.abc import Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.questions import question
from members.models import Group, Membership
from observations.analysis.claim import Claim
from observations.events.models import Event, Involvement
from observations.summaries.arrangement import Told, arranged
from observations.summaries.course_pictures import course_pictures
from observations.summaries.editing import name_of
from observations.summaries.findings_reading import Opened
from observations.summaries.keeping import seen_of
from observations.summaries.labels import claims_by_name
from observations.summaries.models import SetAside, Summary
from observations.summaries.others_pictures import chain_picture, evoked_picture
from observations.summaries.outcome_reading import beside_outcome
from observations.summaries.pictures import newest_incidents, pictures
from observations.summaries.shortfalls import not_enough
from observations.summaries.wording import Ground, Sentence, sentences
from observations.summaries.wording.tested import not_borne_out

EVENTS = 10


def summary_of(membership: Membership, version: str = "") -> dict[str, object]:
    """The newest version, or the one asked for; without consent none. The membership as `member_to_read` gives it."""
    agreed = bool(membership.agreed)
    kept = _in_force(membership.pk) if agreed else []
    newest = next(iter(kept), None)
    shown = _version(membership, version) if agreed and version else newest
    approved = next((summary for summary in kept if summary.state == Summary.State.APPROVED), None)
    renewing = agreed and shown == newest and membership.record > (newest.built_from if newest else 0)
    failing = bool(renewing and membership.failures)
    return {
        "membership": membership,
        "group": membership.group,
        "agreed": agreed,
        "summary": shown,
        "newest": newest,
        "approved": approved if shown != approved else None,
        "renewing": renewing,
        "failing": failing,
        "seen": seen_of(shown.built_from if shown else 0, failing),
    } | _content(membership, shown, approved)


@question
def _in_force(membership: UUID):
    """Of those who wrote and approved only what they are called."""
    own = [field.name for field in Summary._meta.concrete_fields]
    rows = Summary.objects.filter(membership=membership).in_force().prefetch_related(None)
    return rows.only(*own, "words_by__name", "approved_by__name")


@question
def _set_aside(summary: UUID):
    return SetAside.objects.filter(summary=summary).select_related("by").only("claim", "reason", "at", "by__name")


def _version(membership: Membership, version: str) -> Summary:
    return get_object_or_404(membership.summaries, version=int(version) if version.isdecimal() else 0)


def _content(membership: Membership, shown: Summary | None, approved: Summary | None) -> dict[str, object]:
    if shown is None:
        return {}
    claims, alias = claims_by_name(shown), membership.person.alias
    known = sentences(claims_by_name(approved), alias) if approved and approved.version < shown.version else None
    earlier = known and {sentence.text for sentence in known}
    evidence_url = address_of("summaries:evidence", shown.id, 0).removesuffix("0/")
    gone = {aside.claim: aside for aside in _set_aside(shown.pk)}
    told = [
        Told(said, claims[said.grounds[0].position], earlier is not None and said.text not in earlier)
        for said in sentences(claims, alias)
    ]
    judged = [(one, gone.get(name_of(one.claim)) if gone else None) for one in told]
    may_edit = shown.state == Summary.State.DRAFT and membership.group.may_write
    standing = [claim for claim in claims if name_of(claim) not in gone] if gone else claims
    return {
        "evidence_url": evidence_url,
        "aside_url": may_edit and address_of("summaries:claim_set_aside", shown.id, 0).removesuffix("0/"),
        "parts": arranged([one for one, aside in judged if aside is None]),
        "set_aside": [(one.sentence, aside) for one, aside in judged if aside],
        "not_borne_out": _not_borne_out(claims, shown, alias, evidence_url),
        "not_enough": not_enough(claims),
        "newest_incidents": newest_incidents(claims),
        "beside_outcome": beside_outcome(membership, claims, evidence_url, gone),
        "beside": [*filter(None, [evoked_picture(claims)]), *course_pictures(shown.pictured)],
        "chain": chain_picture(shown.pictured, standing),
    } | pictures(claims, evidence_url, shown.pictured)


def _not_borne_out(claims: Sequence[Claim], shown: Summary, alias: str, evidence_url: str) -> list[Opened]:
    said = not_borne_out(claims, shown.pictured, alias)
    return [Opened(one, [(ground, f"{evidence_url}{ground.position}/") for ground in one.grounds]) for one in said]


def ground_of(summary: Summary, position: int) -> tuple[Sentence | None, Ground | None]:
    """The sentence that stands on the claim at this position, and what the claim is called there."""
    claims, alias = claims_by_name(summary), summary.membership.person.alias
    said = [*sentences(claims, alias), *not_borne_out(claims, summary.pictured, alias)]
    found = ((sentence, ground) for sentence in said for ground in sentence.grounds if ground.position == position)
    return next(found, (None, None))


def events_in_order(group_id: UUID, ids: Sequence[str]) -> list[Event]:
    """Of this group only, whatever ids are asked for; what was deleted since is left out."""
    toward = Involvement.objects.filter(part=Involvement.Part.TOWARD).select_related("person").order_by("person__alias")
    events = Event.objects.filter(group=group_id).select_related("session", "actor", "behaviour")
    found = events.prefetch_related(Prefetch("involvements", toward, to_attr="addressed")).in_bulk(ids)
    return [found[UUID(id)] for id in ids if UUID(id) in found]


def page_of_events(request: HttpRequest, group: Group, ids: Sequence[str]) -> dict[str, object]:
    """The page that is asked for of the events behind a sentence, and how many come after it."""
    page = Paginator(ids, EVENTS).get_page(request.GET.get("page"))
    left_over = page.paginator.count - page.end_index()
    return {"page": page, "events": events_in_order(group.id, page.object_list), "left_over": left_over}
