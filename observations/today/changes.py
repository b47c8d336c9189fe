"""What the newest summary of each present member says otherwise than the version before it, in one sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from groupcounsel.lib.questions import question
from members.models import Group, Membership
from observations.summaries.content import claims_of
from observations.summaries.models import Summary
from observations.summaries.wording import sentences


class Change(NamedTuple):
    membership: UUID
    who: str
    sentence: str


class Changes(NamedTuple):
    """`compared`: how many members have an earlier version at all."""

    told: list[Change]
    compared: int

    ON_PAPER = 3  # sentences of a group on the printed sheet; of the others it names the members

    @property
    def others(self) -> list[str]:
        return [change.who for change in self.told[self.ON_PAPER :]]


def changes_of(groups: Iterable[Group], members: dict[UUID, list[Membership]]) -> dict[UUID, Changes]:
    present = {one.pk: one for group in groups for one in _present(members[group.id], group.today) if one.agreed}
    pairs = _pairs(present)
    found = {group.id: Changes([], 0) for group in groups}
    for membership, (newest, before) in pairs.items():
        told, compared = found[newest.group_id]
        if sentence := _sentence(newest, before):
            told.append(Change(membership, present[membership].person.alias, sentence))
        found[newest.group_id] = Changes(told, compared + 1)
    return {group: Changes(sorted(told, key=_by_alias), compared) for group, (told, compared) in found.items()}


def _present(members: Iterable[Membership], today: date) -> Iterator[Membership]:
    """Those who leave on a day to come are here until then."""
    return (one for one in members if one.left is None or one.left >= today)


def _by_alias(change: Change) -> str:
    return change.who.casefold()


def _pairs(memberships: Iterable[UUID]) -> dict[UUID, list[Summary]]:
    """The newest version and the one before it, of those who have both."""
    found = defaultdict(list)
    for summary in _newest_two([*memberships]):
        found[summary.membership_id].append(summary)
    return found


@question
def _newest_two(memberships: list[UUID]):
    place = Window(RowNumber(), partition_by="membership_id", order_by="-version")
    versions = Window(Count("id"), partition_by="membership_id")
    rows = Summary.objects.filter(membership__among=memberships).annotate(place=place, versions=versions)
    rows = rows.filter(place__lte=2, versions__gte=2)
    return rows.only("membership", "group", "version", "claims").order_by("membership", "place")


def _sentence(newest: Summary, before: Summary) -> str:
    """Empty when both say the same."""
    now, then = _said(newest), _said(before)
    told = [
        (_("new: %(topics)s"), [kind for kind in now if kind not in then]),
        (_("other numbers: %(topics)s"), [kind for kind in now if kind in then and now[kind] != then[kind]]),
        (_("not said any more: %(topics)s"), [kind for kind in then if kind not in now]),
    ]
    parts = [text % {"topics": ", ".join(topics()[kind] for kind in kinds)} for text, kinds in told if kinds]
    named = {"newer": newest.version, "older": before.version, "changes": "; ".join(parts)}
    return _("version %(newer)s beside %(older)s – %(changes)s.") % named if parts else ""


def _said(summary: Summary) -> dict[str, object]:
    """By kind of claim, what it is worded as with all its figures; kinds that carry nothing to say are left out."""
    by_kind = defaultdict(list)
    for claim in claims_of(summary.claims):
        by_kind[claim.kind].append(claim)
    worded = {kind: sentences(claims, "") for kind, claims in by_kind.items() if kind in topics()}
    return {kind: said for kind, said in worded.items() if said}


def topics() -> dict[str, str]:
    return {
        "incident": _("critical incidents"),
        "funnel": _("how far they came"),
        "bottleneck": _("where they stopped"),
        "disconfirmation": _("what was feared"),
        "rupture": _("what came worse than feared"),
        "reflection": _("reflection"),
        "process": _("the group’s own process"),
        "focus": _("here and now"),
        "focus-trend": _("here and now over the sessions"),
        "style": _("interpersonal style"),
        "emergence": _("when what is done was first seen"),
        "need": _("needs"),
        "insight": _("insights"),
        "validation": _("views to be validated"),
        "microcosm": _("the group as a small world"),
        "coverage": _("what is not noted yet"),
        "evoked": _("what others feel"),
        "tie": _("ties with the others"),
        "change": _("maladaptive and adaptive behaviour"),
        "separation": _("separations"),
        "chain": _("chains"),
    }
