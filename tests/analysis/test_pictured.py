"""What pictures draw: counted as it was noted, in the order of time, and the latest of years of records."""

import json
import random

from hypothesis import given

from observations.analysis.pictured import LATEST, WIDEST, pictured
from observations.analysis.records import Response

from .made import course, event, events, feared, records


def answered(*kinds, **noted):
    return event(responses=tuple(Response(f"m{n}", kind) for n, kind in enumerate(kinds)), **noted)


def drawn(*observations, held=3):
    return pictured(observations, course(held))


def test_of_nothing_there_are_the_sessions_attended_and_nothing_in_them():
    found = drawn(held=2)
    assert found["course"] == {"lines": [[1, 0, 0, 0], [2, 0, 0, 0]], "earlier": 0, "second": 2}
    assert found["fears"] == {"lines": [], "earlier": 0}
    assert (found["needs"], found["insights"], found["chains"]) == ([], [], {"trigger": [], "response": []})


def test_a_fear_is_drawn_where_both_sides_of_it_are_known():
    found = drawn(feared(8, 1, session=2), feared(3, None, session=1), feared(2, 6, session=1))
    assert found["fears"]["lines"] == [[1, 2, 6], [2, 8, 1]]


def test_behaviour_is_counted_by_session_and_what_was_not_judged_is_of_neither_kind():
    noted = [event(1, adaptive=False), event(1, adaptive=False), event(1), event(3, adaptive=True, toward=("dahlia",))]
    assert drawn(*noted)["course"]["lines"] == [[1, 2, 0, 0], [2, 0, 0, 0], [3, 0, 1, 1]]


def test_the_second_half_begins_with_the_middle_one_of_an_odd_number():
    assert [drawn(held=held)["course"]["second"] for held in (1, 4, 5)] == [1, 3, 3]
    assert pictured([], course(0))["course"]["second"] is None


def test_a_session_with_an_event_was_attended():
    assert [line[0] for line in pictured([event(4)], course(5, attended=(1, 2)))["course"]["lines"]] == [1, 2, 4]


def test_a_need_is_met_not_met_or_not_known():
    noted = [
        answered("supports", session=1, need="contact"),
        answered("attacks", session=1, need="contact"),
        event(1, need="contact"),
        event(2, need="esteem"),
    ]
    assert drawn(*noted)["needs"] == [[1, "contact", 1, 1, 1], [2, "esteem", 0, 0, 1]]


def test_insights_are_counted_by_session_and_domain():
    noted = [*events(2, session=2, insight_domain="self"), event(1, insight_domain="motivation")]
    assert drawn(*noted)["insights"] == [[1, "motivation", 1], [2, "self", 2]]


def test_links_go_from_the_trigger_to_what_was_shown_and_on_to_the_responses_each_kind_once_an_event():
    noted = [
        answered("silent", "silent", "attacks", trigger="criticism", octant="HI"),
        answered("silent", trigger="criticism", octant="HI"),
        answered("silent", trigger="praise"),
        event(octant="PA"),
    ]
    assert drawn(*noted)["chains"] == {
        "trigger": [["criticism", "HI", 2]],
        "response": [["HI", "silent", 2], ["HI", "attacks", 1]],
    }


def test_of_many_links_the_most_frequent_are_kept():
    octants = ("PA", "BC", "DE", "FG", "HI", "JK", "LM", "NO")
    once = [event(trigger=trigger, octant=octant) for trigger in ("praise", "silence") for octant in octants]
    links = drawn(*once, *events(3, trigger="limit", octant="PA"))["chains"]["trigger"]
    assert len(links) == WIDEST and links[0] == ["limit", "PA", 3]


def test_of_years_the_latest_is_drawn_and_the_rest_is_counted():
    years = range(1, LATEST + 6)
    noted = [feared(5, 5, session=number, need="contact", insight_domain="self") for number in years]
    found = pictured(noted, course(LATEST + 5))
    assert found["course"]["earlier"] == found["fears"]["earlier"] == 5
    for lines in (found["course"]["lines"], found["fears"]["lines"], found["needs"], found["insights"]):
        assert len(lines) == LATEST and lines[0][0] == 6


@given(records())
def test_the_order_of_the_records_changes_nothing_and_it_is_plain_data(observations):
    found = pictured(observations, course())
    mixed = random.Random(5).sample(observations, len(observations))
    assert pictured(mixed, course()) == found == json.loads(json.dumps(found))


def test_of_each_octant_it_is_counted_how_often_it_was_answered_and_how_often_in_keeping():
    met = (("HI", "PA"), ("HI", "NO"), ("HI", "DE"), ("DE", "LM"), ("LM", None), (None, "PA"))
    assert drawn(*(event(octant=octant, answered=answer) for octant, answer in met))["answers"] == [
        ["DE", 1, 0],
        ["HI", 3, 2],
    ]
