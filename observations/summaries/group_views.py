from uuid import UUID

from django.views.decorators.http import require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from members.access import group_to_read
from observations.summaries.group_reading import evidence_of, group_summary_of
from observations.summaries.reading import page_of_events
from observations.summaries.whole import whole_of


@require_safe
def group_summary(request, group_id: UUID):
    """The trail is written last: until the request ends, others wait behind an entry."""
    group = group_to_read(group_id)
    context = group_summary_of(group, request.GET.get("until", ""))
    response = answer(request, "summaries/group_summary.html", "summaries/_group_circle.html", context)
    record(by=request.user, action="opened", subject=group)
    return response


@require_safe
def group_evidence(request, group_id: UUID, key: str):
    group = group_to_read(group_id)
    whole = whole_of(group)
    context = {"group": group} | page_of_events(request, group, evidence_of(whole, whole.claims({}), key))
    response = answer(request, "summaries/group_evidence.html", "summaries/_evidence_rows.html", context)
    record(by=request.user, action="opened", subject=group, evidence=key)
    return response
