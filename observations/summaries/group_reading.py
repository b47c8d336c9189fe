"""What a group's page shows: of what is kept, so that it costs the same after years of sessions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.questions import question
from members.models import Group
from observations.codebook.models import Behaviour
from observations.events.circle import circle_of
from observations.events.room import Seat
from observations.events.ties import matrix
from observations.summaries.content import claims_of
from observations.summaries.findings_reading import opened, state_of, told_in
from observations.summaries.models import Findings
from observations.summaries.pictures import climate, pictures
from observations.summaries.shortfalls import not_enough
from observations.summaries.ties_kept import ties_among
from observations.summaries.wording.groups import group_sentences
from sessions_app.models import Session

FREQUENT = 30  # so many ties are listed; the table beside them has all
LACKING = {"funnel", "focus", "focus-trend"}  # of the rest, the sentences and the picture tell that it is little


@question
def _kept(group_id: UUID):
    return Findings.objects.current().filter(group=group_id, session=None).as_shown()


@question
def held_in(group_id: UUID):
    held = Session.objects.filter(group=group_id).held().order_by("number")
    return held.values_list("number", "safety", "honesty", "id")


@question
def _so_far(session: list[UUID]):
    return Findings.objects.current().filter(session__among=session).values_list("so_far", flat=True)


@question
def _behaviours(group_id: UUID):
    listed = Behaviour.objects.filter(Q(group=None) | Q(group=group_id)).order_by("group_id").reverse()
    return listed.only("code", "label_en", "label_id", "group")


def group_summary_of(group: Group, until: str) -> dict[str, object]:
    told = told_in(group)
    state = state_of(group, told, _kept(group.id))
    sessions = held_in(group.id)
    state |= {
        "sessions": [(number, id) for number, _, _, id in reversed(sessions)],
        "climate": climate([rated for *rated, _ in sessions]),
    }
    if not state["findings"]:
        return state
    said = _said(group, state["findings"].content, told.names)
    return state | said | _circle({number: id for number, *_, id in sessions}, told.people, until)


def _said(group: Group, content: Mapping, names: Mapping[str, str]) -> dict[str, object]:
    claims, page = claims_of(content["claims"]), address_of("summaries:group_summary", group.id)
    return {
        "said": opened(group_sentences(claims, names), claims, f"{page}evidence/"),
        "not_enough": not_enough([claim for claim in claims if claim.kind in LACKING]),
        "focus": pictures([claim for claim in claims if claim.kind == "focus"], "")["focus"],
        "first_shown": _first_shown(group, content["first_shown"]),
    }


def _circle(held: Mapping[int, UUID], people: Sequence[Seat], until: str) -> dict[str, object]:
    """Who met whom up to a session, the last one unless told. `held` are in order."""
    first, last = (min(held), max(held)) if held else (0, 0)
    shown = min(int(until), last) if until.isdecimal() and len(until) < 6 else last
    newest = [id for number, id in held.items() if number <= shown][-1:]
    found = ties_among(people, next(iter(_so_far(newest)), {}))
    circle = circle_of(found)
    rows = list(zip(circle.spots, matrix(found), strict=True))
    span = {"first": first, "last": last, "until": max(shown, first)}
    return {"found": found, "circle": circle, "rows": rows, "frequent": found.ties[:FREQUENT], **span}


def _first_shown(group: Group, first: Sequence[Sequence]) -> list[dict]:
    """Behaviours in the order in which the group showed them."""
    labels = labels_of(group) if first else {}
    return [{"label": labels.get(code, code), "session": number, "event": event} for code, number, event in first]


def labels_of(group: Group) -> dict[str, str]:
    """What behaviours are called; a code of the group's own goes before the practice's."""
    return {behaviour.code: str(behaviour) for behaviour in _behaviours(group.id)}
