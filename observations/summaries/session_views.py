from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from observations.summaries.findings_reading import evidence_of, was_seen
from observations.summaries.reading import page_of_events
from observations.summaries.session_reading import session_summary_of
from sessions_app.access import session_to_read


@require_safe
def session_summary(request, session_id: UUID):
    """The trail is written last: until the request ends, others wait behind an entry."""
    session = session_to_read(session_id)
    if request.htmx and was_seen(session.group, session.id, request.GET.get("seen", "")):
        return HttpResponse(status=204)
    context = session_summary_of(session)
    response = answer(request, "summaries/session_summary.html", "summaries/_session_findings.html", context)
    record(by=request.user, action="opened", subject=session, view="findings")
    return response


@require_safe
def session_evidence(request, session_id: UUID, key: str):
    session = session_to_read(session_id)
    ids = evidence_of(session.group, session.id, key)
    context = {"session": session, "group": session.group} | page_of_events(request, session.group, ids)
    response = answer(request, "summaries/session_evidence.html", "summaries/_evidence_rows.html", context)
    record(by=request.user, action="opened", subject=session, evidence=key)
    return response
