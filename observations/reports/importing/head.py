"""Everything of a document but its events and polls: short, so it is read whole, and first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from observations.reports.importing.source import Source
from observations.reports.interchange import schema
from observations.reports.interchange.entries import Entry, entries
from observations.reports.interchange.explain import Check
from observations.reports.interchange.faults import Fault, Faults, fault

BODY = ("events", "polls")
NAMED_BY = {"people": "ref", "sessions": "ref", "behaviours": "code"}
Rows = dict[str, tuple[str, dict]]  # ref → (path, what stands there)


@dataclass
class Head:
    """What a row says against the schema stands as null, so that the rest of it is still looked at.

    `mentioned` are all names, also those that no row may have: what refers to them is not at fault.
    """

    group: dict = field(default_factory=dict)
    codebook: str | None = None
    people: Rows = field(default_factory=dict)
    sessions: Rows = field(default_factory=dict)
    behaviours: Rows = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=lambda: {section: set() for section in NAMED_BY})


def read_head(source: Source, faults: Faults, tick: Callable[[int], object]) -> Head:
    head, seen = Head(), set()
    for entry in entries(source.start(), lambda section: section not in BODY, tick):
        seen.add(entry.section)
        wrong, value = checked(entry)
        faults.add(*wrong, *_mentioned(head, entry))
        _keep(head, entry, value)
    faults.add(*(Fault(f"$.{section}", "", _("is missing")) for section in schema.REQUIRED if section not in seen))
    return head


def checked(entry: Entry) -> tuple[list[Fault], object]:
    """What the schema says about one entry, and the entry with null where it says something."""
    if entry.section not in schema.SECTIONS:
        known = ", ".join(sorted(schema.SECTIONS))
        return [fault(entry.path, entry.value, _("is not known here; known are %(keys)s") % {"keys": known})], None
    check = _check(entry.section, entry.index is None)
    faults = check.faults(entry.path, entry.value)
    return [*entry.faults, *faults], check.blanked(entry.value) if faults else entry.value


@cache
def _check(section: str, whole: bool) -> Check:
    return Check(schema.SECTIONS[section] if whole else schema.entry(section))


def _mentioned(head: Head, entry: Entry) -> list[Fault]:
    """Remembers the entry's name; a fault where another one had it."""
    key = NAMED_BY.get(entry.section)
    name = entry.value.get(key) if key and isinstance(entry.value, dict) else None
    if not isinstance(name, str):
        return []
    if name in head.mentioned[entry.section]:
        return [fault(f"{entry.path}.{key}", name, _("another one has this name"))]
    head.mentioned[entry.section].add(name)
    return []


def _keep(head: Head, entry: Entry, value) -> None:
    if entry.section in NAMED_BY and value:
        getattr(head, entry.section).setdefault(value.get(NAMED_BY[entry.section]), (entry.path, value))
    elif entry.section in ("group", "codebook") and value and not entry.faults:
        setattr(head, entry.section, value)
