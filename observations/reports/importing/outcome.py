"""What an import has done, in numbers and in a sentence."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Refused(Exception):
    """The document is not imported; every fault of it has been told."""


class Outcome(NamedTuple):
    """`others`: rows beside these, such as consents or attendance, that were added or changed."""

    group: str
    group_id: UUID
    people: int
    sessions: int
    events: int
    polls: int
    amended: int
    others: int
    unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        return {name: count for name, count in self._asdict().items() if isinstance(count, int)}

    @property
    def anything(self) -> bool:
        return any(count for name, count in self.counts.items() if name != "unchanged")

    def __str__(self):
        return told(self.counts)


def told(counts: dict[str, int]) -> str:
    """A sentence for counts by the names of an `Outcome`."""
    if not any(count for name, count in counts.items() if name != "unchanged"):
        return _("Nothing to change: everything is on record already.")
    parts = [SAID[name](count) % {"count": count} for name, count in counts.items() if count]
    return _("Imported: %(parts)s.") % {"parts": ", ".join(parts)}


SAID = {
    "people": lambda n: ngettext("%(count)d person", "%(count)d people", n),
    "sessions": lambda n: ngettext("%(count)d session", "%(count)d sessions", n),
    "events": lambda n: ngettext("%(count)d event", "%(count)d events", n),
    "polls": lambda n: ngettext("%(count)d poll", "%(count)d polls", n),
    "amended": lambda n: ngettext("%(count)d amendment", "%(count)d amendments", n),
    "others": lambda n: ngettext("%(count)d further fact", "%(count)d further facts", n),
    "unchanged": lambda n: ngettext("%(count)d event unchanged", "%(count)d events unchanged", n),
}
