"""Answers are given between the end of the session and its signature: the page and each address say the same."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import Enough, Touch
from sessions_app.models import Session
from tests.debriefing.made import add, now, page, plainly, touch
from tests.factories import make_event, make_session
from tests.pages import text_of

NOT_NOW = "Answers are given from the end of the session to its signature."
BEFORE = pytest.mark.parametrize("state", ["planned", "live"])


@pytest.fixture
def event(cast):
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, at=60.0)


def is_in(cast, state, session=None):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=(session or cast.session).pk).update(state=state)


def refused(cast, event, answers) -> bool:
    before = now(cast, event)
    told = [answer.status_code == 422 and NOT_NOW in text_of(answer) for answer in answers]
    with acting(user_id=cast.alice.id):
        return all(told) and now(cast, event) == before and not Touch.objects.exists()


@BEFORE
def test_before_the_end_no_address_takes_an_answer(cast, at, event, state):
    later = make_event(session=cast.session, actor=cast.dahlia.person, at=90.0)
    is_in(cast, state)
    browser, of = at(cast.alice), [event.id]
    assert refused(
        cast,
        event,
        [
            touch(browser, event, "novel", novel="True"),
            add(browser, event, "responses", by=cast.dahlia.person.ref, kind="silent"),
            browser.post(reverse("debriefing:answer_join", args=of), {"answer": str(later.id), "kind": "silent"}),
            browser.post(reverse("debriefing:climate", args=[cast.session.id, "safety"]), {"safety": "4"}),
        ],
    )


@BEFORE
def test_and_without_scripts_it_says_so_on_the_page(cast, at, event, state):
    is_in(cast, state)
    answer = plainly(at(cast.alice), event, "novel", novel="True")
    assert answer.status_code == 422 and 'class="touch"' not in answer.content.decode()


@BEFORE
def test_nor_an_answer_to_an_earlier_session(cast, at, event, state):
    today = make_session(group=cast.group, number=2, there=[cast.melati.person])
    is_in(cast, state, today)
    address = reverse("debriefing:arc_answer", args=[today.id, event.id, "components.risk"])
    answer = at(cast.alice).post(address, {"risk-state": "observed"}, headers={"hx-request": "true"})
    assert refused(cast, event, [answer])


@BEFORE
def test_nor_is_it_taken_back_or_left(cast, at, event, state):
    touch(at(cast.alice), event, "novel", novel="True")
    is_in(cast, state)
    answer = at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True)
    assert NOT_NOW in text_of(answer) and now(cast, event)["novel"] is True
    at(cast.alice).post(reverse("debriefing:enough", args=[cast.session.id]))
    with acting(user_id=cast.alice.id):
        assert not Enough.objects.exists()


def test_reopened_after_an_answer_it_waits_and_goes_on(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    for state, status in (("live", 422), ("debriefing", 200)):
        is_in(cast, state)
        assert touch(at(cast.alice), event, "novel", novel="False").status_code == status
    assert 'class="touch"' in at(cast.alice).get(page(cast.session, event)).content.decode()
