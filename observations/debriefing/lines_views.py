"""Lines by people, picked one by one: responses, feelings, stances; and later events that are responses."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from observations.debriefing import actions
from observations.debriefing.desk import desk_at, later_events
from observations.debriefing.forms import named
from observations.debriefing.lines import LINES, AnswerForm, line_form
from observations.debriefing.pages import page, part, place
from observations.debriefing.saying import said_in
from observations.events.access import event_to_write
from observations.events.document import event_document

PARTS = {"responses": "_chain", "join": "_chain", "felt": "_felt", "validation": "_stances"}


@require_POST
def line_add(request, event_id, kind):
    return _line(request, event_id, named(kind, LINES), "add")


@require_POST
def line_take(request, event_id, kind):
    return _line(request, event_id, named(kind, LINES), "take")


@require_POST
def answer_join(request, event_id):
    """A later event of the session becomes a response of this one."""
    event, room = event_to_write(event_id)
    here = desk_at(room, request.user, str(event_id))
    form = AnswerForm(later_events(here), request.POST)
    if form.is_valid():
        with said_in(form):
            actions.join(by=request.user, event=event.pk, session=room.session, **form.cleaned_data)
    return _answered(request, room, event_id, "join", form)


def _line(request, event_id, kind: str, change: str):
    event, room = event_to_write(event_id)
    form = line_form(kind, room, event_document(event), request.POST)
    if form.is_valid():
        with said_in(form):
            said = {change: {LINES[kind].path: form.line()}}
            actions.touch(by=request.user, event=event.pk, session=room.session, said=said)
    return _answered(request, room, event_id, kind, form)


def _answered(request, room, event_id, kind: str, form):
    """By htmx the part of the page to which the line belongs; what was refused stands in it again."""
    if not form.errors and not request.htmx:
        return redirect(f"{place(room, event_id)}#{kind}")
    here, status = desk_at(room, request.user, str(event_id)), 422 if form.errors else 200
    refused = {kind: form} if form.errors else {}
    if request.htmx:
        return part(request, PARTS[kind], here, lines=refused, status=status)
    return page(request, here, lines=refused, status=status)
