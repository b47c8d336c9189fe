from uuid import UUID

from django.shortcuts import render
from django.views.decorators.http import require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from observations.summaries.access import member_to_read
from observations.summaries.counselor_reading import counselors_of, events_of
from observations.summaries.reading import page_of_events


@require_safe
def counselor_feelings(request, membership_id: UUID):
    """The trail is written last: until the request ends, others wait behind an entry."""
    membership = member_to_read(membership_id)
    response = render(request, "summaries/counselor_feelings.html", counselors_of(membership))
    record(by=request.user, action="opened", subject=membership, view="counselors' feelings")
    return response


@require_safe
def counselor_evidence(request, membership_id: UUID, key: str):
    membership = member_to_read(membership_id)
    events = page_of_events(request, membership.group, events_of(membership, key))
    context = {"membership": membership, "group": membership.group} | events
    response = answer(request, "summaries/counselor_evidence.html", "summaries/_evidence_rows.html", context)
    record(by=request.user, action="opened", subject=membership, evidence=key)
    return response
