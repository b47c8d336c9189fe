"""The front door to what a debriefing is about, besides a session and its events."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from members.access import of_writable_group
from observations.debriefing.models import Hypothesis, Pattern, PatternUse
from observations.events.access import room_to_write
from observations.events.models import Event
from observations.events.room import Room


def arc_to_answer(session_id: UUID, event_id: UUID) -> tuple[Event, Room]:
    """An incident of an earlier session, and the room of the one that is debriefed."""
    room = room_to_write(session_id)
    earlier = Event.objects.incidents().filter(group=room.session.group_id, session__number__lt=room.session.number)
    return get_object_or_404(earlier.select_related("session"), pk=event_id), room


def hypothesis_to_write(hypothesis_id: UUID) -> Hypothesis:
    hypothesis = of_writable_group(Hypothesis.objects.select_related("membership__person"), hypothesis_id)
    hypothesis.membership.group = hypothesis.group
    return hypothesis


def pattern_to_write(pattern_id: UUID) -> Pattern:
    pattern = of_writable_group(Pattern.objects.select_related("membership__person", "behaviour"), pattern_id)
    pattern.membership.group = pattern.group
    return pattern


def use_to_write(use_id: UUID) -> tuple[PatternUse, Pattern]:
    use = of_writable_group(PatternUse.objects.select_related("session"), use_id)
    return use, pattern_to_write(use.pattern_id)


def event_of(group_id: UUID, event_id: UUID) -> Event:
    return get_object_or_404(Event, pk=event_id, group=group_id)
