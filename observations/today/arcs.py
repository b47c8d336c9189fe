"""Incidents of present members whose five components are not all observed yet, with the next one to look for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from groupcounsel.lib.questions import question
from members.models import Group
from observations.codebook.codes import ComponentKind
from observations.events.models import Component, Event

SHOWN = 3  # of a group, the newest


class OpenArc(NamedTuple):
    event: UUID
    who: str
    number: int
    at: float
    question: str


class OpenArcs(NamedTuple):
    shown: list[OpenArc]
    more: int


def open_arcs(groups: Iterable[Group]) -> dict[UUID, OpenArcs]:
    newest, rows = _newest([group.id for group in groups]), defaultdict(list)
    for row in newest:
        rows[row.group_id].append(row)
    seen = _observed([row.id for row in newest])
    return {group.id: OpenArcs([_arc(row, seen) for row in rows[group.id]], _more(rows[group.id])) for group in groups}


def _observed(events: list[UUID]) -> dict[UUID, set[str]]:
    found = defaultdict(set)
    for event, kind in _components(events):
        found[event].add(kind)
    return found


@question
def _components(events: list[UUID]):
    return Component.objects.filter(event__among=events, state="observed").values_list("event", "kind")


@question
def _newest(groups: list[UUID]):
    incidents = Event.objects.incidents().filter(group__among=groups, actor__membership__left=None)
    seen = Component.objects.filter(group__among=groups, state="observed").values("event").annotate(n=Count("id"))
    opened = incidents.exclude(pk__in=seen.filter(n=len(ComponentKind)).values("event"))
    newest = [F("session__number").desc(), F("at").desc()]
    place = Window(RowNumber(), partition_by="group_id", order_by=newest)
    total = Window(Count("id"), partition_by="group_id")
    facts = opened.annotate(place=place, total=total, number=F("session__number"), who=F("actor__alias"))
    cut = facts.filter(place__lte=SHOWN).order_by("group", "place")
    return cut.values_list("id", "group_id", "who", "number", "at", "total", named=True)


def _more(rows: list) -> int:
    return rows[0].total - len(rows) if rows else 0


def _arc(row, seen: dict[UUID, set[str]]) -> OpenArc:
    missing = next(kind for kind in ComponentKind if kind not in seen[row.id])
    return OpenArc(row.id, row.who, row.number, row.at, questions()[missing])


def questions() -> dict[str, str]:
    """What a debriefing asks of each component."""
    return {
        ComponentKind.RISK: _("was the risk seen?"),
        ComponentKind.SUPPORT: _("was the group’s support seen?"),
        ComponentKind.REALITY_TESTING: _("was reality testing seen?"),
        ComponentKind.RECOGNITION: _("was recognition seen?"),
        ComponentKind.FACILITATION: _("was freer interaction seen?"),
    }
