"""From a spreadsheet to a session's record in three pages: the file, its columns, its people."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from groupcounsel.lib.constraints import told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.pages import filled, form_page, show
from members.access import group_to_write
from observations.reports import sheet_actions as actions
from observations.reports.sheet_access import draft_to_continue, own_seat
from observations.reports.sheet_forms import ColumnsForm, StartForm, remembered_or_guessed
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheet_people_form import PeopleForm, people_form
from observations.reports.sheet_wording import fault_lines, ranges
from observations.reports.sheet_writing import known_behaviours
from sessions_app.forms import as_before

PREVIEWED = 8
TAKEN_MEANWHILE = {
    "an_alias_names_one_person_of_a_group": (
        None,
        gettext_lazy("Meanwhile somebody in the group has one of these aliases."),
    ),
}


@form_page
def sheet_start(request, group_id):
    group = group_to_write(group_id)
    own_seat(group, request.user)
    offered = as_before(group.sessions.newest().first(), group.zone) | {"date": None}
    form = StartForm(filled(request), request.FILES or None, zone=group.zone, initial=offered)
    if not form.is_valid():
        begun = SheetDraft.objects.filter(group=group, by=request.user).defer("rows", "people").first()
        return show(request, "reports/sheet_start.html", form, group=group, begun=begun)
    table, people = form.cleaned_data["sheet"], form.cleaned_data["people"]
    draft = actions.begin_draft(group=group, by=request.user, table=table, people=people, facts=form.facts())
    return redirect("reports:sheet_match", draft.id)


@form_page
def sheet_match(request, draft_id):
    """What is asked for shows how the first rows would be read; what is sent goes on."""
    draft = draft_to_continue(draft_id, request.user)
    said = filled(request) or request.GET
    form = ColumnsForm(said or remembered_or_guessed(draft), draft=draft)
    if form.is_valid() and request.method == "POST":
        unit = form.cleaned_data["unit"]
        actions.match_columns(draft=draft, by=request.user, columns=form.columns, unit=unit)
        return redirect("reports:sheet_people", draft.id)
    context = {"draft": draft, "group": draft.group, "form": form} | _preview(draft, form)
    status = 422 if said and form.errors else 200
    return answer(request, "reports/sheet_match.html", "reports/_sheet_columns.html", context, status)


def _preview(draft: SheetDraft, form: ColumnsForm) -> dict:
    if form.reading is None:
        return {}
    unit, reading = form.cleaned_data["unit"], form.reading
    faults = fault_lines(reading.faults[:PREVIEWED], unit, draft.minutes)
    to_send = {} if form.errors else form.columns | {"unit": unit}
    shown = {"reading": reading, "first": reading.interactions[:PREVIEWED], "faults": faults}
    return shown | {"to_send": to_send.items()}


@form_page
def sheet_people(request, draft_id):
    draft = draft_to_continue(draft_id, request.user)
    if draft.columns is None:
        return redirect("reports:sheet_match", draft.id)
    form = people_form(draft, filled(request))
    if form.is_valid():
        with told_in(form, TAKEN_MEANWHILE):
            return _imported(request, draft, form)
    return show(request, "reports/sheet_people.html", form, **_before_import(draft, form))


def _imported(request, draft: SheetDraft, form: PeopleForm):
    seat = own_seat(draft.group, request.user)
    result = actions.import_sheet(draft=draft, by=request.user, seat=seat, choices=form.choices, consents=form.consents)
    if result is None:
        raise Http404
    told = ngettext("%(n)s interaction is on record.", "%(n)s interactions are on record.", result.interactions)
    messages.success(request, told % {"n": result.interactions})
    return redirect("events:record", result.session.id)


def _before_import(draft: SheetDraft, form: PeopleForm) -> dict:
    known = known_behaviours(draft.group_id)
    return _end(draft, form) | {
        "faults": fault_lines(form.reading.faults, draft.unit, draft.minutes),
        "blank": ranges(draft.blank),
        "new_behaviours": [name for name in form.reading.behaviours if name.casefold() not in known],
    }


def _end(draft: SheetDraft, form: PeopleForm) -> dict:
    """What the button says, exactly as it will be done."""
    imported = form.interactions
    return {
        "draft": draft,
        "group": draft.group,
        "imported": imported,
        "left_out": len(draft.rows) - imported,
    }


@require_POST
def sheet_recount(request, draft_id):
    """The button again, after somebody was chosen or left out."""
    draft = draft_to_continue(draft_id, request.user)
    if draft.columns is None:
        raise Http404
    form = people_form(draft, request.POST)
    form.full_clean()
    return render(request, "reports/_sheet_end.html", _end(draft, form))


@require_POST
def sheet_discard(request, draft_id):
    draft = draft_to_continue(draft_id, request.user)
    actions.discard_draft(draft=draft, by=request.user)
    messages.success(request, _("The spreadsheet is thrown away. Nothing of it is on record."))
    return redirect("reports:sheet_start", draft.group_id)
