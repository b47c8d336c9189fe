from django.shortcuts import render
from django.views.decorators.http import require_safe

from observations.events import access
from observations.events.circle import circle_of
from observations.events.ties import matrix, ties_of

FREQUENT = 30


def _busiest(row) -> tuple[int, int]:
    _, (standing, _) = row
    return -standing.affects.n, -standing.addressed


@require_safe
def ties(request, session_id):
    room = access.room_to_read(session_id)
    found = ties_of(room)
    circle = circle_of(found)
    rows = list(zip(circle.spots, matrix(found), strict=True))
    context = {
        "session": room.session,
        "group": room.session.group,
        "found": found,
        "circle": circle,
        "rows": rows,
        "people": sorted(rows, key=_busiest),
        "frequent": found.ties[:FREQUENT],
        "rare": found.ties[FREQUENT:],
    }
    return render(request, "events/ties.html", context)
