from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from groupcounsel.lib.questions import question
from members.access import of_readable_group, of_writable_group
from sessions_app.models import PlanItem, Session


@question
def _session(session_id: UUID):
    return Session.objects.filter(pk=session_id)


def session_to_read(session_id: UUID) -> Session:
    return of_readable_group(_session, session_id)


def session_to_write(session_id: UUID) -> Session:
    return of_writable_group(_session, session_id)


def session_to_change(session_id: UUID) -> Session:
    """As long as nobody has signed it."""
    return _unlocked(session_to_write(session_id))


def plan_item_to_change(item_id: UUID) -> PlanItem:
    """With its session, which nobody has signed."""
    item = of_writable_group(PlanItem.objects.select_related("session"), item_id)
    item.session.group = item.group
    _unlocked(item.session)
    return item


def _unlocked(session: Session) -> Session:
    if session.locked:
        raise PermissionDenied(_("This session is signed: what was noted of it stays. Events can still be amended."))
    return session
