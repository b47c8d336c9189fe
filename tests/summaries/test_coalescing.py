from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Watermark
from observations.summaries import tasks
from observations.summaries.coalescing import LONGEST, QUIET, may_build, waits
from observations.summaries.models import Build
from tests.summaries.made import changed, incident, refreshed
from tests.summaries.test_tasks import sent


@pytest.fixture
def melati(cast):
    incident(cast)
    return cast.melati


def aged(membership, *, built: timedelta, moved: timedelta) -> None:
    now = timezone.now()
    Build.objects.filter(pk=membership.id).update(at=now - built)
    Watermark.objects.filter(pk=membership.id).update(changed_at=now - moved)


def test_the_first_change_is_built_at_once(melati):
    changed(melati)
    assert may_build(melati.id)


@pytest.mark.parametrize(
    ("built", "moved", "at_once"),
    [
        (timedelta(seconds=1), timedelta(0), False),
        (timedelta(seconds=1), QUIET * 2, True),
        (LONGEST * 1.1, timedelta(0), True),
    ],
    ids=["while changes come in", "when they rest", "when it has waited for long"],
)
def test_after_a_build_the_next_one_waits_for_rest(melati, built, moved, at_once):
    refreshed(melati)
    changed(melati)
    aged(melati, built=built, moved=moved)
    assert may_build(melati.id) is at_once


def test_of_a_burst_one_message_comes_again_and_the_others_go(melati, queue):
    refreshed(melati)
    for _ in range(5):
        changed(melati)
        tasks.refresh(str(melati.group_id), str(melati.id))
    [message] = sent(queue)
    assert message["headers"]["eta"]
    assert Build.objects.get(pk=melati.id).builds == 1


def test_a_message_that_was_lost_holds_nobody_up(melati):
    refreshed(melati)
    assert waits(melati.id) and not waits(melati.id)
    Build.objects.update(due_at=timezone.now() - QUIET)
    assert waits(melati.id)
