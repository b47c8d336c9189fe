"""The front door to what a debriefing is about, besides a session and its events."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from members.access import of_writable_group
from observations.debriefing.models import Hypothesis, Pattern
from observations.events.access import room_to_write
from observations.events.models import Event
from observations.events.room import Room


def arc_to_answer(session_id: UUID, event_id: UUID) -> tuple[Event, Room]:
    """An incident of an earlier session, and the room of the one that is debriefed."""
    room = room_to_write(session_id)
    earlier = Event.objects.incidents().filter(group=room.session.group_id, session__number__lt=room.session.number)
    return get_object_or_404(earlier, pk=event_id), room


def hypothesis_to_write(hypothesis_id: UUID) -> Hypothesis:
    return of_writable_group(Hypothesis.objects.select_related("membership__person"), hypothesis_id)


def pattern_to_write(pattern_id: UUID) -> Pattern:
    return of_writable_group(Pattern.objects.select_related("membership__person"), pattern_id)


def event_of(group_id: UUID, event_id: UUID) -> Event:
    return get_object_or_404(Event, pk=event_id, group=group_id)
