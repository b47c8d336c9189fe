"""The amendments of an event in words: who, when, why, and what stood there before."""

from typing import NamedTuple

from observations.events.models import Amendment, Event
from observations.events.room import Room
from observations.events.wording import Fact, Names, facts, names_for


class Change(NamedTuple):
    """What of it stands as before is left out on both sides."""

    amendment: Amendment
    before: list[Fact]
    after: list[Fact]


def history_of(event: Event, room: Room) -> list[Change]:
    """The newest first."""
    amendments = list(event.amendments.select_related("by").order_by("-at", "-id"))
    if not amendments:
        return []
    names = names_for(room, [document for one in amendments for document in (one.before, one.after)])
    return [_change(one, names) for one in amendments]


def _change(one: Amendment, names: Names) -> Change:
    before, after = _words(one.before, names), _words(one.after, names)
    return Change(one, [fact for fact in before if fact not in after], [fact for fact in after if fact not in before])


def _words(document: dict, names: Names) -> list[Fact]:
    return [fact for key in document for fact in facts(key, document, names)]
