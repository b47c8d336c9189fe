from django.shortcuts import render
from django.views.decorators.http import require_safe

from observations.events import access
from observations.events.signed import checked


@require_safe
def signature(request, session_id):
    """Who signed, and whether the record is still what was signed."""
    session = access.room_to_read(session_id).session
    context = {"session": session, "group": session.group, "found": checked(session)}
    return render(request, "events/signature.html", context)
