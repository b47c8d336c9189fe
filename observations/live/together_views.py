"""What waits of one author's in one group, decided on together: all of it, or those that are ticked."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.pages import show
from observations.events.access import own_seat
from observations.events.room import Room
from observations.live import access, apart
from observations.live.desk import Desk
from observations.live.forms import LotForm
from observations.live.kept_words import words_of
from observations.live.models import Quarantined


@require_safe
def lot_detail(request, group_id, author_id):
    lot = access.lot_to_decide(group_id, author_id)
    return _page(request, lot, LotForm(choices=_choices(lot)))


@require_POST
def lot_hand_over(request, group_id, author_id):
    lot = access.lot_to_decide(group_id, author_id, held=True)
    access.kept_must_be_others(lot.group)
    form = LotForm(request.POST, choices=_choices(lot))
    if not form.is_valid():
        return _page(request, lot, form)
    chosen = _chosen(lot, form)
    apart.hand_over(entries=chosen, by=request.user, reason=form.cleaned_data["reason"])
    n = len(chosen)
    return _done(request, n, ngettext("%(n)s entry is handed over.", "%(n)s entries are handed over.", n))


@require_POST
def lot_set_aside(request, group_id, author_id):
    lot = access.lot_to_decide(group_id, author_id, held=True)
    form = LotForm(request.POST, choices=_choices(lot), needs_reason=True)
    if not form.is_valid():
        return _page(request, lot, form)
    chosen = _chosen(lot, form)
    apart.set_aside(entries=chosen, by=request.user, reason=form.cleaned_data["reason"])
    n = len(chosen)
    return _done(request, n, ngettext("%(n)s entry is set aside.", "%(n)s entries are set aside.", n))


@require_POST
def lot_take_in(request, group_id, author_id):
    """Each in a transaction of its own: consoles of the group wait for none of the others."""
    with acting(user_id=request.user.pk):
        lot = access.lot_to_decide(group_id, author_id)
        access.must_write(lot.group)
        form = LotForm(request.POST, choices=_choices(lot))
        if not form.is_valid():
            return _page(request, lot, form)
        desks = {session: Desk(room, request.user, own_seat(room, request.user)) for session, room in lot.rooms.items()}
    done, reasons = apart.take_in_together(entries=_chosen(lot, form), desks=desks)
    for reason in reasons:
        messages.error(request, reason)
    return _done(request, done, ngettext("%(n)s entry is on record.", "%(n)s entries are on record.", done))


def _choices(lot: access.Lot) -> list[tuple[str, str]]:
    said = words_of([(apart.entry_of(kept), lot.rooms[kept.session_id]) for kept in lot.entries])
    return [
        (str(kept.id), _told(kept, lot.rooms[kept.session_id], words))
        for kept, words in zip(lot.entries, said, strict=True)
    ]


def _told(kept: Quarantined, room: Room, words: str) -> str:
    when = date_format(timezone.localtime(kept.tapped_at), "j M Y, H:i:s")
    number = _("session %(n)s") % {"n": room.session.number}
    return f"{when} · {number} · {words}"


def _chosen(lot: access.Lot, form: LotForm) -> list[Quarantined]:
    return [kept for kept in lot.entries if kept.id in form.cleaned_data["entries"]]


def _page(request, lot: access.Lot, form: LotForm):
    return show(request, "live/lot_detail.html", form, lot=lot, group=lot.group, author=lot.entries[0].author)


def _done(request, number: int, words: str):
    if number:
        messages.success(request, words % {"n": number})
    return redirect("live:kept_list")
