"""Hypotheses about a member as the page of an event shows them."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from observations.debriefing.models import Hypothesis, HypothesisEvent, HypothesisVersion


class Supposed(NamedTuple):
    """`here`: it rests on the event that is shown."""

    id: UUID
    text: str
    state: str
    here: bool

    @property
    def words(self) -> str:
        return str(Hypothesis.State(self.state).label)


def hypotheses_about(membership: UUID | None, event: str) -> list[Supposed]:
    """The newest first, in one query."""
    newest = HypothesisVersion.objects.filter(hypothesis=OuterRef("pk")).order_by("-at", "-id")
    here = HypothesisEvent.objects.filter(hypothesis=OuterRef("pk"), event=event)
    rows = Hypothesis.objects.filter(membership=membership).annotate(
        text=Subquery(newest.values("text")[:1]), state=Subquery(newest.values("state")[:1]), here=Exists(here)
    )
    return [Supposed(*row) for row in rows.values_list("id", "text", "state", "here")]
