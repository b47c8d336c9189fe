"""Amendments, signatures, consents, earlier wordings and leavings: added, never changed or removed by a sign-in."""

from datetime import date

import pytest
from django.db import connection
from django.db.transaction import atomic

from groupcounsel.lib.database_session import acting
from members.models import Consent, Departure, Membership, StatementVersion
from observations.debriefing.models import EarlierPattern, Hypothesis, HypothesisVersion, Pattern, PatternUse
from observations.events.models import Amendment
from sessions_app.models import Session, Signature
from tests.breaking import changed, refusal
from tests.factories import make_event
from tests.members.statements import make_statement

STAYS = {
    Amendment: ("an_amendment_stays", {"reason": "another"}),
    Signature: ("a_signature_stays", {"digest": "0" * 64}),
    Consent: ("what_was_said_of_consent_stays", {"given": False}),
    StatementVersion: ("an_earlier_wording_stays", {"text": "another"}),
    HypothesisVersion: ("an_earlier_hypothesis_stays", {"state": "dropped"}),
    EarlierPattern: ("an_earlier_pattern_stays", {"name": "another"}),
    PatternUse: ("a_use_of_a_pattern_stays", {"note": "another"}),
    Departure: ("an_earlier_leaving_stays", {"outcome": "another"}),
}


@pytest.fixture
def kept(cast):
    """One row of each kind in Alice's group, whose session is signed."""
    event = make_event(session=cast.session, actor=cast.melati.person)
    make_statement(cast.melati)
    with acting(group_id=cast.group.id):
        of = {"group": cast.group, "by": cast.alice}
        Amendment.objects.create(event=event, reason="typed wrong", before={}, after={"strength": 4}, **of)
        Signature.objects.create(session=cast.session, person=cast.seat, digest="1" * 64, **of)
        hypothesis = Hypothesis.objects.create(membership=cast.melati, group=cast.group)
        HypothesisVersion.objects.create(hypothesis=hypothesis, text="She waits", **of)
        pattern = Pattern.objects.create(membership=cast.melati, name="Gives in", octant="HI", **of)
        EarlierPattern.objects.create(pattern=pattern, name="Yields", octant="HI", **of)
        PatternUse.objects.create(pattern=pattern, session=cast.session, note="Named it", **of)
        for left in (date(2026, 2, 1), None):
            Membership.objects.filter(pk=cast.melati.pk).update(left=left)
        Session.objects.filter(pk=cast.session.pk).update(state="signed")
    return cast


def row_of(model):
    return model.objects.first()


@pytest.mark.parametrize("model", STAYS)
@pytest.mark.parametrize("who", ["alice", "task"])
def test_nobody_changes_or_removes_it(kept, model, who):
    rule, change = STAYS[model]
    scope = {"group_id": kept.group.id} if who == "task" else {"user_id": kept.alice.id}
    with acting(**scope):
        row = row_of(model)
        assert changed(row, **change) == rule
        assert refusal(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk) == rule
        assert row_of(model) == row


@pytest.mark.parametrize("model", STAYS)
@pytest.mark.parametrize("who", ["olga", "sari", "charlie", "adi"])
def test_for_who_may_not_write_there_is_nothing_to_change(kept, model, who):
    _rule, change = STAYS[model]
    with acting(user_id=getattr(kept, who).id):
        assert model.objects.update(**change) == 0 and model.objects.all().delete()[0] == 0


def test_a_group_that_goes_as_a_whole_takes_them_along(kept):
    """By its references, which the database follows as the tables' owner."""
    with acting(group_id=kept.group.id), atomic(), connection.cursor() as cursor:
        kept.group.leaderships.all().delete()
        cursor.execute("DELETE FROM members_group WHERE id = %s", [kept.group.id])
        assert cursor.rowcount == 1 and not any(model.objects.exists() for model in STAYS)
