"""Pages with a form, and lists in pages."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from groupcounsel.lib.questions import Paged

form_page = require_http_methods(["GET", "HEAD", "POST"])


def filled(request):
    """What a form was filled with; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def show(request, template: str, form, **context):
    """A page with a form, or the refused form again with what was typed."""
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)


def page_of(request, rows: QuerySet | Paged, size: int = 25, total: int | None = None) -> Page:
    """The page that the address asks for; the nearest one when there is no such page. `total`, when known already."""
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    return paginator.get_page(request.GET.get("page"))
