from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groupcounsel.accounts.access import only
from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from observations.summaries.outcome_reading import of_one_outcome, over_all
from observations.summaries.wording.outcomes import caution

MEMBERS = 20


@only("is_counselor", "is_supervisor")
@require_safe
def outcome_list(request):
    """The trail is written last: until the request ends, others wait behind an entry."""
    response = render(request, "summaries/outcome_list.html", over_all() | {"caution": caution()})
    record(by=request.user, action="opened", view="outcomes")
    return response


@only("is_counselor", "is_supervisor")
@require_safe
def outcome_members(request, key: str):
    outcome, members = of_one_outcome(key)
    page = Paginator(members, MEMBERS).get_page(request.GET.get("page"))
    context = {"outcome": outcome, "page": page, "left_over": page.paginator.count - page.end_index()}
    response = answer(request, "summaries/outcome_members.html", "summaries/_outcome_rows.html", context)
    record(by=request.user, action="opened", view="outcomes")
    return response
