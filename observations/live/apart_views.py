"""Pages about entries that did not come in by themselves: kept apart, or brought in as a file."""

from collections import defaultdict
from operator import itemgetter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.pages import filled, form_page, page_of, show
from observations.live import access, apart, handover
from observations.live.forms import HandOverForm, ReasonForm
from observations.live.models import Quarantined
from observations.live.patches import Refused
from sessions_app.models import Session


@require_safe
def kept_list(request):
    """What the database lets this person see of it: supervisors all of their people, leaders what is theirs."""
    page = page_of(request, Quarantined.objects.filter(state__in=access.UNDECIDED).select_related("author"))
    lots = apart.lots()
    placed = apart.placed([*(kept for kept, _number in lots), *page.object_list])
    together = [(*place, number) for place, (_kept, number) in zip(placed, lots, strict=False)]
    return render(request, "live/kept_list.html", {"page": page, "placed": placed[len(lots) :], "lots": together})


@require_safe
def kept_detail(request, kept_id):
    kept, room = access.kept_to_read(kept_id)
    return render(request, "live/kept_detail.html", _context(kept, room) | {"form": ReasonForm()})


@require_POST
def kept_hand_over(request, kept_id):
    apart.hand_over(entries=[access.kept_to_hand_over(kept_id)], by=request.user)
    messages.success(request, _("Those who lead the group see it now and can take it into the record."))
    return redirect("live:kept_list")


@require_POST
def kept_set_aside(request, kept_id):
    kept, room = access.kept_to_set_aside(kept_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, "live/kept_detail.html", form, **_context(kept, room))
    apart.set_aside(entries=[kept], by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("It is set aside; it stays kept with your reason."))
    return redirect("live:kept_list")


@require_POST
def kept_take_in(request, kept_id):
    kept, desk = access.kept_to_take_in(kept_id, request.user)
    try:
        apart.take_into_record(kept=kept, desk=desk)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("live:kept_detail", kept.id)
    messages.success(request, _("It is on record."))
    return redirect("events:record", kept.session_id)


@form_page
def hand_in(request):
    """A file of waiting entries from another device; each is stored as its author's, in a transaction of its own."""
    form = HandOverForm(filled(request), request.FILES or None)
    file = _file_in(form)
    outcome = file and handover.bring_in(file=file, by=request.user)
    with acting(user_id=request.user.pk):
        if outcome is None:
            return show(request, "live/hand_in.html", form)
        context = {"form": HandOverForm(), "outcome": outcome, "lines": _told(outcome), "unsure": _unsure(outcome)}
        return render(request, "live/hand_in.html", context)


def _file_in(form: HandOverForm) -> handover.File | None:
    """None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    try:
        return handover.file_of(form.cleaned_data["file"].read())
    except handover.NotSuchAFile as fault:
        form.add_error("file", str(fault))
        return None


def _unsure(outcome: handover.Outcome) -> dict | None:
    """From when to when they stand, session by session; those that whoever brought the file may not read are one."""
    open_here = Session.objects.select_related("group").in_bulk({entry.ticket.session for entry in outcome.unsure})
    times = defaultdict(list)
    for entry in outcome.unsure:
        times[open_here.get(entry.ticket.session)].append(entry.tapped)
    places = sorted(((min(tapped), max(tapped), session) for session, tapped in times.items()), key=itemgetter(0, 1))
    return {"number": len(outcome.unsure), "places": places, "readable": bool(open_here)} if places else None


def _told(outcome: handover.Outcome) -> list[str]:
    n = outcome.counts
    words = [
        (n["record"], ngettext("%(n)s entry is on record.", "%(n)s entries are on record.", n["record"])),
        (n["quarantine"], ngettext(
            "%(n)s entry is kept for the supervisor.", "%(n)s entries are kept for the supervisor.", n["quarantine"])),
        (n["conflict"], ngettext(
            "%(n)s entry differs from one on record; both are kept.",
            "%(n)s entries differ from ones on record; both are kept.", n["conflict"])),
        (n["withheld"], ngettext(
            "%(n)s entry was refused. Why is shown only to its author and to those who may read the group.",
            "%(n)s entries were refused. Why is shown only to their authors and to those who may read the group.",
            n["withheld"])),
        (n["unreadable"], ngettext(
            "%(n)s entry cannot be read here.", "%(n)s entries cannot be read here.", n["unreadable"])),
        (n["refused"], ngettext("%(n)s entry was refused:", "%(n)s entries were refused:", n["refused"])),
    ]  # fmt: skip
    return [text % {"n": number} for number, text in words if number]


def _context(kept: Quarantined, room) -> dict:
    shown = apart.Shown(kept, room, apart.entry_of(kept))
    group = room.session.group
    open_here = access.kept_is_open(kept, group)
    return {"shown": shown, "kept": kept, "session": room.session, "group": group, "open": open_here}
