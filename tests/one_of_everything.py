"""One of everything that an address can name; it belongs to Alice's group."""

from datetime import date
from types import SimpleNamespace

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Person, Statement, StatementVersion
from observations.analysis.records import Course, Observation
from observations.codebook.models import Behaviour
from observations.debriefing.models import (
    EarlierPattern,
    Hypothesis,
    HypothesisEvent,
    HypothesisVersion,
    Pattern,
    PatternUse,
)
from observations.events.document import event_document
from observations.live.models import Quarantined, View
from observations.reports.models import Transfer
from observations.reports.sheet_models import SheetDraft
from observations.summaries.content import content_of
from observations.summaries.models import Evidence, Rebuild, SetAside, Summary
from observations.today.access import digest_of
from observations.today.models import Feed
from sessions_app.models import PlanItem
from tests.factories import feel, make_event, make_member, make_session, make_user
from tests.summaries.made import worked_out

SECRET = "of-a-calendar"  # in the address of Alice's


def objects_of(cast) -> SimpleNamespace:
    """One of everything that an address can name; it belongs to Alice's group."""
    made = _of_the_record(cast) | _of_members(cast)
    made |= _of_debriefings(cast, made["event"])
    worked_out(cast.group)  # a worker that runs may have looked before anything was on record
    with acting(user_id=cast.adi.id):
        behaviour = Behaviour.objects.filter(group=None).first()
        transfer = Transfer.objects.create(by=cast.adi, size=1)
    Feed.objects.create(user=cast.alice, title="Busy", digest=digest_of(SECRET), made_at=cast.session.starts)
    return SimpleNamespace(
        cast=cast,
        behaviour=behaviour,
        leadership=cast.group.leaderships.first(),
        supervision=cast.sari.supervisions_given.first(),
        newcomer=make_user(name="Newcomer"),
        transfer=transfer,
        rebuild=Rebuild.objects.newest().get(),
        **made,
    )


def _of_members(cast) -> dict:
    group = cast.group
    with acting(group_id=group.id):
        statement = Statement.objects.create(group=group, membership=cast.melati, kind="goal")
        StatementVersion.objects.create(group=group, statement=statement, text="Say no")
        facts = {"analysis": "1", "events": 1, "built_from": 0, "claims": _claims(cast)}
        facts |= {"words": "She waited", "words_by": cast.alice, "words_at": cast.session.starts}
        where = {"group": group, "membership": cast.melati, "version": 1}
        summary, _ = Summary.objects.get_or_create(**where, defaults=facts)  # a worker that runs may have come first
        Evidence.objects.get_or_create(group=group, summary=summary, position=0, defaults={"events": []})
        _summary_of_one_who_left(group)
        facts = {
            "group": group,
            "claim": 'incident {"affect": "negative"}',
            "reason": "She was joking",
            "by": cast.alice,
        }
        aside = SetAside.objects.create(summary=summary, **facts)
        draft = SheetDraft.objects.create(
            group=group, by=cast.alice, starts=cast.session.starts, minutes=90, header=["from", "to"], rows=[],
            columns={"actor": 0, "toward": 1},
        )  # fmt: skip
    return {"statement": statement, "summary": summary, "draft": draft, "aside": aside}


def _summary_of_one_who_left(group) -> None:
    left = make_member(group=group, alias="Kenanga", left=date(2026, 2, 1))
    facts = {"analysis": "1", "built_from": 0, "claims": content_of([], Course((1,), (1,))).claims}
    Summary.objects.get_or_create(group=group, membership=left, version=1, defaults=facts)


def _claims(cast) -> list[dict]:
    """Of one incident: at position 0 it can be said."""
    incident = Observation("e1", 1, 1.0, "incident", str(cast.melati.person_id), "negative", 4)
    return content_of([incident], Course((1,), (1,))).claims


def _of_the_record(cast) -> dict:
    """Two events of the session, one of a signed one, what is kept apart, and a line of the plan."""
    group, of = cast.group, {"actor": cast.melati.person, "recorded_by": cast.seat}
    with acting(group_id=group.id):
        event, twin = (make_event(session=cast.session, **of) for _ in range(2))
        feel(event=event, by=cast.seat)
        item = PlanItem.objects.create(group=group, session=cast.session, text="Say no", position=1)
        signed = make_session(group=group, number=2, state="debriefing")
        amended = make_event(session=signed, **of)
        type(signed).objects.filter(pk=signed.pk).update(state="signed")
        facts = {"event": event, "twin": twin, "view": _joined(cast, event, twin), "kept": _kept_apart(cast)}
        return facts | {"item": item, "amended": amended}


def _joined(cast, event, twin) -> View:
    """How Bob recorded the event, before the two were joined."""
    bob = Person.objects.get(group=cast.group, user=cast.bob)
    document = event_document(twin) | {"id": str(uuid7())}
    return View.objects.create(group=cast.group, event=event, recorded_by=bob, joined_by=cast.alice, document=document)


def _kept_apart(cast) -> Quarantined:
    return Quarantined.objects.create(
        group=cast.group, session=cast.session, entry=uuid7(), author=cast.bob, why="access-ended", digest="0" * 64,
        envelope={}, tapped_at=cast.session.starts,
    )  # fmt: skip


def _of_debriefings(cast, event) -> dict:
    """What a debriefing names besides a session and its events."""
    of = {"group_id": cast.group.id}
    with acting(group_id=cast.group.id):
        hypothesis = Hypothesis.objects.create(membership=cast.melati, **of)
        HypothesisVersion.objects.create(hypothesis=hypothesis, text="She waits to be left", by=cast.alice, **of)
        HypothesisEvent.objects.create(hypothesis=hypothesis, event=event, **of)
        named = {"name": "Gives in", "octant": "HI", "note": "Ask her"}
        pattern = Pattern.objects.create(membership=cast.melati, by=cast.alice, **named, **of)
        EarlierPattern.objects.create(pattern=pattern, name="Yields", octant="HI", by=cast.alice, **of)
        use = PatternUse.objects.create(pattern=pattern, session=cast.session, note="Named it", by=cast.alice, **of)
    later = make_session(group=cast.group, number=3)
    return {"later": later, "hypothesis": hypothesis, "pattern": pattern, "use": use}
