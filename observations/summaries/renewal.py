"""Keeping a summary true: built from one member's records."""

import json
from functools import partial
from hashlib import sha256
from uuid import UUID

from django.db.models import BinaryField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from groupcounsel.audit.trail import record
from members.models import Membership
from observations.analysis import VERSION
from observations.summaries.builder import course_of, observations_of
from observations.summaries.consent import has_agreed
from observations.summaries.content import Content, content_of
from observations.summaries.keeping import keep_true
from observations.summaries.models import Evidence, SetAside, Summary

# Of stored events, as the database writes their list: the ids between quotes, a comma and a space after each.
DIGEST = RawSQL("sha256(convert_to(events::text, 'UTF8'))", [], BinaryField())


def refresh_summary(*, group_id: UUID, membership_id: UUID) -> bool:
    """As `keep_true`."""
    return keep_true(group_id=group_id, of=membership_id, build=partial(_renew, membership_id))


def clean_content(membership: Membership) -> Content:
    """What the records carry now, whatever is stored."""
    events = observations_of(membership.group_id, actor=membership.person_id)
    return content_of(events, course_of(membership))


def _renew(membership_id: UUID, built_from: int) -> None:
    membership = Membership.objects.filter(pk=membership_id).first()
    if not membership:
        return
    if has_agreed(membership):
        _store(membership, clean_content(membership), built_from)
    else:
        _withhold(membership)


def _withhold(membership: Membership) -> None:
    gone, _ = membership.summaries.all().delete()
    if gone:
        record(by=None, action="withheld", subject=membership)


def _store(membership: Membership, content: Content, built_from: int) -> None:
    """In the draft; without one when it would say what the approved version says, and no counselor has worked on it."""
    kept = {summary.state: summary for summary in membership.summaries.in_force()}
    approved, draft = kept.get("approved"), kept.get("draft")
    if approved and approved.digest == content.digest and not (draft and draft.edits):
        membership.summaries.filter(state="draft").delete()
        membership.summaries.filter(state="approved").update(built_from=built_from)
    elif draft and draft.digest == content.digest:
        membership.summaries.filter(state="draft").update(built_from=built_from, built_at=timezone.now())
    else:
        _write(draft or _next_draft(membership), content, built_from)


def _next_draft(membership: Membership) -> Summary:
    """What counselors have made of the newest version goes along."""
    newest = membership.summaries.order_by("-version").first() or Summary(version=0)
    own = {name: getattr(newest, name) for name in ("words", "words_by_id", "words_at")}
    return Summary(membership=membership, group_id=membership.group_id, version=newest.version + 1, **own)


def _write(draft: Summary, content: Content, built_from: int) -> None:
    new = draft._state.adding
    draft.built_from, draft.built_at, draft.analysis = built_from, timezone.now(), VERSION
    draft.claims, draft.events, draft.digest = content.claims, content.events, content.digest
    draft.pictured = content.pictured
    draft.save()
    _write_evidence(draft, content.evidence)
    if new:
        _take_along(draft)


def _take_along(draft: Summary) -> None:
    """What was set aside in the version before stays set aside."""
    before = SetAside.objects.filter(
        summary__membership=draft.membership_id, summary__version=draft.version - 1, group=draft.group_id
    )
    copied = [{"claim": a.claim, "reason": a.reason, "by_id": a.by_id, "at": a.at} for a in before]
    SetAside.objects.bulk_create(SetAside(summary=draft, group_id=draft.group_id, **facts) for facts in copied)


def _write_evidence(draft: Summary, evidence: list[list[str]]) -> None:
    """Rows that stay as they are, most of them after one more event, are left alone; they need not be read for that."""
    lines = [json.dumps(events) for events in evidence]
    kept = dict(draft.evidence.values_list("position", DIGEST))
    same = {position for position, line in enumerate(lines) if kept.get(position) == sha256(line.encode()).digest()}
    draft.evidence.exclude(position__in=same).delete()
    Evidence.objects.bulk_create(
        Evidence(group_id=draft.group_id, summary=draft, position=position, events=events)
        for position, events in enumerate(evidence)
        if position not in same
    )
