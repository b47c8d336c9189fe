from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.constraints import told_in
from observations.codebook.codes import Kind
from observations.debriefing import actions, desk
from observations.debriefing.arcs import arcs_of, picture_of
from observations.debriefing.forms import NAMES, control, named
from observations.debriefing.words import headings
from observations.events import access
from observations.events.document import event_document
from observations.events.rules import ANYWHERE
from observations.events.wording import names_for, told
from observations.live.patches import Refused


@require_safe
def session(request, session_id):
    """One event at a time; where nothing is asked any more, the end of it."""
    room = access.room_to_read(session_id)
    here = desk.desk_at(room, request.user, request.GET.get("event", ""))
    if here.step is None:
        return redirect("debriefing:closing", session_id)
    return _page(request, here)


@require_safe
def closing(request, session_id):
    """What is still open, and the signature."""
    room = access.room_to_read(session_id)
    here = desk.desk_at(room, request.user, "")
    still = [step for step in here.steps if step.open]
    signatures = list(room.session.signatures.select_related("person"))
    signed = any(signature.by_id == request.user.pk for signature in signatures)
    context = desk.page_of(here, request.user) | {
        "still": headings(still, room),
        "signatures": signatures,
        "may_sign": room.session.group.may_write and room.seat_of(request.user) and not signed,
    }
    return render(request, "debriefing/closing.html", context)


@require_POST
def touch(request, event_id, facet):
    """An answer to one question. Without scripts it leads back to the page; a refusal stands at its control."""
    event, room = access.event_to_write(event_id)
    form = control(named(facet, NAMES), room, event_document(event), data=request.POST)
    if form.is_valid():
        _touched(request, room, event, form)
    here = desk.desk_at(room, request.user, str(event_id))
    status = 422 if form.errors else 200
    if request.htmx:
        context = desk.page_of(here, request.user) | {"form": form}
        return render(request, "debriefing/_touched.html", context, status=status)
    return _page(request, here, refused=form, status=422) if form.errors else redirect(_place(room, event_id))


def _touched(request, room, event, form) -> None:
    try:
        with told_in(form, ANYWHERE):
            actions.touch(by=request.user, event=event.pk, session=room.session, said=form.said)
    except Refused as refused:
        form.add_error(None, str(refused))


@require_POST
def undo(request, session_id):
    """The last answer that this person gave here is taken back."""
    room = access.room_to_write(session_id)
    last = actions.last_touch(room.session, request.user)
    if last is None:
        messages.info(request, _("There is nothing to take back."))
        return redirect("debriefing:session", session_id)
    try:
        with transaction.atomic():
            actions.take_back(by=request.user, touch=last)
        messages.success(request, _("Taken back: what stood there before stands there again."))
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(_place(room, last.event))


@require_POST
def enough(request, session_id):
    room = access.room_to_write(session_id)
    actions.say_enough(session=room.session, by=request.user)
    return redirect("debriefing:closing", session_id)


@require_POST
def take_up(request, session_id):
    room = access.room_to_write(session_id)
    actions.open_again(session=room.session, by=request.user)
    return redirect("debriefing:session", session_id)


def _place(room, event_id) -> str:
    return f"{reverse('debriefing:session', args=[room.session.id])}?event={event_id}"


def _page(request, here: desk.Desk, refused=None, status: int = 200):
    context = desk.page_of(here, request.user) | _arc_of(here)
    if here.writes:
        context |= desk.controls(here, refused)
    else:
        context["sections"] = told(here.step.document, names_for(here.room, [here.step.document]))
    return render(request, "debriefing/session.html", context, status=status)


def _arc_of(here: desk.Desk) -> dict:
    """Of an incident; asked for in every case, so that each event costs the same."""
    [arc] = arcs_of([here.step.document], here.room)
    is_incident = here.step.document["kind"] == Kind.INCIDENT
    return {"arc": arc, "picture": picture_of(arc, arc.session)} if is_incident else {}
