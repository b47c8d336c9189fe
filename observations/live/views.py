import json

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from observations.live import access, actions, shell, shown
from observations.live.delivering import deliver
from observations.live.entries import Entry, read_entry
from observations.live.keys import Unreadable
from observations.live.patches import Refused

LONGEST = 200_000


@require_safe
def console(request, session_id):
    """The page with all that it shows at first as JSON in it. What stays on the device is the page without it."""
    desk = access.desk_to_write(session_id, request.user)
    return render(request, "live/console.html", shell.on_the_page(session_id) | {"state": _state(request, desk)})


@require_safe
def console_state(request, session_id):
    """What the page shows at first, once more: after a start without the server, or for a new token."""
    return JsonResponse(_state(request, access.desk_to_write(session_id, request.user)))


@require_safe
def console_news(request, session_id):
    desk = access.desk_to_write(session_id, request.user)
    after = request.GET.get("after", "")
    return JsonResponse(shown.news(desk, int(after) if after.isdecimal() and len(after) < 18 else 0))


@require_safe
def console_token(request):
    """For sending what was made, whatever became of the part that its author had in the group."""
    return JsonResponse({"csrf": get_token(request), "now": _now()})


@require_POST
def entry_store(request):
    """One sealed entry. Only what repeats its number and the digest of what was stored is an acknowledgement."""
    try:
        sent = json.loads(request.body[: LONGEST + 1])
        envelope = sent["envelope"]
        entry = read_entry(envelope, sent["now"])
    except (ValueError, TypeError, KeyError, RecursionError, Unreadable):
        return _refusal("unreadable", _("This entry cannot be read here."), 400)
    if entry.ticket.author != request.user.pk:
        return _refusal("another-author", _("This entry is somebody else's."), 403)
    try:
        return _acknowledged(entry, deliver(entry=entry, envelope=envelope, by=request.user))
    except actions.Clash:
        words = _(
            "Another entry with this number is on record. Both are kept, this one for the supervisor; discard it here."
        )
        return _refusal("conflict", words, 409)
    except Refused as refused:
        return _refusal("refused", str(refused), 422)


def _state(request, desk) -> dict:
    return shown.opening(desk) | {"csrf": get_token(request)}


def _acknowledged(entry: Entry, taken: actions.Taken) -> JsonResponse:
    return JsonResponse({"id": str(entry.id), "digest": entry.digest, **taken._asdict(), "now": _now()})


def _now() -> int:
    return int(timezone.now().timestamp() * 1000)


def _refusal(error: str, words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": error, "words": words}, status=status)
