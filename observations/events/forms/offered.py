"""What the lists of the form offer from the records themselves: sessions and behaviours."""

from datetime import datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from observations.codebook.models import Behaviour
from sessions_app.models import Session

NEAR = 12


def sessions_from(session: Session, named: set[str]) -> list[tuple[str, str]]:
    """The session itself, the next ones held, the newest, and those that the event names: never the whole history."""
    later = Session.objects.filter(group=session.group_id, number__gt=session.number).held()
    wanted = (
        Q(pk=session.pk)
        | Q(pk__in=later.order_by("number").values("pk")[:NEAR])
        | Q(pk__in=later.order_by("-number").values("pk")[:NEAR])
        | Q(ref__in=named)
    )
    found = Session.objects.filter(wanted, group=session.group_id).order_by("number")
    zone = session.group.zone
    return [
        (ref, session_label(number, starts.astimezone(zone)))
        for ref, number, starts in found.values_list("ref", "number", "starts")
    ]


def session_label(number: int, starts: datetime) -> str:
    return _("Session %(number)s · %(day)s") % {"number": number, "day": date_format(starts, "j M Y")}


def behaviours_for(group_id, named: str | None) -> list[tuple[str, str]]:
    """The practice's list and what came in this group's file; retired ones only where the event has them."""
    offered = Behaviour.objects.filter(Q(group=None) | Q(group=group_id)).filter(Q(retired=False) | Q(code=named))
    return sorted(((behaviour.code, str(behaviour)) for behaviour in offered), key=lambda choice: choice[1].casefold())
