from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from observations.events import access, actions, news
from sessions_app.access import session_to_write
from sessions_app.plan import session_of_closing
from sessions_app.plan_views import changed


@require_POST
def follow_up_done(request, event_id, session_id):
    """Closed on the plan of that session, which is the answer."""
    event, room = access.event_to_write(event_id)
    session = session_to_write(session_id)
    if session.group_id != event.group_id:
        raise Http404
    done_in = session_of_closing(session, room.session)
    told = _("Done in session %(n)s.") % {"n": done_in.number}
    facts = {"event": event, "done_in": done_in, "locked": room.session.locked, "reason": told, "by": request.user}

    def close():
        if actions.close_follow_up(**facts):
            news.tell(session=room.session, by=request.user, changes={event.id: ("change", {})})
            messages.success(request, told)

    return changed(request, session, close)
