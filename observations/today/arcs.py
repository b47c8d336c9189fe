"""Incidents of present members whose five components are not all observed yet, with the next one to look for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from members.models import Group
from observations.codebook.codes import ComponentKind
from observations.events.models import Event

SHOWN = 3  # of a group, the newest
OBSERVED = RawSQL(
    """ARRAY(SELECT x.kind FROM events_component x WHERE x.event_id = events_event.id
             AND x.group_id = events_event.group_id AND x.state = 'observed')""",
    [],
    ArrayField(models.CharField()),
)


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
    rows = defaultdict(list)
    for row in _newest(groups):
        rows[row.group_id].append(row)
    return {group.id: OpenArcs([_arc(row) for row in rows[group.id]], _more(rows[group.id])) for group in groups}


def _newest(groups: Iterable[Group]):
    incidents = Event.objects.incidents().filter(group__in=groups, actor__membership__left=None)
    opened = incidents.annotate(observed=OBSERVED).filter(observed__len__lt=len(ComponentKind))
    newest = [F("session__number").desc(), F("at").desc()]
    place = Window(RowNumber(), partition_by="group_id", order_by=newest)
    total = Window(Count("id"), partition_by="group_id")
    facts = opened.annotate(place=place, total=total, number=F("session__number"), who=F("actor__alias"))
    cut = facts.filter(place__lte=SHOWN).order_by("group", "place")
    return cut.values_list("id", "group_id", "who", "number", "at", "observed", "total", named=True)


def _more(rows: list) -> int:
    return rows[0].total - len(rows) if rows else 0


def _arc(row) -> OpenArc:
    missing = next(kind for kind in ComponentKind if kind not in row.observed)
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
