"""What a session's page of findings shows: of what is kept, and beside it what is open and how it was rated."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from groupcounsel.lib.addresses import address_of
from groupcounsel.lib.questions import question
from observations.analysis.life import beside
from observations.codebook.codes import ComponentKind
from observations.debriefing.models import EndedArc
from observations.events.models import Event
from observations.summaries.content import claims_of
from observations.summaries.findings_reading import Told, opened, state_of, told_in
from observations.summaries.group_reading import labels_of
from observations.summaries.models import Findings
from observations.summaries.shortfalls import session_shortfalls
from observations.summaries.ties_kept import ties_among
from observations.summaries.wording.groups import Names
from observations.summaries.wording.sessions import Rating, climate_sentence, session_sentences
from sessions_app.models import Session

OPEN = 6  # so many arcs and follow-ups stand there, and the rest unfolds


@question
def _kept(session_id: UUID):
    return Findings.objects.current().filter(session=session_id).without_grounds()


def session_summary_of(session: Session) -> dict[str, object]:
    told = told_in(session.group)
    state = {"session": session} | state_of(session.group, told, _kept(session.id))
    if not state["findings"] and session.state == Session.State.PLANNED:
        return state | {"renewing": False}
    if not state["events"]:
        return state
    content = state["findings"].content
    found = ties_among(told.people, content["ties"])
    return state | _said(session, content, told.names) | {"found": found} | _open(session, content, told)


def _said(session: Session, content: Mapping, names: Names) -> dict[str, object]:
    claims, ratings = claims_of(content["claims"]), _ratings(session)
    said = session_sentences(claims, names, labels_of(session.group))
    said += [sentence for sentence in [climate_sentence(ratings)] if sentence]
    return {
        "said": opened(said, claims, "summaries:session_summary", session.id),
        "not_enough": session_shortfalls(claims, rated=any(rating.value for rating in ratings)),
    }


def _ratings(session: Session) -> list[Rating]:
    others = Session.objects.filter(group=session.group).held().exclude(pk=session.pk)
    rows = list(others.values_list("safety", "honesty"))
    return [
        Rating(
            str(Session._meta.get_field(name).verbose_name), getattr(session, name), beside([v for v in values if v])
        )
        for name, values in zip(("safety", "honesty"), zip(*rows, strict=True) if rows else ((), ()), strict=True)
    ]


def _open(session: Session, content: Mapping, told: Told) -> dict[str, object]:
    """What the next session can come back to: arcs that were begun or moved on in this one, and follow-ups."""
    arcs = [_arc(arc, told.names) for arc in _still_asked(content["arcs"])]
    waiting = _follow_ups(session, told)
    own = list(waiting.filter(session=session).order_by("at", "id").values("id", "actor__alias", "follow_up"))
    return {
        "arcs": (arcs[:OPEN], arcs[OPEN:]),
        "follow_ups": (own[:OPEN], own[OPEN:]),
        "earlier_follow_ups": waiting.filter(session__number__lt=session.number).count(),
        "next_session": Session.objects.upcoming().filter(group=session.group).order_by("starts").first(),
    }


def _still_asked(arcs: Sequence[Mapping]) -> list[Mapping]:
    """Without those that were given up."""
    events = [UUID(arc["id"]) for arc in arcs]
    ended = set(EndedArc.objects.filter(event__among=events).values_list("event", flat=True))
    return [arc for arc in arcs if UUID(arc["id"]) not in ended]


def _arc(arc: Mapping, names: Names) -> dict[str, object]:
    label = str(ComponentKind(arc["next"]).label)
    url = address_of("debriefing:arc", UUID(arc["id"]))
    return {"url": url, "who": names[arc["who"]], "session": arc["session"], "next": label}


def _follow_ups(session: Session, told: Told) -> QuerySet[Event]:
    """Open ones of people whose events may be told."""
    people = [seat.id for seat in told.people]
    return Event.objects.filter(group=session.group, actor__among=people, follow_up__gt="", follow_up_done_in=None)
