"""Takes in the events of a document, a batch at a time: right or wrong, new, known or changed."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from observations.events.actions import APART, differing
from observations.events.document import canonical, documents, lean
from observations.events.facets import PARTS, found, put
from observations.events.models import Event
from observations.events.refs import Refs
from observations.reports.importing import waiting
from observations.reports.importing.event_rules import Names, event_faults
from observations.reports.importing.head import checked
from observations.reports.importing.rows import event_row, part_rows
from observations.reports.interchange.entries import Entry, path_of
from observations.reports.interchange.faults import Faults, fault

BATCH, BATCH_SIZE = 500, 2_000_000  # events, characters
OF = ("components", "recognition", "of")


@dataclass
class Intake:
    """Right events wait in `waiting`'s tables; wrong ones are among the faults."""

    refs: Refs
    names: Names
    locked: set[str]  # refs of sessions that are signed here
    amend: bool
    signing: set[str]  # refs of sessions that are new and signed
    new: bool  # nothing of this group is on record yet
    faults: Faults
    added: int = 0
    amended: int = 0
    unchanged: int = 0
    used: set[str] = field(default_factory=set)  # refs of sessions that get events
    batch: list[tuple[int, dict]] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    size: int = 0

    def take(self, entry: Entry) -> None:
        faults, event = checked(entry)
        faults = [*faults, *event_faults(entry.path, event, self.names, {one.path for one in faults})]
        self.faults.add(*faults)
        if event.get("id"):
            event["id"] = event["id"].lower()
            self.places.append((event["id"], entry.index))
        if not faults:
            self.batch.append((entry.index, event))
        self.size += entry.size
        if len(self.places) >= BATCH or self.size >= BATCH_SIZE:
            self.flush()

    def flush(self) -> None:
        known = self._known()
        rows = defaultdict(list)
        for index, event in self.batch:
            if event["id"] not in known:
                self._add(index, event, rows)
            elif changed := differing(known[event["id"]], told := settled(event)):
                self._amend(index, event, known[event["id"]], told, changed, rows)
            else:
                self.unchanged += 1
        for table, made in {waiting.PLACES: self.places, **({} if self.faults else rows)}.items():
            waiting.copy(table, made)
        self.batch, self.places, self.size = [], [], 0

    def finish(self) -> None:
        self.flush()
        for place, event in waiting.twice():
            self.faults.add(fault(f"{path_of('events', place)}.id", str(event), _("another event has this id")))

    def _known(self) -> dict[str, dict]:
        if self.new:
            return {}
        ids = [UUID(event["id"]) for _, event in self.batch]
        return {known["id"]: known for known in documents(Event.objects.filter(pk__in=ids))}

    def _add(self, index: int, event: dict, rows: dict[str, list]) -> None:
        self._open_to(index, event)
        self.added += 1
        self.used.add(event["session"])
        self._wait(event, rows, amends=False)

    def _amend(self, index: int, event: dict, before: dict, after: dict, changed: list[str], rows) -> None:
        if not self.amend:
            told = _("this event is on record with other content (%(keys)s); it is only changed by an amendment")
            self.faults.add(fault(path_of("events", index), event["id"], told % {"keys": ", ".join(changed)}))
        elif "session" in changed:
            self._open_to(index, event, before["session"])
        self.amended += 1
        self.used.add(event["session"])
        for names in apart(changed):
            kept = ({name: told.get(name) for name in names} for told in (before, after))
            rows[waiting.AMENDMENTS].append((event["id"], *map(json.dumps, kept)))
        self._wait(event, rows, amends=True)

    def _open_to(self, index: int, event: dict, left: str | None = None) -> None:
        """A fault where the event would come into a signed record, or leave one."""
        place = f"{path_of('events', index)}.session"
        if event["session"] in self.locked:
            told = _("this session is signed here: its record takes no new event")
            self.faults.add(fault(place, event["session"], told))
        elif left in self.locked:
            told = _("the session it stands in is signed here: expected %(what)s") % {"what": left}
            self.faults.add(fault(place, event["session"], told))

    def _wait(self, event: dict, rows: dict[str, list], *, amends: bool) -> None:
        if self.faults:
            return
        written = canonical(settled(event)).decode() if event["session"] in self.signing else None
        rows[waiting.EVENTS].append((*event_row(event, self.refs), amends, written))
        for table, row in part_rows(event, self.refs):
            rows[waiting.waiting(table)].append(row)


def apart(changed: list[str]) -> list[list[str]]:
    """The facets that have an amendment each: not everybody reads all of them."""
    kept = [name for name in changed if name not in APART], [name for name in changed if name in APART]
    return [*filter(None, kept)]


def settled(event: dict) -> dict:
    """As the site would write the event: nothing where nothing is said, what has no order of its own in one."""
    event = lean(event)
    for path in PARTS.values():
        if isinstance(people := found(event, path), list):
            put(event, path, sorted(people))
    if of := found(event, OF):
        put(event, OF, sorted(of, reverse=True))
    return event | {"at": float(event["at"])}
