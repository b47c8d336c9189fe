"""Incidents of earlier sessions: what is asked of them today, and the way of one of them."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from observations.codebook.codes import ComponentKind
from observations.debriefing import access, actions
from observations.debriefing.arcs import Arc, arcs_of, open_incidents, picture_of
from observations.debriefing.desk import left, may_answer
from observations.debriefing.forms import HERE, ArcForm, named
from observations.debriefing.models import EndedArc
from observations.debriefing.saying import said_in
from observations.events.access import event_to_read, event_to_write, room_to_read
from observations.events.document import documents, event_document
from observations.events.history import history_of
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
    context = _arc(event, room) | {"history": history_of(event, room)}
    return render(request, "debriefing/arc.html", context)


@require_POST
def arc_answer(request, session_id, event_id, facet):
    """The answer belongs to the session that is debriefed; of a signed incident it is an amendment with a reason."""
    event, room = access.arc_to_answer(session_id, event_id)
    form = _form(named(facet, KINDS), event, event_document(event), room, request.POST)
    if form.is_valid():
        with said_in(form):
            facts = {"event": event.pk, "session": room.session, "reason": form.cleaned_data.get("reason", "")}
            actions.touch(by=request.user, said=form.said, **facts)
    if request.htmx:
        return _answered(request, event, room, form)
    if form.errors:
        return _arcs(request, room, refused=(str(event.id), form))
    return redirect(f"{reverse('debriefing:arcs', args=[session_id])}?page={request.GET.get('page', '')}")


@require_POST
def arc_end(request, event_id):
    """Nobody asks about it any more."""
    event, room = event_to_write(event_id)
    actions.end_arc(event=event, by=request.user)
    return _moved(request, event, room)


@require_POST
def arc_reopen(request, event_id):
    event, room = event_to_write(event_id)
    actions.reopen_arc(event=event, by=request.user)
    return _moved(request, event, room)


def _arc(event: Event, room: Room) -> dict:
    [found] = arcs_of([event_document(event)], room)
    ended = EndedArc.objects.filter(event=event).select_related("by").first()
    return _of(room) | {"event": event, "arc": found, "picture": picture_of(found, found.session), "ended": ended}


def _moved(request, event: Event, room: Room):
    """Given up, or asked about again."""
    if request.htmx:
        return render(request, "debriefing/_arc.html", _arc(event, room))
    return redirect("debriefing:arc", event.id)


def _answered(request, event: Event, room: Room, form: ArcForm):
    """What is said at the control, the arc as it is drawn now, and of a signed record what stood there before."""
    [found] = arcs_of([event_document(event)], room)
    context = _of(room) | {
        "form": form,
        "arc": found,
        "picture": picture_of(found, room.session.number),
        "change": next(iter(history_of(event, room)), None) if form.signed else None,
        "undo": actions.last_touch(room.session, request.user),
    }
    return render(request, "debriefing/_arc_answered.html", context, status=422 if form.errors else 200)


def _arcs(request, room: Room, refused: tuple[str, ArcForm] | None = None):
    page = Paginator(open_incidents(room), PAGE).get_page(request.GET.get("page"))
    told = {document["id"]: document for document in documents(Event.objects.filter(pk__in=[one.pk for one in page]))}
    found = arcs_of([told[str(event.pk)] for event in page], room)
    context = _of(room) | {
        "page": page,
        "arcs": [_shown(one, event, room, page.number, refused) for one, event in zip(found, page, strict=True)],
        "undo": actions.last_touch(room.session, request.user) if may_answer(room) else None,
        "enough": left(room, request.user),
    }
    return render(request, "debriefing/arcs.html", context, status=422 if refused else 200)


def _shown(arc: Arc, event: Event, room: Room, page: int, refused) -> dict:
    form = _form(f"{HERE}{arc.next.kind}", event, arc.document, room)
    if refused and refused[0] == arc.id:
        form = refused[1]
    form.address += f"?page={page}"
    return {"arc": arc, "event": event, "picture": picture_of(arc, room.session.number), "form": form}


def _form(name: str, event: Event, document: dict, room: Room, data=None) -> ArcForm:
    return ArcForm(data, name=name, document=document, session=room.session, signed=event.session.locked)


def _of(room: Room) -> dict:
    return {"room": room, "session": room.session, "group": room.session.group, "writes": may_answer(room)}
