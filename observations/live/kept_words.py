"""What entries kept apart say, in words for those who decide on them. Nobody has looked at what is in them before."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext as _

from groupcounsel.lib.templatetags.look import clock
from observations.codebook import codes
from observations.events.document import lean
from observations.events.facets import put
from observations.events.models import Event
from observations.events.room import Room
from observations.events.wording import Names, names_for, told, toward_words
from observations.live.delivering import UNFIT
from observations.live.entries import Entry
from observations.live.models import Delivery
from sessions_app.models import Attendance

CORE = ("actor", "toward", "affect", "strength")
Said = tuple[Entry | None, Room]


def words_of(entries: Sequence[Said]) -> list[str]:
    """Of one group's entries, each with the room of its session; what they mention is read once for all."""
    documents, about = [_document(entry) for entry, _room in entries], _events(entries)
    names = names_for(entries[0][1], documents) if entries else None
    return [
        _words(entry, document, names._replace(people=room.aliases), about)
        for (entry, room), document in zip(entries, documents, strict=True)
    ]


def _words(entry: Entry | None, document: dict, names: Names, about: dict[UUID, Event]) -> str:
    if entry is None:
        return _("It cannot be opened: the key it was sealed to is gone.")
    parts = [str(Delivery.Kind(entry.kind).label), _about(entry, about), *_facts(entry, document, names)]
    return " · ".join(filter(None, parts))


def _document(entry: Entry | None) -> dict:
    """What is set, added or taken out, as if that were all there is of the event; empty where it is none."""
    document: dict = {}
    with suppress(*UNFIT):
        for part in ("set", "add", "take"):
            for name, value in ((entry and entry.said.get(part)) or {}).items():
                put(document, tuple(name.split(".")), value if part == "set" else [value])
    return lean(document)


def _facts(entry: Entry, document: dict, names: Names) -> Iterable[str]:
    """Entries may have been made by hand: what has no words is said to have none."""
    try:
        core = _core(document, names) if entry.kind == Delivery.Kind.RECORD else ""
        sections = told({name: value for name, value in document.items() if not core or name not in CORE}, names)
        attended = _attended(entry, names)
    except UNFIT:
        return [_("something in it that has no words here")]
    facts = (f"{fact.label}: {', '.join(fact.values)}" for _title, facts in sections for fact in facts)
    return [core, attended, *facts]


def _core(document: dict, names: Names) -> str:
    """Who, toward whom, how it felt and how strongly."""
    whom = toward_words(document.get("toward") or [], names.people)
    affect = codes.Affect(document["affect"]).label if "affect" in document else ""
    words = [names.people[document["actor"]], whom and f"→ {whom}", affect, document.get("strength")]
    return " ".join(str(word) for word in words if word)


def _attended(entry: Entry, names: Names) -> str:
    if entry.kind != Delivery.Kind.ATTEND:
        return ""
    person, state = entry.said.get("person"), entry.said.get("state")
    return f"{names.people.get(person, person)}: {Attendance.State(state).label}" if state else names.people[person]


def _about(entry: Entry, about: dict[UUID, Event]) -> str:
    """The event that is completed, taken back or put back, where it is on record."""
    event = about.get(_event_id(entry))
    if event is None or entry.kind == Delivery.Kind.RECORD:
        return ""
    return _("the event of %(who)s at %(time)s") % {"who": event.actor.alias, "time": clock(event.at)}


def _events(entries: Iterable[Said]) -> dict[UUID, Event]:
    wanted = {_event_id(entry) for entry, _room in entries if entry} - {None}
    return Event.objects.select_related("actor").in_bulk(wanted)


def _event_id(entry: Entry) -> UUID | None:
    with suppress(*UNFIT):
        return UUID(entry.said["event"])
    return None
