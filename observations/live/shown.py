"""What the console shows, as JSON: everything at its opening, then what has changed since."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone

from groupcounsel.lib import kept
from groupcounsel.lib.identifiers import uuid7
from observations.codebook import codes
from observations.codebook.models import Behaviour
from observations.events.document import documents
from observations.events.models import Event
from observations.live.desk import Desk
from observations.live.entries import ticket_for
from observations.live.joined import joined
from observations.live.keys import key_in_force
from observations.live.models import Cues, Delivery
from observations.live.twins import pairs_of
from sessions_app.models import Session

NEWEST = 200
SESSIONS = 50  # that long ago somebody may have done other things most
TAKEN_BACK = 2_000  # of what one person did in a session, so many steps can be undone after the page was opened again
HERE = timedelta(seconds=15)
SEEN_AGAIN = timedelta(seconds=5)
IS_HERE = """
INSERT INTO live_presence AS p (id, group_id, session_id, user_id, seen_at)
VALUES (%(id)s, %(group)s, %(session)s, %(user)s, %(now)s)
ON CONFLICT (session_id, user_id) DO UPDATE SET seen_at = EXCLUDED.seen_at WHERE p.seen_at < %(stale)s
"""
ORDER = 'SELECT "order" FROM live_seating WHERE group_id = %s'
PRESENT = "SELECT user_id FROM live_presence WHERE session_id = %s AND seen_at > %s AND user_id <> %s"
CAME = "SELECT number, event FROM live_delivery WHERE session_id = %s AND number > %s ORDER BY number"
LISTS = {
    "trigger": codes.Trigger, "octant": codes.Octant, "focus": codes.Focus, "origin": codes.Origin,
    "responses": codes.ResponseKind, "felt": codes.Feeling,
}  # fmt: skip


def opening(desk: Desk) -> dict:
    """All that the page needs to go on without the server."""
    room, session = desk.room, desk.session
    key = key_in_force()
    ticket = ticket_for(author=desk.by.pk, session=session.id, group=session.group_id)
    newest = session.events.order_by("-at", "-id").values_list("id", flat=True)[:NEWEST]
    return {
        **_now(desk),
        "session": {"id": str(session.id), "number": session.number, "structure": session.get_structure_display()},
        "group": session.group.name,
        "author": str(desk.by.pk),
        "own": desk.seat.ref,
        "seats": [_seat(seat) for seat in room.seats],
        "lists": {name: dict(choices.choices) for name, choices in LISTS.items()},
        "behaviours": _behaviours(session.group_id),
        "frequent": _frequent(session.group_id),
        "entries": list(documents(Event.objects.filter(pk__in=list(newest)))),
        "done": _done(desk),
        "cursor": _cursor(session),
        "key": {"id": str(key.id), "public": key.public},
        "ticket": ticket,
        "cues": _cues(desk.by),
    }


def news(desk: Desk, after: int) -> dict:
    """What came since delivery number `after`, from whomever. Marks that this person is here."""
    came = kept.rows(CAME, [desk.session.id, after])
    touched = {event for _number, event in came if event}
    told = list(documents(Event.objects.filter(pk__in=touched))) if touched else []
    gone = sorted({str(event) for event in touched} - {event["id"] for event in told})
    return {
        **_now(desk),
        "seats": [_seat(seat) for seat in desk.room.seats],
        "entries": told,
        "gone": gone,
        "joined": joined(gone, desk.session) if gone else {},
        "cursor": came[-1][0] if came else after,
    }


def _now(desk: Desk) -> dict:
    """Asked for by every console all the time, so by statements that are kept."""
    session, now = desk.session, timezone.now()
    order = kept.rows(ORDER, [session.group_id])
    return {
        "now": _milliseconds(now),
        "state": session.state,
        "clock": clock_of(session),
        "order": next((json.loads(said) for (said,) in order), []),
        "present": _present(desk, now),
        "pairs": [[str(one), str(other)] for one, other in pairs_of(session.id)],
    }


def clock_of(session: Session) -> dict:
    """Moments in milliseconds; the page reckons with them as the server does."""
    pauses = [[_iso(begin), _iso(end)] for begin, end in session.pauses]
    began = session.began or (session.starts if session.state != Session.State.PLANNED else None)
    return {"began": _milliseconds(began), "ended": _milliseconds(session.ended), "pauses": pauses}


def _seat(seat) -> dict:
    return {
        "ref": seat.ref,
        "alias": seat.alias,
        "counselor": seat.counselor,
        "attendance": seat.attendance,
        "came": seat.came,
        "there": seat.there,
        "gone": not seat.belongs,
        "recorded": seat.recorded,
    }


def _behaviours(group_id: UUID) -> list[dict]:
    offered = Behaviour.objects.filter(Q(group=None) | Q(group=group_id), retired=False)
    return [{"code": one.code, "label": str(one), "octant": one.octant} for one in offered]


def _frequent(group_id: UUID) -> dict[str, list[str]]:
    """Each actor's behaviours in the newest sessions, the most frequent first.

    By session: events have no index on their group, and all groups' would be read.
    """
    newest = Session.objects.filter(group=group_id).order_by("-number").values_list("id", flat=True)[:SESSIONS]
    rows = Event.objects.filter(session__in=list(newest), behaviour__isnull=False)
    counted = rows.values_list(ref := F("actor__ref"), code := F("behaviour__code")).annotate(n=Count("id"))
    found: dict[str, list[str]] = {}
    for actor, behaviour, _n in counted.order_by("-n", ref, code):
        found.setdefault(actor, []).append(behaviour)
    return found


def _done(desk: Desk) -> list[dict]:
    """What this person did in this session and may take back, the oldest first."""
    mine = desk.session.deliveries.filter(author=desk.by).exclude(digest="").order_by("-number")[:TAKEN_BACK]
    steps = [{"kind": one.kind, "event": one.event, "said": one.said, "before": _undoable(one)} for one in mine]
    return steps[::-1]


def _undoable(delivery: Delivery) -> dict:
    return {} if delivery.kind == Delivery.Kind.REMOVE else delivery.before


def _cursor(session: Session) -> int:
    return session.deliveries.order_by("-number").values_list("number", flat=True).first() or 0


def _present(desk: Desk, now: datetime) -> list[str]:
    """Aliases of the others who have this console open. Says at the same time that this person has."""
    session, user = desk.session, desk.by.pk
    words = {"id": uuid7(), "group": session.group_id, "session": session.id, "user": user, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(IS_HERE, words | {"stale": now - SEEN_AGAIN})
    here = {other for (other,) in kept.rows(PRESENT, [session.id, now - HERE, user])}
    return [seat.alias for seat in desk.room.seats if seat.user in here]


def _cues(user) -> dict:
    cues = Cues.objects.filter(user=user).first()
    return {"unheard": cues and cues.unheard_minutes, "unreflected": cues and cues.unreflected_minutes}


def _milliseconds(moment: datetime | None) -> int | None:
    return moment and int(moment.timestamp() * 1000)


def _iso(moment: str | None) -> int | None:
    return moment and _milliseconds(datetime.fromisoformat(moment))
