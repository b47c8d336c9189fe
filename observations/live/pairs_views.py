"""What two counselors recorded and looks like one event; how another recorded it; one's own cues."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.audit.trail import record
from groupcounsel.lib.pages import filled, form_page
from observations.events.access import event_to_read, room_to_write
from observations.events.document import event_document
from observations.events.room import Room
from observations.events.wording import Fact, names_for, told
from observations.live import access, twins
from observations.live.forms import CuesForm
from observations.live.models import Cues

Sections = list[tuple[str, list[Fact]]]


@require_safe
def pair_list(request, session_id):
    room = room_to_write(session_id)
    found = [] if room.session.locked else twins.pairs_in_full(session_id)
    pairs = [_side_by_side(one, other, room) for one, other in found]
    return render(
        request, "live/pair_list.html", {"pairs": pairs, "session": room.session, "group": room.session.group}
    )


@require_POST
def pair_join(request, kept_id, other_id):
    """`kept_id` stays in the record; the other view is kept beside it."""
    try:
        kept, other, room = access.pair_to_write(kept_id, other_id)
    except access.Decided as decided:
        return _too_late(request, decided.room)
    twins.join(kept=kept, other=other, by=request.user)
    return _answer(request, room, _("They are one event now; both views are kept."))


@require_POST
def pair_apart(request, one_id, other_id):
    try:
        one, other, room = access.pair_to_write(one_id, other_id)
    except access.Decided as decided:
        return _too_late(request, decided.room)
    twins.tell_apart(one=one, other=other, by=request.user)
    return _answer(request, room, _("They stay two events."))


@require_POST
def pair_part(request, event_id, view_id):
    """Joined by mistake: the other entry is an event of its own again."""
    try:
        view, _room = access.view_to_part(event_id, view_id)
    except access.Decided as decided:
        return _too_late(request, decided.room)
    twins.part(event=view.event, view=view, by=request.user)
    messages.success(request, _("They are two events again."))
    return redirect("live:event_views", event_id)


@require_safe
def event_views(request, event_id):
    """How each of those recorded it whose entries were joined."""
    event, room = event_to_read(event_id)
    documents = [(view, view.document) for view in event.views.select_related("recorded_by")]
    names = names_for(room, [document for _view, document in documents])
    may_part = room.session.group.may_write and not room.session.locked
    views = [
        {"view": view, "sections": told(document, names), "may_part": may_part and not view.of_the_one_that_stayed}
        for view, document in documents
    ]
    return render(request, "live/event_views.html", {"event": event, "views": views, "session": room.session})


@form_page
def cues_edit(request):
    """What a person wants to be reminded of during a session; off unless they say so."""
    cues = Cues.objects.filter(user=request.user).first() or Cues(user=request.user)
    form = CuesForm(filled(request), instance=cues)
    if not form.is_valid():
        return render(request, "live/cues_edit.html", {"form": form}, status=422 if form.is_bound else 200)
    form.save()
    record(by=request.user, action="cues-changed", subject=cues, fields=form.changed_data)
    messages.success(request, _("Your cues are saved."))
    return redirect("live:cues_edit")


def _side_by_side(one, other, room: Room) -> dict:
    documents = [event_document(event) for event in (one, other)]
    names = names_for(room, documents)
    both = [told(document, names) for document in documents]
    sides = [
        {"event": event, "by": room.aliases.get(document["recorded_by"], ""), "sections": _marked(said, unlike)}
        for event, document, said, unlike in zip((one, other), documents, both, reversed(both), strict=True)
    ]
    return {"sides": sides, "one": one, "other": other, "who": room.aliases.get(documents[0]["actor"], "")}


def _marked(sections: Sections, other: Sections) -> list[tuple[str, list[tuple[Fact, bool]]]]:
    """Each fact, and whether the other one does not say the same."""
    same = [fact for _title, facts in other for fact in facts]
    return [(title, [(fact, fact not in same) for fact in facts]) for title, facts in sections]


def _too_late(request, room: Room):
    words = _("Somebody else has just decided about these entries. This is how they stand now.")
    return _answer(request, room, words, messages.warning, status=409)


def _answer(request, room: Room, words: str, say=messages.success, status: int = 200):
    if request.accepts("text/html"):
        say(request, words)
        return redirect("live:pair_list", room.session.id)
    return JsonResponse({"words": words}, status=status)
