"""What a poll and its ballots may say, broken by SQL past every form and import."""

import pytest

from groupcounsel.lib.database_session import acting
from observations.polls.models import Ballot, Choice, Poll
from tests.events.test_rules import breaks
from tests.factories import make_member

VALUES = "a_choice_has_a_value_that_the_poll_asks_for"


@pytest.fixture
def inside(cast):
    with acting(group_id=cast.group.id):
        yield cast


def ask(cast, kind="nomination", **facts):
    return Poll.objects.create(group=cast.group, **{"ref": "p1", "kind": kind, "criterion": "With whom?"} | facts)


def answer(cast, poll, *values, by=None):
    """What Melati, or somebody else, says about as many others as there are values."""
    ballot = Ballot.objects.create(group=cast.group, poll=poll, by=by or cast.melati.person)
    others = [cast.dahlia.person, *(make_member(group=cast.group, alias=f"M{n}").person for n in values[1:])]
    chosen = zip(others, values, strict=False)
    rows = [Choice(group=cast.group, ballot=ballot, person=who, value=value) for who, value in chosen]
    Choice.objects.bulk_create(rows)
    return ballot


def test_a_poll_is_of_one_of_the_four_kinds(inside):
    breaks("a_poll_is_of_one_of_the_four_kinds", lambda: ask(inside, "vote"))


def test_a_poll_asks_something(inside):
    breaks("a_poll_asks_something", lambda: ask(inside, criterion=""))


def test_a_limit_is_one_or_more(inside):
    breaks("a_limit_is_1_or_more", lambda: ask(inside, limit=0))


def test_a_ballot_speaks_of_others(inside):
    ballot = answer(inside, ask(inside), 1)
    itself = {"group": inside.group, "ballot": ballot, "person": inside.melati.person}
    breaks("a_ballot_speaks_of_others", lambda: Choice.objects.create(expected=True, **itself))


def test_a_ballot_does_not_become_that_of_somebody_it_names(inside):
    ballot = Ballot.objects.filter(pk=answer(inside, ask(inside), 1).pk)
    breaks("a_ballot_speaks_of_others", lambda: ballot.update(by=inside.dahlia.person))


@pytest.mark.parametrize(
    ("kind", "scale", "value"),
    [
        ("nomination", None, 0),
        ("nomination", None, 2),
        ("ranking", None, 0),
        ("whose-opinion-matters", None, -1),
        ("rating", [1, 7], 0.5),
        ("rating", [1, "not at all", 7], 8),
    ],
)
def test_a_choice_has_a_value_that_the_poll_asks_for(inside, kind, scale, value):
    breaks(VALUES, lambda: answer(inside, ask(inside, kind, scale=scale), value))


@pytest.mark.parametrize(
    ("kind", "scale", "value"),
    [
        ("nomination", None, -1),
        ("nomination", None, None),
        ("ranking", None, 1.5),
        ("rating", [1, 7], 6.5),
        ("rating", None, -40),
        ("rating", ["low", "high"], 3),
        ("rating", {"low": 1}, 3),
    ],
)
def test_any_value_of_its_kind_and_scale_is_taken(inside, kind, scale, value):
    assert answer(inside, ask(inside, kind, scale=scale), value).choices.get().value == value


def test_a_poll_does_not_turn_into_one_to_which_its_answers_are_none(inside):
    poll = ask(inside, "rating")
    answer(inside, poll, 5, 6)
    polls = Poll.objects.filter(pk=poll.pk)
    breaks(VALUES, lambda: polls.update(kind="nomination"))
    breaks(VALUES, lambda: polls.update(scale=[1, 5]))
    breaks("a_ballot_keeps_to_the_limit_of_its_poll", lambda: polls.update(kind="whose-opinion-matters", limit=1))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", 2e9])
def test_a_value_is_a_number(inside, value):
    breaks("a_value_is_a_number", lambda: answer(inside, ask(inside, "rating"), float(value)))


def test_choices_and_rejections_are_counted_apart_for_the_limit(inside):
    poll = ask(inside, limit=1)
    assert answer(inside, poll, 1, -1).choices.count() == 2
    breaks("a_ballot_keeps_to_the_limit_of_its_poll", lambda: answer(inside, poll, 1, 1, by=inside.seat))


def test_a_ranking_knows_no_limit(inside):
    assert answer(inside, ask(inside, "ranking", limit=1), 1, 2).choices.count() == 2
