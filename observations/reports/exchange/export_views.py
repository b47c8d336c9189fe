"""A group's record and its results, taken along by who leads it."""

from django.views.decorators.http import require_POST, require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.pages import show
from groupcounsel.lib.sealing import SealBroken
from members.access import group_to_write
from members.identities import opened
from members.models import Group, Identity
from observations.reports.exchange.downloads import JSON, attachment, file_name, record_of, results_of
from observations.reports.exchange.forms import ExportForm


@require_safe
def export(request, group_id):
    return show(request, "reports/export.html", ExportForm(), group=group_to_write(group_id))


@require_POST
def export_record(request, group_id):
    group = group_to_write(group_id)
    form = ExportForm(request.POST)
    identities = form.is_valid() and form.cleaned_data["identities"]
    if identities and not _can_open_identities(group):
        form.add_error("identities", form.sealed_elsewhere)
        return show(request, "reports/export.html", form, group=group)
    record(by=request.user, action="group-exported", group_id=group.id, identities=identities, sealed=False)
    pieces = record_of(group.id, user_id=request.user.pk, identities=identities)
    return attachment(pieces, file_name(group, "groupcounsel.json"), JSON)


@require_POST
def export_results(request, group_id):
    group = group_to_write(group_id)
    record(by=request.user, action="results-exported", group_id=group.id)
    return attachment(results_of(group.id, user_id=request.user.pk), file_name(group, "results.json"), JSON)


def _can_open_identities(group: Group) -> bool:
    try:
        for identity in Identity.objects.filter(group=group):
            opened(identity)
    except SealBroken:
        return False
    return True
