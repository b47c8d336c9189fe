"""Incidents of members who still belong to their group of which the five components are not all observed yet and nobody
gave up, with the next one to look for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from groupcounsel.lib import kept
from members.models import Group
from observations.codebook.codes import ComponentKind

SHOWN, COUNTED = 3, 30  # of a group, the newest: those that are named, and how many are counted
# From the newest session back until enough are found: years of events that nobody completed are not gone through.
NEWEST = """
SELECT found.id, g.id, p.alias, found.number, found.at, found.total,
  ARRAY(SELECT c.kind FROM events_component c WHERE c.event_id = found.id AND c.state = 'observed')
FROM unnest(%(groups)s::uuid[], %(days)s::date[]) AS g (id, day) CROSS JOIN LATERAL (
  SELECT open.*, count(*) OVER () AS total FROM (
    SELECT e.id, e.actor_id, s.number, e.at
    FROM (SELECT id, number FROM sessions_app_session WHERE group_id = g.id ORDER BY number DESC) s
    CROSS JOIN LATERAL (
      SELECT i.id, i.at, i.actor_id FROM events_event i
      WHERE i.session_id = s.id AND i.kind = 'incident' ORDER BY i.at DESC) e
    CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM events_component c WHERE c.event_id = e.id AND c.state = 'observed') seen
    JOIN members_membership m ON m.person_id = e.actor_id
    WHERE (m.left IS NULL OR m.left >= g.day) AND seen.n < %(all)s
      AND NOT EXISTS (SELECT FROM debriefing_endedarc given_up WHERE given_up.event_id = e.id)
    ORDER BY s.number DESC, e.at DESC LIMIT %(counted)s) open
  ORDER BY open.number DESC, open.at DESC LIMIT %(shown)s) found
JOIN members_person p ON p.id = found.actor_id
ORDER BY g.id, found.number DESC, found.at DESC
"""


class OpenArc(NamedTuple):
    event: UUID
    who: str
    number: int
    at: float
    question: str


class OpenArcs(NamedTuple):
    """`more`: besides those shown; `uncounted` when there are yet more."""

    shown: list[OpenArc]
    more: int
    uncounted: bool


class Newest(NamedTuple):
    event: UUID
    group: UUID
    who: str
    number: int
    at: float
    total: int
    seen: list[str]


def open_arcs(groups: Iterable[Group]) -> dict[UUID, OpenArcs]:
    newest, rows = _newest(groups), defaultdict(list)
    for row in newest:
        rows[row.group].append(row)
    return {group.id: _arcs(rows[group.id]) for group in groups}


def _newest(groups: Iterable[Group]) -> list[Newest]:
    of = {"groups": [group.id for group in groups], "days": [group.today for group in groups]}
    said = of | {"all": len(ComponentKind), "counted": COUNTED + 1, "shown": SHOWN}
    return [Newest(*row) for row in kept.rows(NEWEST, said)]


def _arcs(rows: list[Newest]) -> OpenArcs:
    total = rows[0].total if rows else 0
    return OpenArcs([_arc(row) for row in rows], min(total, COUNTED) - len(rows), total > COUNTED)


def _arc(row: Newest) -> OpenArc:
    missing = next(kind for kind in ComponentKind if kind not in row.seen)
    return OpenArc(row.event, row.who, row.number, row.at, questions()[missing])


def questions() -> dict[str, str]:
    """What a debriefing asks of each component."""
    return {
        ComponentKind.RISK: _("was the risk seen?"),
        ComponentKind.SUPPORT: _("was the group’s support seen?"),
        ComponentKind.REALITY_TESTING: _("was reality testing seen?"),
        ComponentKind.RECOGNITION: _("was recognition seen?"),
        ComponentKind.FACILITATION: _("was freer interaction seen?"),
    }
