"""What is asked of an event, the most important first, and the way through the events."""

import pytest

from observations.events import questions
from observations.events.questions import count, following, opening, preceding, steps_of

FIVE = [f"components.{kind}" for kind in ("risk", "support", "reality-testing", "recognition", "facilitation")]
INCIDENT = {"id": "a", "kind": "incident", "affect": "negative", "at": 10}


def asked(**facets):
    return [one.name for one in questions.questions(INCIDENT | facets) if not one.known]


def test_of_a_negative_incident_the_feared_comes_first_then_three_characteristics_and_five_components():
    assert asked() == ["feared_outcome", "novel", "reality_testing", "afterwards", *FIVE, "responses"]


def test_of_a_positive_one_the_hidden_self_is_the_characteristic():
    assert asked(affect="positive")[:2] == ["feared_outcome", "hidden_self"]


def test_of_an_interaction_only_the_responses():
    assert asked(kind="interaction") == ["responses"]


@pytest.mark.parametrize(
    ("facets", "gone"),
    [
        ({"feared": {"outcome": "ridicule"}}, "feared_outcome"),
        ({"novel": False}, "novel"),
        ({"reality_testing": {"state": "not-observed"}}, "reality_testing"),
        ({"components": {"risk": {"state": "not-observed"}}}, "components.risk"),
        ({"responses": [{"by": "m1", "kind": "silent"}]}, "responses"),
    ],
)
def test_what_is_known_is_not_asked(facets, gone):
    assert gone in asked() and gone not in asked(**facets)


@pytest.mark.parametrize(
    ("facets", "still"),
    [
        ({"reality_testing": {"state": "unknown"}}, "reality_testing"),
        ({"components": {"risk": {"state": "unknown"}}}, "components.risk"),
        ({"responses": [{"by": "m1", "kind": "attacks", "anticipated": True}]}, "responses"),
    ],
)
def test_not_known_yet_stays_open(facets, still):
    assert still in asked(**facets)


@pytest.mark.parametrize(
    ("facets", "wanted"),
    [({"strength": 4}, True), ({"strength": 3}, False), ({"strength": 5, "reflection": "none"}, False)],
)
def test_strong_feeling_asks_for_reflection(facets, wanted):
    assert ("reflection" in asked(**facets)) == wanted


@pytest.mark.parametrize(
    ("feared", "wanted"),
    [
        ({"expected": 3, "happened": 4}, True),
        ({"happened": 1}, True),
        ({"expected": 4, "happened": 4}, False),
        ({"expected": 4}, False),
        ({"happened": 0}, False),
    ],
)
def test_what_happened_worse_than_expected_asks_for_a_follow_up(feared, wanted):
    assert ("follow_up" in asked(feared=feared)) == wanted
    assert "follow_up" not in asked(feared=feared, follow_up={"text": "Ask again"})


def step(name, at=0.0, **facets):
    return {"id": name, "kind": "interaction", "at": at, "responses": [{"by": "m1", "kind": "silent"}]} | facets


@pytest.fixture
def way():
    """An interaction without a response, two incidents of which the second is about to fear, one that asks nothing."""
    known = {"feared": {"outcome": "ridicule"}, "affect": "negative"}
    return steps_of(
        [
            step("early", 1, responses=[]),
            step("full", 2),
            step("first", 3, kind="incident", **known),
            step("second", 4, kind="incident", affect="positive"),
        ]
    )


def test_incidents_come_first_then_the_rest_in_their_order(way):
    assert [one.id for one in way] == ["first", "second", "early", "full"]


def test_it_opens_at_what_is_most_important(way):
    assert opening(way).id == "second"
    assert opening([one for one in way if one.id == "full"]) is None


def test_onward_past_what_is_known_and_back_to_what_was_answered(way):
    first, second, early, full = way
    assert following(way, first) == second and following(way, second) == early
    assert following(way, early) is None
    assert preceding(way, full, set()) == early and preceding(way, first, set()) is None
    assert preceding([early, full, first], first, {"full"}) == full
    assert preceding([early, full, first], first, set()) == early


def test_how_far(way):
    known, of = count(way)
    assert (known, of) == (2 + 1 + 0 + 1, 10 + 8 + 1 + 1)
