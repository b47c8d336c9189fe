from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from observations.debriefing import actions, desk
from observations.debriefing.climate import RATED, ClimateForm, climate_of
from observations.debriefing.forms import NAMES, control, named
from observations.debriefing.pages import linked, page, place, say_refused
from observations.debriefing.saying import said_in
from observations.debriefing.words import answered, headings
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
    return _closing(request, access.room_to_read(session_id))


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
        context = desk.page_of(here, request.user) | linked(here, facet) | {"form": form}
        return render(request, "debriefing/_touched.html", context, status=status)
    return page(request, here, refused=form, status=422) if form.errors else redirect(place(room, event_id))


@require_POST
def climate(request, session_id, name):
    """How the session was as a whole, saved as it is touched too."""
    room = access.room_to_write(session_id)
    form = ClimateForm(request.POST, name=named(name, RATED), session=room.session)
    if form.is_valid():
        with said_in(form):
            actions.rate(by=request.user, session=room.session, **form.said)
    if request.htmx:
        context = {"session": room.session, "form": form, "undo": actions.last_touch(room.session, request.user)}
        return render(request, "debriefing/_rated.html", context, status=422 if form.errors else 200)
    return _closing(request, room, refused=form) if form.errors else redirect(_end(room))


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
            why_it_stays = actions.take_back(by=request.user, touch=last)
        if why_it_stays:
            messages.warning(request, why_it_stays)
        else:
            what = {"what": answered(last)}
            messages.success(request, _("Taken back: %(what)s. What stood there before stands there again.") % what)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(_place_of(room, last))


@require_POST
def enough(request, session_id):
    room = access.room_to_write(session_id)
    if desk.may_answer(room):
        actions.say_enough(session=room.session, by=request.user)
    return redirect("debriefing:closing", session_id)


@require_POST
def take_up(request, session_id):
    room = access.room_to_write(session_id)
    if desk.may_answer(room):
        actions.open_again(session=room.session, by=request.user)
    return redirect("debriefing:session", session_id)


def _place_of(room, touch) -> str:
    """Where the answer was given: at the event, among the arcs of earlier sessions, or at the end."""
    if touch.event is None:
        return _end(room)
    is_here = room.session.events.filter(pk=touch.event).exists()
    return place(room, touch.event) if is_here else reverse("debriefing:arcs", args=[room.session.id])


def _end(room) -> str:
    return f"{reverse('debriefing:closing', args=[room.session.id])}#climate"


def _closing(request, room, refused=None):
    here = desk.desk_at(room, request.user, "")
    if refused and not here.writes:
        say_refused(request, refused)
    still = [step for step in here.steps if step.open]
    signatures = list(room.session.signatures.select_related("person"))
    signed = any(signature.by_id == request.user.pk for signature in signatures)
    context = desk.page_of(here, request.user) | {
        "still": headings(still, room),
        "signatures": signatures,
        "climate": climate_of(room.session, refused),
        "may_sign": room.session.group.may_write and room.seat_of(request.user) and not signed,
    }
    return render(request, "debriefing/closing.html", context, status=422 if refused else 200)
