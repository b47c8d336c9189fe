"""The admin's page of import and export: a document is sent in, and how it goes is told until its end."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.accounts.access import only
from groupcounsel.audit.trail import record
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, page_of
from members.models import Group
from members.register.access import group_of_the_practice
from observations.reports.exchange import actions
from observations.reports.exchange.access import own_transfer
from observations.reports.exchange.downloads import SEALED, attachment, file_name, sealed_record_of
from observations.reports.exchange.forms import GroupSearch, ImportForm
from observations.reports.exchange.uploads import takes_document
from observations.reports.exchange.wording import summary_of
from observations.reports.models import Transfer

FAULTS_A_PAGE = 25


@only("is_admin")
@takes_document
@form_page
def exchange(request):
    form = ImportForm(filled(request), request.FILES or None)
    if form.is_valid():
        transfer = actions.send_in(by=request.user, **form.cleaned_data)
        return redirect("reports:exchange_transfer", transfer.id)
    search = GroupSearch(request.GET)
    context = {
        "form": form,
        "transfers": Transfer.objects.filter(by=request.user)[:10],
        "search": search,
        "groups": page_of(request, search.of(Group.objects.order_by("name", "ref"))),
    }
    status = 422 if form.is_bound else 200
    return answer(request, "reports/exchange.html", "reports/_exchange_groups.html", context, status)


@only("is_admin")
@require_safe
def exchange_transfer(request, transfer_id):
    """The page, and its part that asks again by itself until the transfer is over."""
    transfer = own_transfer(transfer_id, request.user)
    faults, faulty = page_of(request, transfer.faults.all(), FAULTS_A_PAGE), transfer.counts.get("faults", 0)
    context = {"transfer": transfer, "faults": faults, "faulty": faulty, "rest": faulty - faults.paginator.count}
    context |= summary_of(transfer)
    if request.htmx and transfer.over:
        _tell_the_end(request, transfer)
    return answer(request, "reports/exchange_transfer.html", "reports/_exchange_state.html", context)


def _tell_the_end(request, transfer: Transfer) -> None:
    if transfer.state == Transfer.State.DONE:
        messages.success(request, _("The import is done."))
    else:
        messages.error(request, _("Nothing was imported."))


@only("is_admin")
@require_POST
def export_sealed(request, group_id):
    group = group_of_the_practice(group_id)
    record(by=request.user, action="group-exported", group_id=group.id, identities=False, sealed=True)
    return attachment(sealed_record_of(group), file_name(group, "groupcounsel-sealed"), SEALED)
