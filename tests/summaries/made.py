"""Records of a member, and the pipeline's steps without the queue."""

from datetime import timedelta

from django.utils import timezone

from groupcounsel.lib.database_session import acting
from members.marks import mark_memberships
from members.models import Consent, Watermark
from observations.summaries.findings_renewal import refresh_findings
from observations.summaries.models import Findings, Summary
from observations.summaries.renewal import refresh_summary
from tests.factories import make_event, make_session

REACHED_TWO = ("observed", "observed", "not-observed")
KINDS = ("risk", "support", "reality-testing", "recognition", "facilitation")


def incident(cast, *, session=None, states=REACHED_TWO, **fields):
    """An incident of Melati, her fear of it rated, its components as `states` say."""
    session = session or cast.session
    seen = [(state, session if state == "observed" else None) for state in states]
    facets = {"feared_outcome": "ridicule", "feared_expected": 8, "feared_happened": 1, "focus": "here-and-now"}
    components = dict(zip(KINDS, seen, strict=False))
    return make_event(
        session=session, actor=cast.melati.person, recorded_by=cast.seat, components=components, **facets | fields
    )


def changed(membership):
    """As every change of a record does."""
    with acting(group_id=membership.group_id):
        mark_memberships(group_id=membership.group_id, memberships=[membership.id])


def refreshed(membership) -> bool:
    """The record has changed, and the queue has come to it."""
    changed(membership)
    return refresh_summary(group_id=membership.group_id, membership_id=membership.id)


def worked_out(group) -> bool:
    """Something of the group has changed, and the queue has come to its findings."""
    with acting(group_id=group.id):
        mark_memberships(group_id=group.id, memberships=[])
    return refresh_findings(group_id=group.id)


def two_sessions(cast):
    """With an incident of Melati each, in the second one of Dahlia as well, toward Melati."""
    cast.second = make_session(group=cast.group, number=2, there=[cast.melati.person, cast.dahlia.person])
    for session in (cast.session, cast.second):
        incident(cast, session=session)
    make_event(session=cast.second, actor=cast.dahlia.person, toward=[cast.melati.person], recorded_by=cast.seat)
    return cast


def mark_of(group) -> tuple[int, int]:
    mark = Watermark.objects.get(pk=group.id)
    return mark.record, mark.built


def kept(group) -> dict[int | None, Findings]:
    """By the number of their session; the group's own under None."""
    with acting(group_id=group.id):
        rows = Findings.objects.filter(group=group).select_related("session")
        return {row.session and row.session.number: row for row in rows}


def consent(membership, given: bool):
    """The newest word on automatic summaries."""
    with acting(group_id=membership.group_id):
        Consent.objects.create(
            group_id=membership.group_id, membership=membership, purpose="summaries", given=given,
            at=timezone.now() + timedelta(seconds=1),
        )  # fmt: skip


def summaries_of(membership) -> list[Summary]:
    with acting(group_id=membership.group_id):
        return list(membership.summaries.order_by("version"))


def watermark_of(membership) -> tuple[int, int]:
    mark = Watermark.objects.get(membership=membership.id)
    return mark.record, mark.built
