"""What is said of an entry that has become one event with another's meanwhile: whoever recorded it is still at it."""

from collections.abc import Iterable
from uuid import UUID

from observations.events.facets import value_of
from observations.live.models import View
from observations.live.turning import same
from sessions_app.models import Session


def view_of(event_id: UUID, session: Session) -> View | None:
    """How the entry with this number was recorded, where it is one event with another now."""
    joined = View.objects.filter(event__session=session, document__id=str(event_id))
    return joined.exclude(event=event_id).first()


def joined(gone: Iterable[str], session: Session) -> dict[str, str]:
    """Of entries that are not on record any more those that became one with another: with which."""
    views = View.objects.filter(event__session=session, document__id__in=gone)
    return {str(view.entry): str(view.event_id) for view in views}


def what_both_take(said: dict, view: dict, document: dict) -> dict:
    """Of a change of the one view, what the joined event takes too.

    A facet about which the event says what the view said; each line that is not there yet.
    """
    wanted = said.get("set", {})
    return {
        "set": {name: value for name, value in wanted.items() if same(value_of(view, name), value_of(document, name))},
        "add": {
            name: line for name, line in said.get("add", {}).items() if line not in (value_of(document, name) or [])
        },
        "take": said.get("take", {}),
    }
