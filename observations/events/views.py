from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.constraints import broken_rule, told_in
from groupcounsel.lib.htmx import answer
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.pages import filled, form_page
from observations.codebook.explanations import EXPLAINED
from observations.codebook.lists import LISTS
from observations.events import access, actions, news
from observations.events.document import event_document, recorded_before
from observations.events.forms.filters import RecordFilter
from observations.events.forms.quick import QuickForm
from observations.events.forms.whole import EventForms
from observations.events.history import history_of
from observations.events.models import Event
from observations.events.refs import refs_of_group, refs_of_room
from observations.events.room import Room
from observations.events.rules import QUICK_RULES, REMOVAL_RULES, RULES
from observations.events.still_open import still_open
from observations.events.timeline import PAGE, lines, page_at
from observations.events.wording import names_for, told, toward_words
from sessions_app.models import Session

OPEN = (Session.State.LIVE, Session.State.DEBRIEFING)
KNOWN_ID = "events_event_pkey"


@require_safe
def record(request, session_id):
    room = access.room_to_read(session_id)
    narrow = RecordFilter(room, request.GET.dict())
    page = page_at(narrow.shown(room.session.pk), request.GET.get("page"))
    context = _record(request, room, narrow, page) | {"quick": _quick(request, room)}
    return answer(request, "events/record.html", "events/_record_rows.html", context)


@require_safe
def place(request, event_id):
    """The page of the record on which the event stands."""
    event, room = access.event_to_read(event_id)
    number = _page_number(event, RecordFilter(room, {}))
    return redirect(f"{reverse('events:record', args=[room.session.id])}?page={number}#event-{event.id}")


@require_POST
def event_add(request, session_id):
    room, form, event = _sent(request, session_id)
    if event is None:
        return _entry(request, room, form, status=422)
    messages.success(request, _("It is on record."))
    return _entry(request, room, QuickForm(room), added=event) if request.htmx else redirect("events:place", event.id)


@require_POST
def event_begin(request, session_id):
    """The same entry, and on to the page on which all of it is said."""
    room, form, event = _sent(request, session_id)
    return redirect("events:event_detail", event.id) if event else _entry(request, room, form, status=422)


@form_page
def sign(request, session_id):
    room = access.room_to_write(session_id)
    seat = access.own_seat(room, request.user)
    to_record = redirect("events:record", session_id)
    if not _may_sign(room, seat):
        messages.info(request, _("You have signed this record, or it has not begun."))
        return to_record
    if request.method != "POST":
        context = {"session": room.session, "seat": seat, "open": still_open(room)}
        return render(request, "events/sign.html", context)
    actions.sign_session(by=request.user, seat=seat, session=room.session)
    messages.success(request, _("The record is signed."))
    return to_record


@form_page
def event_detail(request, event_id):
    """Before the signature, for those who may write, the form with all of it; else what it says."""
    if request.method == "POST":
        return _saved(request, *access.event_to_write(event_id))
    event, room = access.event_to_read(event_id)
    before = event_document(event)
    if room.session.group.may_write and not room.session.locked:
        return _form(request, event, EventForms(room=room, before=before))
    sections = told(before, names_for(room, [before]))
    context = _event(event, room, before) | {"sections": sections}
    return render(request, "events/event_detail.html", context)


@form_page
def event_amend(request, event_id):
    """After the signature: the same form with a reason."""
    event, room = access.event_to_write(event_id)
    if not room.session.locked:
        return redirect("events:event_detail", event.id)
    form = EventForms(room=room, before=event_document(event), data=filled(request), amending=True)
    if form.is_bound and form.is_valid():
        facts = {"by": request.user, "event": event, "document": form.document(), "refs": refs_of_group(event.group_id)}
        with told_in(form, RULES):
            amended = actions.amend_event(reason=form.reason.cleaned_data["reason"], **facts)
            _tell(request, room, event.id, "change" if amended else "")
        if not form.errors:
            messages.success(request, _("The amendment is kept.") if amended else _("Nothing was changed."))
            return redirect("events:event_detail", event.id)
    return _form(request, event, form)


@form_page
def event_remove(request, event_id):
    event, room = access.event_to_write(event_id)
    if room.session.locked:
        return redirect("events:event_detail", event.id)
    before, form = event_document(event), forms.Form(filled(request))
    if form.is_bound:
        with told_in(form, REMOVAL_RULES):
            actions.remove_event(by=request.user, event=event, refs=refs_of_group(event.group_id))
            _tell(request, room, event_id, "remove", {"document": before})
        if not form.errors:
            messages.success(request, _("The event is removed."))
            return redirect("events:record", room.session.id)
    context = _event(event, room, before) | {"form": form}
    return render(request, "events/event_remove.html", context, status=422 if form.is_bound else 200)


def _saved(request, event: Event, room: Room):
    form = EventForms(room=room, before=event_document(event), data=request.POST, amending=room.session.locked)
    if form.is_valid() and not room.session.locked:
        with told_in(form, RULES):
            facts = {"event": event, "document": form.document(), "refs": refs_of_group(event.group_id)}
            _tell(request, room, event.id, "change" if actions.save_event(by=request.user, **facts) else "")
        if not form.errors:
            messages.success(request, _("The event is saved."))
            return redirect("events:event_detail", event.id)
    if room.session.locked:
        form.add_error(*RULES["a_signed_record_is_locked"])
    return _form(request, event, form)


def _form(request, event: Event, form: EventForms):
    context = _event(event, form.room, form.before) | {"form": form, "explained": EXPLAINED | LISTS}
    context["unrecorded"] = ", ".join(seat.alias for seat in form.room.unrecorded)
    return render(request, "events/event_detail.html", context, status=422 if form.is_bound else 200)


def _event(event: Event, room: Room, before: dict) -> dict:
    aliases = room.aliases
    return {
        "event": event,
        "room": room,
        "session": room.session,
        "group": room.session.group,
        "who": aliases.get(before["actor"], ""),
        "toward": toward_words(before.get("toward") or [], aliases),
        "recorder": aliases.get(before["recorded_by"], ""),
        "history": history_of(event, room),
    }


def _sent(request, session_id) -> tuple[Room, QuickForm, Event | None]:
    room = access.room_to_write(session_id)
    seat = access.own_seat(room, request.user)
    form = QuickForm(room, request.POST)
    event = _recorded(request, room, form, form.document(seat)) if form.is_valid() else None
    if event:
        _tell(request, room, event.id, "record")
    return room, form, event


def _tell(request, room: Room, event_id, kind: str, before: dict | None = None) -> None:
    """Who has the session open elsewhere; nobody, where nothing was done."""
    if kind:
        news.tell(session=room.session, by=request.user, changes={event_id: (kind, before or {})})


def _recorded(request, room: Room, form: QuickForm, document: dict) -> Event | None:
    """None when the database refuses. An entry that was sent twice is on record once."""
    of = {"group_id": room.session.group_id, "codebook_id": room.codebook, "refs": refs_of_room(room)}
    try:
        with told_in(form, QUICK_RULES):
            return actions.record_event(by=request.user, document=document, **of)
        return None
    except IntegrityError as error:
        if broken_rule(error) != KNOWN_ID:
            raise
    if event := recorded_before(document):
        return event
    with told_in(form, QUICK_RULES):
        return actions.record_event(by=request.user, document=document | {"id": str(uuid7())}, **of)


def _entry(request, room: Room, quick: QuickForm, added: Event | None = None, status: int = 200):
    """The record after an entry: at the place of the new one, or with the refused one still in the form."""
    narrow = RecordFilter(room, {})
    page = page_at(narrow.shown(room.session.pk), _page_number(added, narrow) if added else 1)
    context = _record(request, room, narrow, page) | {"quick": quick, "added": added}
    response = answer(request, "events/record.html", "events/_record_body.html", context, status)
    if added:
        response.headers["HX-Replace-Url"] = f"{reverse('events:record', args=[room.session.id])}?page={page.number}"
    return response


def _record(request, room: Room, narrow: RecordFilter, page: Page) -> dict:
    signatures = list(room.session.signatures.select_related("person")) if room.session.locked else []
    seat = room.seat_of(request.user)
    return {
        "session": room.session,
        "group": room.session.group,
        "attendances": room.attendances,
        "room": room,
        "unrecorded": ", ".join(seat.alias for seat in room.unrecorded),
        "record_url": address_of("events:record", room.session.id),
        "narrow": narrow,
        "page": page,
        "lines": lines(page, room),
        "signatures": signatures,
        "may_sign": seat and _may_sign(room, seat, signatures),
    }


def _quick(request, room: Room) -> QuickForm | None:
    """For those who may write, while the session is open; nobody adds to a planned session or to a signed record."""
    allowed = room.session.group.may_write and room.session.state in OPEN and room.seat_of(request.user)
    return QuickForm(room) if allowed else None


def _may_sign(room: Room, seat, signatures=None) -> bool:
    """Each counselor who leads the group once, from the end of the session on."""
    if not room.session.group.may_write or room.session.state in (Session.State.PLANNED, Session.State.LIVE):
        return False
    signed = room.session.signatures.all() if signatures is None else signatures
    return all(signature.person_id != seat.id for signature in signed)


def _page_number(event: Event, narrow: RecordFilter) -> int:
    above = Event.objects.filter(session=event.session_id).above(event, narrow.newest_first)
    return above.count() // PAGE + 1
