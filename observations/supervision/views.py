from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.accounts.access import only
from groupcounsel.audit.models import Entry
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import page_of
from observations.live.models import Quarantined
from observations.summaries.models import Rebuild
from observations.summaries.rebuilding import begin_rebuild, cancel_rebuild, resume_rebuild
from observations.supervision import caseload as reading
from observations.supervision import practice as state
from observations.supervision.forms import CaseloadFilters, TrailFilters
from observations.supervision.trail import chain, page_of_entries


@only("is_supervisor")
@require_safe
def caseload(request):
    filters = CaseloadFilters(request.GET)
    page = page_of(request, reading.supervisions_of(request.user, filters.words()), size=10)
    context = {"filters": filters, "page": page, "counselors": reading.by_counselor(list(page), filters.words())}
    context["kept"] = Quarantined.objects.filter(state=Quarantined.State.WAITING).count()
    return answer(request, "supervision/caseload.html", "supervision/_caseload_rows.html", context)


@only("is_admin")
@require_safe
def practice(request):
    return render(request, "supervision/practice.html", state.overview() | state.state_of_the_program())


@only("is_admin")
@require_safe
def program_state(request):
    return answer(request, "supervision/program.html", "supervision/_program.html", state.state_of_the_program())


@only("is_admin")
@require_POST
def rebuild_start(request):
    begin_rebuild(by=request.user)
    return redirect("supervision:program_state")


@only("is_admin")
@require_POST
def rebuild_cancel(request, number: int):
    cancel_rebuild(rebuild=get_object_or_404(Rebuild, pk=number), by=request.user)
    return redirect("supervision:program_state")


@only("is_admin")
@require_POST
def rebuild_resume(request, number: int):
    """Only the newest: an older one would build by what is not so any more."""
    resume_rebuild(rebuild=get_object_or_404(Rebuild.objects.newest(), pk=number), by=request.user)
    return redirect("supervision:program_state")


@only("is_admin")
@require_safe
def trail(request):
    filters = TrailFilters(request.GET)
    before = request.GET.get("before", "")
    lines, older = page_of_entries(filters.of(Entry.objects.all()), before)
    context = {"filters": filters, "lines": lines, "older": older, "before": before}
    if not request.htmx:
        context |= chain()
    return answer(request, "supervision/trail.html", "supervision/_trail_rows.html", context)


@only("is_admin")
@require_safe
def trail_chain(request):
    """Every entry is checked: the longer the trail, the longer it takes."""
    return answer(request, "supervision/trail_chain.html", "supervision/_chain.html", chain(whole=True))
