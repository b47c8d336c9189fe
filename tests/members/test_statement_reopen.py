from datetime import date

import pytest
from django.urls import reverse

from tests.members.statements import fresh, make_statement
from tests.pages import OUTSIDERS, READERS, trail


def url(statement):
    return reverse("members:statement_reopen", args=[statement.id])


@pytest.fixture
def statement(cast):
    return make_statement(cast.melati, closed=date(2026, 4, 1))


def test_it_is_open_again(cast, at, statement):
    answer = at(cast.alice).post(url(statement))
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#statements"
    assert fresh(statement).closed is None
    [entry] = trail("problem-reopened")
    assert entry.subject == statement.id


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, statement, who):
    assert at(getattr(cast, who)).post(url(statement)).status_code == 403
    assert fresh(statement).closed == date(2026, 4, 1)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_statement(cast, at, statement, who):
    assert at(getattr(cast, who)).post(url(statement)).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at, statement):
    assert at(cast.alice).get(url(statement)).status_code == 405
