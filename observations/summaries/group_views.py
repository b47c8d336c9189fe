from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from members.access import group_to_read
from observations.summaries.findings_reading import evidence_of, was_seen
from observations.summaries.group_reading import group_summary_of
from observations.summaries.reading import page_of_events


@require_safe
def group_summary(request, group_id: UUID):
    """The trail is written last: until the request ends, others wait behind an entry.

    `seen` comes from a page that waits for newer findings; without it, a part that is asked for is that of the ties.
    """
    group, seen = group_to_read(group_id), request.GET.get("seen")
    if request.htmx and seen is not None and was_seen(group, None, seen):
        return HttpResponse(status=204)
    context = group_summary_of(group, request.GET.get("until", ""))
    part = "_group_circle" if seen is None else "_group_findings"
    response = answer(request, "summaries/group_summary.html", f"summaries/{part}.html", context)
    record(by=request.user, action="opened", subject=group)
    return response


@require_safe
def group_evidence(request, group_id: UUID, key: str):
    group = group_to_read(group_id)
    context = {"group": group} | page_of_events(request, group, evidence_of(group, None, key))
    response = answer(request, "summaries/group_evidence.html", "summaries/_evidence_rows.html", context)
    record(by=request.user, action="opened", subject=group, evidence=key)
    return response
