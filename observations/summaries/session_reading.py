"""What a session's page of findings shows, worked out when it is asked for; the number of queries stays the same."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from observations.analysis.life import Life, beside, next_of
from observations.analysis.records import Observation
from observations.codebook.codes import ComponentKind
from observations.debriefing.models import EndedArc
from observations.events.models import Event
from observations.summaries.group_reading import labels_of, opened, people_of, ties_among, with_grounds
from observations.summaries.shortfalls import session_shortfalls
from observations.summaries.whole import claims_of_session, whole_of
from observations.summaries.wording.groups import Names
from observations.summaries.wording.sessions import Rating, climate_sentence, session_sentences
from sessions_app.models import Session

OPEN = 6  # so many arcs and follow-ups stand there, and the rest unfolds


def session_summary_of(session: Session) -> dict[str, object]:
    group, whole = session.group, whole_of(session.group)
    life, people = whole.life({}), people_of(group, whole)
    today = life.sessions.get(session.number, [])
    context = {"session": session, "group": group, "withheld": whole.withheld, "events": len(today)}
    if not today:
        return context
    names = {str(seat.id): seat.alias for seat in people}
    found = ties_among(people, today)
    return context | _said(session, life, names) | {"found": found} | _open(session, life, names)


def _said(session: Session, life: Life, names: Names) -> dict[str, object]:
    claims = with_grounds(claims_of_session(life, session.number))
    said = session_sentences(claims, names, labels_of(session.group))
    ratings = _ratings(session)
    said += [sentence for sentence in [climate_sentence(ratings)] if sentence]
    return {
        "said": opened(said, claims, "summaries:session_evidence", session.id),
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


def _open(session: Session, life: Life, names: Names) -> dict[str, object]:
    """What the next session can come back to: arcs that were begun or moved on in this one, and follow-ups."""
    number = session.number
    incidents = [o for o in life.sessions[number] if o.kind == "incident"]
    arcs = _still_asked([o for o in [*incidents, *life.moved.get(number, ())] if next_of(o)])
    waiting = _follow_ups(session, life)
    own = [row for row in waiting if row["session__number"] == number]
    coming = Session.objects.upcoming().filter(group=session.group).order_by("starts").first()
    told = [_arc(o, names) for o in arcs]
    return {
        "arcs": (told[:OPEN], told[OPEN:]),
        "follow_ups": (own[:OPEN], own[OPEN:]),
        "earlier_follow_ups": len(waiting) - len(own),
        "next_session": coming,
    }


def _still_asked(incidents: Sequence[Observation]) -> list[Observation]:
    """Without those that were given up."""
    ended = set(EndedArc.objects.filter(event__in=[o.id for o in incidents]).values_list("event", flat=True))
    return [o for o in incidents if UUID(o.id) not in ended]


def _arc(o: Observation, names: Names) -> dict[str, object]:
    label = str(ComponentKind(next_of(o)).label)
    return {"url": reverse("debriefing:arc", args=[o.id]), "who": names[o.actor], "session": o.session, "next": label}


def _follow_ups(session: Session, life: Life) -> list[dict]:
    """Open ones of this session and of earlier ones, of people whose events may be told."""
    told = {o.id for number, events in life.sessions.items() if number <= session.number for o in events}
    waiting = Event.objects.filter(group=session.group, session__number__lte=session.number, follow_up__gt="")
    facts = ("id", "session__number", "actor__alias", "follow_up")
    rows = waiting.filter(follow_up_done_in=None).order_by("session__number", "at", "id").values(*facts)
    return [row for row in rows if str(row["id"]) in told]
