"""An event that was taken back comes back with all that hung on it, as far as what that names is still there."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.debriefing.models import Answer, EndedArc, Hypothesis, HypothesisEvent
from observations.events.models import Event
from observations.live.models import TwoEvents

MODELS = (Answer, EndedArc, HypothesisEvent, TwoEvents)
KEPT_BESIDE = {
    "Amendment",
    "Component",
    "Felt",
    "Involvement",
    "Response",
    "Validation",
    "View",
    *(m.__name__ for m in MODELS),
}


@pytest.fixture
def both(live, device):
    """Melati acts, Dahlia answers; a hypothesis rests on the first, nobody asks about it any more."""
    first, later = sorted((uuid7(), uuid7()))
    device.record(live.melati.person, first, ago=60)
    device.record(live.dahlia.person, later, ago=30)
    here, by = {"group": live.group}, live.alice
    with acting(group_id=live.group.id):
        line = {"by": live.dahlia.person.ref, "kind": "supports"}
        Answer.objects.create(event_id=first, answer_id=later, by=by, line=line, **here)
        EndedArc.objects.create(event_id=first, by=by, **here)
        TwoEvents.objects.create(one_id=first, other_id=later, said_by=by, **here)
        resting = Hypothesis.objects.create(membership=live.melati, **here)
        HypothesisEvent.objects.create(hypothesis=resting, event_id=first, **here)
    return first, later


def rows(live):
    with acting(group_id=live.group.id):
        return {model: list(model.objects.order_by("id").values()) for model in MODELS}


def test_all_that_hung_on_it_comes_back(live, device, both):
    before = rows(live)
    assert all(before.values())
    for event in both:
        assert device.tell("remove", {"event": str(event)}).status_code == 200
        assert any(not some for some in rows(live).values())
        assert device.tell("restore", {"event": str(event)}).status_code == 200
    assert rows(live) == before


def test_what_is_about_something_that_is_gone_meanwhile_does_not(live, device, both):
    first, later = both
    for kind, event in (("remove", first), ("remove", later), ("restore", first)):
        assert device.tell(kind, {"event": str(event)}).status_code == 200
    left = {model.__name__: len(some) for model, some in rows(live).items()}
    assert left == {"Answer": 0, "EndedArc": 1, "HypothesisEvent": 1, "TwoEvents": 0}


def test_nothing_else_hangs_on_events_of_which_nobody_has_thought():
    hanging = {
        field.related_model.__name__ for field in Event._meta.get_fields(include_hidden=True) if field.one_to_many
    }
    assert hanging == KEPT_BESIDE


@pytest.fixture
def twin(live, co_leaders, both):
    """Bob recorded the first of them too."""
    event = uuid7()
    co_leaders.record(live.melati.person, event, ago=55)
    return event


def joined(at, live, kept, other):
    answer = at(live.alice).post(reverse("live:pair_join", args=[kept, other]))
    assert answer.status_code == 302
    with acting(group_id=live.group.id):
        assert not Event.objects.filter(pk=other).exists()
    return rows(live)


def test_two_that_become_one_keep_what_hung_on_either(live, at, both, twin):
    first, later = both
    after = joined(at, live, twin, first)
    assert [(row["event_id"], row["answer_id"]) for row in after[Answer]] == [(twin, later)]
    assert [row["event_id"] for row in after[EndedArc]] == [twin]
    assert [row["event_id"] for row in after[HypothesisEvent]] == [twin]


def test_what_both_had_the_one_event_has_once(live, at, both, twin):
    first, later = both
    with acting(group_id=live.group.id):
        EndedArc.objects.create(group=live.group, event_id=twin, by=live.bob)
        line = {"by": live.melati.person.ref, "kind": "supports"}
        Answer.objects.create(group=live.group, event_id=first, answer_id=twin, by=live.bob, line=line)
    after = joined(at, live, twin, first)
    assert [row["event_id"] for row in after[EndedArc]] == [twin]
    assert [(row["event_id"], row["answer_id"]) for row in after[Answer]] == [(twin, later)], "nothing answers itself"
