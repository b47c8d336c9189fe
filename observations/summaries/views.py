from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import page_of
from observations.summaries.access import member_to_read, summary_to_read, summary_to_write
from observations.summaries.actions import Renewed, approve_summary
from observations.summaries.reading import ground_of, page_of_events, summary_of
from observations.summaries.versions import one_before, versions_of

VERSIONS = 10


@require_safe
def member_detail(request, membership_id: UUID):
    membership = member_to_read(membership_id)
    context = summary_of(membership, request.GET.get("version", ""))
    if request.htmx and _was_seen(context, request.GET.get("seen", "")):
        return HttpResponse(status=204)
    return _opened(request, context)


def _was_seen(context: dict, seen: str) -> bool:
    """A page that waits asks again and again; it is answered once there is something new."""
    return context["agreed"] and seen == context["seen"]


def _opened(request, context: dict, status: int = 200):
    """The trail is written last: until the request ends, others wait behind an entry."""
    membership = context["membership"]
    response = answer(request, "summaries/member_detail.html", "summaries/_member_summary.html", context, status)
    record(by=request.user, action="opened", subject=membership)
    return response


@require_safe
def evidence(request, summary_id: UUID, position: int):
    summary = summary_to_read(summary_id)
    grounds = get_object_or_404(summary.evidence, position=position)
    context = {"summary": summary, "position": position}
    context |= page_of_events(request, summary.group, grounds.events)
    context["sentence"], context["ground"] = ground_of(summary, position)
    response = answer(request, "summaries/evidence.html", "summaries/_evidence_rows.html", context)
    record(by=request.user, action="opened", subject=summary.membership, evidence=position)
    return response


@require_POST
def summary_approve(request, summary_id: UUID):
    summary = summary_to_write(summary_id)
    try:
        approve_summary(summary=summary, edition=request.POST.get("edition", ""), by=request.user)
    except Renewed:
        messages.warning(request, _("The draft has been renewed since you read it. Please read it again."))
        return _opened(request, summary_of(summary.membership), status=422)
    messages.success(request, _("Approved. This version is kept; later records go into a new draft beside it."))
    return redirect("summaries:member_detail", summary.membership_id)


@require_safe
def version_list(request, membership_id: UUID):
    membership = member_to_read(membership_id)
    if not membership.agreed:
        raise Http404
    page = page_of(request, membership.summaries.with_words().order_by("-version"), size=VERSIONS)
    context = {"membership": membership, "group": membership.group, "page": page}
    context["versions"] = versions_of(list(page), membership.person.alias, one_before(membership, list(page)))
    response = render(request, "summaries/version_list.html", context)
    record(by=request.user, action="opened", subject=membership, view="versions")
    return response
