"""Undo and redo take back only what still stands as whoever presses it left it: what others said since stays.

An entry that takes another back says in `turns` in which direction, and in `stands` what the other one set.
"""

from django.utils.translation import gettext_lazy as _

from observations.events.document import NOTHING, lean
from observations.events.facets import value_of
from observations.live.desk import Desk
from observations.live.models import Delivery
from observations.live.patches import Refused
from sessions_app.models import Attendance, Session

CHANGED_SINCE = _("Somebody has changed this since: it stays as it is now.")


def document_must_stand(document: dict, said: dict) -> None:
    stands = said.get("stands", {})
    must_stand({name: value_of(document, name) for name in stands}, stands)


def attendance_must_stand(session: Session, person_id, said: dict) -> None:
    """The row is held, so that nobody changes it before this is in."""
    if "stands" in said:
        noted = Attendance.objects.select_for_update().filter(session=session, person=person_id)
        must_stand(noted.values_list("state", flat=True).first(), said["stands"])


def event_must_stand(event_id, desk: Desk, said: dict) -> None:
    """Nobody else has said anything about it since whoever takes it back put it there."""
    if "turns" not in said:
        return
    about = desk.session.deliveries.filter(event=event_id)
    mine = about.filter(author=desk.by, kind__in=[Delivery.Kind.RECORD, Delivery.Kind.RESTORE]).order_by("-number")
    since = mine.values_list("number", flat=True).first()
    if since and about.filter(number__gt=since).exclude(author=desk.by).exists():
        raise Refused(str(CHANGED_SINCE))


def must_stand(now, then) -> None:
    if not same(now, then):
        raise Refused(str(CHANGED_SINCE))


def same(one, other) -> bool:
    """Whether two values of a facet say the same."""
    return _as_kept(one) == _as_kept(other)


def _as_kept(value):
    """As documents have it: nothing is nothing, and people come in no order."""
    value = lean(value)
    if isinstance(value, dict):
        return {name: _as_kept(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted(value, key=str)
    return None if value in NOTHING else value
