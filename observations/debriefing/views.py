from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from observations.debriefing import actions, desk
from observations.debriefing.forms import NAMES, control, named
from observations.debriefing.pages import page, place
from observations.debriefing.saying import said_in
from observations.debriefing.words import headings
from observations.events import access
from observations.events.document import event_document
from observations.live.patches import Refused


@require_safe
def session(request, session_id):
    """One event at a time; where nothing is asked any more, the end of it."""
    room = access.room_to_read(session_id)
    here = desk.desk_at(room, request.user, request.GET.get("event", ""))
    if here.step is None:
        return redirect("debriefing:closing", session_id)
    return page(request, here)


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
        with said_in(form):
            actions.touch(by=request.user, event=event.pk, session=room.session, said=form.said)
    here = desk.desk_at(room, request.user, str(event_id))
    status = 422 if form.errors else 200
    if request.htmx:
        context = desk.page_of(here, request.user) | {"form": form}
        return render(request, "debriefing/_touched.html", context, status=status)
    return page(request, here, refused=form, status=422) if form.errors else redirect(place(room, event_id))


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
    return redirect(place(room, last.event))


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
