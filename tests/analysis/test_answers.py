"""Which event answers which: the next coded one with which somebody else turns to the actor in person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.analysis.answers import Turn, answers

from .made import OCTANTS, PEOPLE, maybe

EVERYBODY = {"melati", *PEOPLE}


def turn(at, actor, octant="LM", toward=(), *, session=1):
    return Turn(session, float(at), f"e{session}-{at}", actor, octant, tuple(toward))


def answered(*turns, among=EVERYBODY):
    return answers(turns, among)


def test_the_first_coded_event_directed_at_the_actor_is_the_answer():
    first, second = turn(2, "dahlia", "PA", ["melati"]), turn(3, "kenanga", "DE", ["melati"])
    assert answered(turn(1, "melati", "HI"), first, second) == {"e1-1": "PA"}


@pytest.mark.parametrize(
    "other",
    [
        turn(2, "dahlia", "PA"),
        turn(2, "dahlia", "PA", ["kenanga"]),
        turn(2, "dahlia", None, ["melati"]),
        turn(2, "melati", "PA", ["melati"]),
        turn(2, "dahlia", "PA", ["melati"], session=2),
        turn(0, "dahlia", "PA", ["melati"]),
        turn(2, "sari", "PA", ["melati"]),
    ],
    ids=["to the whole group", "to another", "not coded", "to oneself", "next session", "before", "of a counselor"],
)
def test_anything_else_answers_nothing(other):
    assert answered(turn(1, "melati", "HI"), other) == {}


def test_what_comes_after_the_next_event_of_the_actor_answers_that_one():
    assert answered(turn(1, "melati"), turn(2, "melati", None), turn(3, "dahlia", "FG", ["melati"])) == {"e1-2": "FG"}


def test_what_was_passed_over_does_not_keep_a_later_one_from_answering():
    to_all, uncoded = turn(2, "dahlia"), turn(3, "dahlia", None, ["melati"])
    assert answered(turn(1, "melati"), to_all, uncoded, turn(4, "kenanga", "BC", ["melati"])) == {"e1-1": "BC"}


def test_one_event_answers_everybody_at_whom_it_is_directed():
    both = turn(3, "kenanga", "NO", ["melati", "dahlia"])
    assert answered(turn(1, "melati"), turn(2, "dahlia"), both) == {"e1-1": "NO", "e1-2": "NO"}


def test_an_answer_is_answered_in_turn():
    there, back = turn(1, "melati", "DE", ["dahlia"]), turn(2, "dahlia", "FG", ["melati"])
    assert answered(there, back, turn(3, "melati", "LM", ["dahlia"])) == {"e1-1": "FG", "e1-2": "LM"}


def turns():
    who = st.sampled_from(sorted(EVERYBODY))
    toward = st.lists(who, max_size=2, unique=True).map(tuple)
    made = st.builds(
        Turn, st.integers(1, 3), st.integers(0, 9).map(float), st.uuids().map(str), who,
        maybe(st.sampled_from(OCTANTS)), toward,
    )  # fmt: skip
    return st.lists(made, max_size=25, unique_by=lambda one: one.id)


@given(turns(), st.randoms())
def test_the_order_of_the_records_changes_nothing(several, random):
    assert answers(random.sample(several, len(several)), EVERYBODY) == answers(several, EVERYBODY)


@given(turns(), st.permutations(sorted(EVERYBODY)))
def test_other_names_change_nothing(several, names):
    new = dict(zip(sorted(EVERYBODY), names, strict=True))
    renamed = [one._replace(actor=new[one.actor], toward=tuple(new[to] for to in one.toward)) for one in several]
    assert answers(renamed, EVERYBODY) == answers(several, EVERYBODY)


@given(turns())
def test_events_that_are_neither_a_members_nor_directed_at_them_change_none_of_their_answers(several):
    own = {one.id for one in several if one.actor == "melati"}
    near = [one for one in several if one.actor == "melati" or "melati" in one.toward]

    def of_melati(these):
        return {event: octant for event, octant in answers(these, EVERYBODY).items() if event in own}

    assert of_melati(near) == of_melati(several)


@given(turns())
def test_an_answer_is_anothers_coded_event_later_in_the_session(several):
    known = {one.id: one for one in several}
    for event, octant in answers(several, EVERYBODY - {"kenanga"}).items():
        one = known[event]
        assert any(
            one.actor in other.toward and other.octant == octant and other > one and other.actor != "kenanga"
            for other in several
            if other.session == one.session and other.actor != one.actor
        )
