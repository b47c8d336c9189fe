"""The front door to what a debriefing is about, besides a session and its events."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from observations.events.access import room_to_write
from observations.events.models import Event
from observations.events.room import Room


def arc_to_answer(session_id: UUID, event_id: UUID) -> tuple[Event, Room]:
    """An incident of an earlier session, and the room of the one that is debriefed."""
    room = room_to_write(session_id)
    earlier = Event.objects.incidents().filter(group=room.session.group_id, session__number__lt=room.session.number)
    return get_object_or_404(earlier, pk=event_id), room
