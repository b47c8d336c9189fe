"""Incidents of earlier sessions: what is asked of them today, and the way of one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from observations.codebook.codes import ComponentKind
from observations.debriefing import access, actions
from observations.debriefing.arcs import Arc, arcs_of, open_incidents, picture_of
from observations.debriefing.desk import left, may_answer
from observations.debriefing.forms import HERE, ComponentForm, named
from observations.debriefing.models import EndedArc
from observations.debriefing.saying import said_in
from observations.events.access import event_to_read, event_to_write, room_to_read
from observations.events.document import documents, event_document
from observations.events.models import Event
from observations.events.room import Room

PAGE = 10
KINDS = [f"{HERE}{kind}" for kind in ComponentKind.values]


@require_safe
def arcs(request, session_id):
    """Each open incident of those who were there, with the question that is next for it."""
    return _arcs(request, room_to_read(session_id))


@require_safe
def arc(request, event_id):
    event, room = event_to_read(event_id)
    [found] = arcs_of([event_document(event)], room)
    ended = EndedArc.objects.filter(event=event).select_related("by").first()
    context = _of(room) | {"event": event, "arc": found, "picture": picture_of(found, found.session), "ended": ended}
    return render(request, "debriefing/arc.html", context)


@require_POST
def arc_answer(request, session_id, event_id, facet):
    """The answer belongs to the session that is debriefed."""
    event, room = access.arc_to_answer(session_id, event_id)
    form = _form(named(facet, KINDS), event_document(event), room, request.POST)
    if form.is_valid():
        with said_in(form):
            actions.touch(by=request.user, event=event.pk, session=room.session, said=form.said)
    status = 422 if form.errors else 200
    if request.htmx:
        context = _of(room) | {"form": form, "undo": actions.last_touch(room.session, request.user)}
        return render(request, "debriefing/_arc_answered.html", context, status=status)
    if form.errors:
        return _arcs(request, room, refused=(str(event.id), form))
    return redirect(f"{reverse('debriefing:arcs', args=[session_id])}?page={request.GET.get('page', '')}")


@require_POST
def arc_end(request, event_id):
    """Nobody asks about it any more."""
    event, _room = event_to_write(event_id)
    actions.end_arc(event=event, by=request.user)
    messages.success(request, _("This arc is not asked about any more."))
    return redirect("debriefing:arc", event_id)


@require_POST
def arc_reopen(request, event_id):
    event, _room = event_to_write(event_id)
    actions.reopen_arc(event=event, by=request.user)
    return redirect("debriefing:arc", event_id)


def _arcs(request, room: Room, refused: tuple[str, ComponentForm] | None = None):
    page = Paginator(open_incidents(room), PAGE).get_page(request.GET.get("page"))
    told = {document["id"]: document for document in documents(Event.objects.filter(pk__in=[one.pk for one in page]))}
    found = arcs_of([told[str(event.pk)] for event in page], room)
    context = _of(room) | {
        "page": page,
        "arcs": [_shown(one, room, refused) for one in found],
        "undo": actions.last_touch(room.session, request.user) if may_answer(room) else None,
        "enough": left(room, request.user),
    }
    return render(request, "debriefing/arcs.html", context, status=422 if refused else 200)


def _shown(arc: Arc, room: Room, refused) -> dict:
    form = _form(f"{HERE}{arc.next.kind}", arc.document, room)
    if refused and refused[0] == arc.id:
        form = refused[1]
    return {"arc": arc, "picture": picture_of(arc, room.session.number), "form": form}


def _form(name: str, document: dict, room: Room, data=None) -> ComponentForm:
    return ComponentForm(
        data, name=name, document=document, seen=room.session.ref, today=True, auto_id=f"id_{document['id']}_%s"
    )


def _of(room: Room) -> dict:
    return {"room": room, "session": room.session, "group": room.session.group, "writes": may_answer(room)}
