from datetime import date

import pytest
from django.urls import reverse

from tests.members.statements import make_statement, texts_of
from tests.pages import OUTSIDERS, READERS, text_of, trail


def url(membership):
    return reverse("members:statement_add", args=[membership.id])


def words(**changes):
    return {"kind": "goal", "text": "say no to a friend"} | changes


def test_a_goal_is_added_after_the_others(cast, at):
    make_statement(cast.melati, "an older goal", kind="goal", position=4)
    answer = at(cast.alice).post(url(cast.melati), words())
    assert answer.url == reverse("members:membership_manage", args=[cast.melati.id]) + "#statements"
    assert texts_of(cast.melati) == [("goal", 4, "an older goal"), ("goal", 5, "say no to a friend")]


def test_the_first_problem_stands_first(cast, at):
    at(cast.alice).post(url(cast.melati), words(kind="problem"))
    assert texts_of(cast.melati) == [("problem", 0, "say no to a friend")]


def test_the_trail_holds_no_word_of_it(cast, at):
    at(cast.alice).post(url(cast.melati), words())
    [entry] = trail("goal-added")
    assert entry.kind == "members.statement" and entry.detail == {}


def test_htmx_gets_the_part_alone(cast, at):
    answer = at(cast.alice, hx_request="true").post(url(cast.melati), words())
    assert answer.content.decode().startswith('<section id="statements"')
    assert "say no to a friend" in text_of(answer)


def test_a_second_click_adds_nothing(cast, at):
    for _ in range(2):
        assert at(cast.alice).post(url(cast.melati), words()).status_code == 302
    assert texts_of(cast.melati) == [("goal", 0, "say no to a friend")] and len(trail("goal-added")) == 1


def test_what_was_closed_may_be_stated_anew(cast, at):
    make_statement(cast.melati, "say no to a friend", kind="goal", closed=date(2026, 4, 1))
    at(cast.alice).post(url(cast.melati), words())
    assert len(texts_of(cast.melati)) == 2


def test_a_goal_in_the_words_of_a_problem_is_another_statement(cast, at):
    make_statement(cast.melati, "say no to a friend", kind="problem")
    at(cast.alice).post(url(cast.melati), words())
    assert len(texts_of(cast.melati)) == 2


@pytest.mark.parametrize("headers", [{}, {"hx_request": "true"}])
def test_too_long_a_text_is_refused_where_it_was_typed(cast, at, headers):
    answer = at(cast.alice, **headers).post(url(cast.melati), words(text="x" * 401))
    assert answer.status_code == 422 and "at most 400 characters" in text_of(answer)
    problems, goals = answer.content.decode().split("Goals</h2>")
    assert "x" * 401 in goals and "x" * 401 not in problems and "<details open>" in goals
    assert texts_of(cast.melati) == []


@pytest.mark.parametrize("change", [{"text": " "}, {"kind": "diagnosis"}])
def test_what_cannot_be_is_refused(cast, at, change):
    assert at(cast.alice).post(url(cast.melati), words(**change)).status_code == 422


@pytest.mark.parametrize("who", READERS)
def test_readers_may_not(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 403


@pytest.mark.parametrize("who", OUTSIDERS)
def test_for_outsiders_there_is_no_such_member(cast, at, who):
    assert at(getattr(cast, who)).post(url(cast.melati), words()).status_code == 404


def test_it_is_sent_and_not_asked_for(cast, at):
    assert at(cast.alice).get(url(cast.melati)).status_code == 405
