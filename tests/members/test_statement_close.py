import pytest
from django.urls import reverse

from tests.members.statements import fresh, make_statement
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(statement):
    return reverse("members:statement_close", args=[statement.id])


@pytest.fixture
def statement(cast):
    return make_statement(cast.melati, kind="goal")


def test_it_is_closed_with_the_day(cast, at, statement, today):
    answer = at(cast.alice).post(url(statement))
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#statements"
    assert fresh(statement).closed == today
    [entry] = trail("goal-closed")
    assert entry.subject == statement.id


def test_htmx_gets_the_part_alone(cast, at, statement):
    answer = at(cast.alice, hx_request="true").post(url(statement))
    assert answer.content.decode().startswith('<section id="statements"') and "Open again" in text_of(answer)


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, statement, who):
    assert at(getattr(cast, who)).post(url(statement)).status_code == 403
    assert fresh(statement).closed is None


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_statement(cast, at, statement, who):
    assert at(getattr(cast, who)).post(url(statement)).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at, statement):
    assert at(cast.alice).get(url(statement)).status_code == 405
