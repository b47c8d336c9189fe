"""Changes of hypotheses, each with its trace."""

from django.db import transaction

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from members.models import Membership
from observations.debriefing.models import Hypothesis, HypothesisEvent, HypothesisVersion
from observations.events.models import Event


@transaction.atomic(savepoint=False)
def add_hypothesis(*, membership: Membership, event: Event | None, by: User, **words) -> Hypothesis:
    of = {"group_id": membership.group_id}
    hypothesis = Hypothesis.objects.create(membership=membership, **of)
    HypothesisVersion.objects.create(hypothesis=hypothesis, by=by, **words, **of)
    if event:
        HypothesisEvent.objects.create(hypothesis=hypothesis, event=event, **of)
    record(by=by, action="hypothesis-added", subject=hypothesis)
    return hypothesis


@transaction.atomic(savepoint=False)
def revise_hypothesis(*, hypothesis: Hypothesis, changed: list[str], by: User, **words) -> None:
    """The earlier version stays."""
    if changed:
        HypothesisVersion.objects.create(group_id=hypothesis.group_id, hypothesis=hypothesis, by=by, **words)
        record(by=by, action="hypothesis-revised", subject=hypothesis, fields=changed)


@transaction.atomic(savepoint=False)
def rest_on(*, hypothesis: Hypothesis, event: Event, by: User) -> None:
    of = {"group_id": hypothesis.group_id, "hypothesis": hypothesis, "event": event}
    if HypothesisEvent.objects.get_or_create(**of)[1]:
        record(by=by, action="hypothesis-rested", subject=hypothesis, of=str(event.pk))


@transaction.atomic(savepoint=False)
def rest_no_more(*, hypothesis: Hypothesis, event: Event, by: User) -> None:
    if HypothesisEvent.objects.filter(hypothesis=hypothesis, event=event).delete()[0]:
        record(by=by, action="hypothesis-lifted", subject=hypothesis, of=str(event.pk))
