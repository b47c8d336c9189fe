"""What a session's page of findings shows: of what is kept, and beside it what is open and how it was rated."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Q, Subquery

from groupcounsel.lib.addresses import address_of, addresses_of
from groupcounsel.lib.questions import question
from observations.analysis.claim import Claim
from observations.analysis.life import beside
from observations.codebook.codes import ComponentKind
from observations.events.models import Event
from observations.summaries.content import claims_of
from observations.summaries.findings_reading import Told, opened, state_of, told_in
from observations.summaries.group_reading import held_in, labels_of
from observations.summaries.models import Findings
from observations.summaries.querysets import ENDED_ARCS
from observations.summaries.shortfalls import session_shortfalls
from observations.summaries.ties_kept import ties_among
from observations.summaries.wording.groups import Names
from observations.summaries.wording.sessions import Rating, climate_sentence, session_sentences
from sessions_app.models import Session

OPEN = 6  # so many arcs and follow-ups stand there, and the rest unfolds
TO_COME_BACK_TO = Q(follow_up__gt="", follow_up_done_in=None)


@question
def _kept(session_id: UUID):
    return Findings.objects.current().filter(session=session_id).as_shown().annotate(ended=ENDED_ARCS)


@question
def _follow_ups(session_id: UUID, people: list[UUID]):
    waiting = Event.objects.filter(TO_COME_BACK_TO, session=session_id, actor__among=people)
    return waiting.order_by("at", "id").values("id", "actor__alias", "follow_up")


@question
def _earlier_follow_ups(session_id: UUID, group_id: UUID, people: list[UUID]):
    """How many there are of sessions before this one, as one number or none."""
    before = Q(session__number__lt=Subquery(Session.objects.filter(pk=session_id).values("number")))
    waiting = Event.objects.filter(TO_COME_BACK_TO, before, group=group_id, actor__among=people)
    return waiting.order_by().values("group").annotate(n=Count("id")).values_list("n", flat=True)


@question
def _next_session(group_id: UUID):
    return Session.objects.upcoming().filter(group=group_id).order_by("starts")[:1]


def session_summary_of(session: Session) -> dict[str, object]:
    told = told_in(session.group)
    state = {"session": session} | state_of(session.group, told, _kept(session.id))
    if not state["findings"] and session.state == Session.State.PLANNED:
        return state | {"renewing": False}
    if not state["events"]:
        return state
    content = state["findings"].content
    found = ties_among(told.people, content["ties"])
    open = _open(session, content, set(state["findings"].ended), told)
    return state | _said(session, content, told.names) | {"found": found} | open


def _said(session: Session, content: Mapping, names: Names) -> dict[str, object]:
    claims, ratings = claims_of(content["claims"]), _ratings(session)
    page = address_of("summaries:session_summary", session.id)
    said = session_sentences(claims, names, labels_of(session.group) if any(map(_names_behaviours, claims)) else {})
    said += [sentence for sentence in [climate_sentence(ratings)] if sentence]
    return {
        "said": opened(said, claims, f"{page}evidence/"),
        "not_enough": session_shortfalls(claims, rated=any(rating.value for rating in ratings)),
    }


def _names_behaviours(claim: Claim) -> bool:
    return claim.kind == "emergence" and any(row["target"][0] == "behaviour" for row in claim.detail["first"])


def _ratings(session: Session) -> list[Rating]:
    others = [rated for number, *rated, _ in held_in(session.group_id) if number != session.number]
    columns = list(zip(*others, strict=True)) or [(), ()]
    return [_rating(session, name, column) for name, column in zip(("safety", "honesty"), columns, strict=True)]


def _rating(session: Session, name: str, others: Sequence[int | None]) -> Rating:
    called = str(Session._meta.get_field(name).verbose_name)
    return Rating(called, getattr(session, name), beside([value for value in others if value]))


def _open(session: Session, content: Mapping, ended: set[str], told: Told) -> dict[str, object]:
    """What the next session can come back to: arcs that were begun or moved on in this one, and follow-ups.

    Without arcs that were given up, the `ended` ones. Follow-ups are those of people whose events may be told.
    """
    people = [seat.id for seat in told.people]
    arcs = _arcs([arc for arc in content["arcs"] if arc["id"] not in ended], told.names)
    own = _follow_ups(session.id, people)
    return {
        "arcs": (arcs[:OPEN], arcs[OPEN:]),
        "follow_ups": (own[:OPEN], own[OPEN:]),
        "earlier_follow_ups": sum(_earlier_follow_ups(session.id, session.group_id, people)),
        "next_session": next(iter(_next_session(session.group_id)), None),
    }


def _arcs(arcs: Sequence[Mapping], names: Names) -> list[dict[str, object]]:
    labels = {kind.value: str(kind.label) for kind in ComponentKind}
    urls = addresses_of("debriefing:arc", [UUID(arc["id"]) for arc in arcs])
    return [
        {"url": url, "who": names[arc["who"]], "session": arc["session"], "next": labels[arc["next"]]}
        for arc, url in zip(arcs, urls, strict=True)
    ]
