"""Pictures that go along the sessions: what is drawn lies where its count says, and inside the picture."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given

from observations.analysis.figures import behaviour_figure, fear_figure, learning_figure, toward_figure
from observations.analysis.pictured import pictured
from observations.analysis.records import Response

from .made import course, event, events, feared, records


def data_of(*observations, held=12):
    return pictured(observations, course(held))


def numbers(path):
    return [int(number) for number in re.findall(r"-?\d+", path)]


def shown(session, good, bad):
    return [*events(good, session=session, adaptive=True), *events(bad, session=session, adaptive=False)]


def test_of_nothing_there_is_no_picture():
    data = data_of(event())
    assert fear_figure(data["fears"]) is None and learning_figure(data) is None
    assert behaviour_figure(data["course"]) is None and toward_figure(data["course"]) is None


def test_a_fear_goes_from_what_was_feared_down_to_what_happened():
    figure = fear_figure(data_of(feared(10, 0))["fears"])
    [mark] = figure.marks
    zero, _, ten = figure.heights
    assert (mark.expected_y, mark.happened_y, mark.worse) == (ten, zero, False)
    assert mark.way == f"M{mark.x} {ten}V{zero}"


def test_what_came_worse_is_marked_and_what_came_as_feared_has_no_line():
    worse, same = fear_figure(data_of(feared(2, 7), feared(4, 4))["fears"]).marks
    assert worse.worse and worse.happened_y < worse.expected_y
    assert not same.worse and same.way == "" and same.expected_y == same.happened_y


def test_fears_stand_beside_each_other_in_the_order_of_time_and_the_first_of_a_session_has_its_number():
    figure = fear_figure(data_of(feared(5, 1, session=2), feared(6, 1, session=2), feared(7, 1, session=9))["fears"])
    assert [mark.x for mark in figure.marks] == sorted({mark.x for mark in figure.marks})
    assert [mark.labelled for mark in figure.marks] == [True, False, True]


def test_numbers_of_many_fears_do_not_run_into_each_other():
    figure = fear_figure(data_of(*(feared(5, 1, session=n) for n in range(1, 41)), held=40)["fears"])
    named = [mark.x for mark in figure.marks if mark.labelled]
    assert min(then - one for one, then in zip(named, named[1:], strict=False)) >= 26


def test_the_most_frequent_kind_reaches_the_top_and_half_as_many_half_way():
    figure = behaviour_figure(data_of(*shown(1, 4, 2))["course"])
    [above], [below] = figure.above, figure.below
    assert above.top == figure.top and above.top + above.height == figure.axis and figure.most == 4
    assert below.top == figure.axis and below.height * 2 == above.height


def test_a_session_without_events_of_a_kind_has_no_column():
    figure = behaviour_figure(data_of(*shown(1, 1, 0), *shown(3, 0, 1))["course"])
    assert [column.session for column in figure.above] == [1] and [column.session for column in figure.below] == [3]


def test_the_means_of_both_halves_stand_at_their_height():
    figure = behaviour_figure(
        data_of(*shown(1, 2, 0), *shown(2, 0, 0), *shown(3, 4, 0), *shown(4, 4, 0), held=4)["course"]
    )
    first, second, *below = figure.means
    assert [mean.value for mean in figure.means] == [1, 4, 0, 0]
    assert numbers(second.way)[1] == figure.top and numbers(first.way)[1] == figure.axis - 13
    assert {numbers(mean.way)[1] for mean in below} == {figure.axis}
    assert numbers(first.way)[2] == numbers(second.way)[0] == figure.middle


@pytest.mark.parametrize("held", [1, 60])
def test_without_both_halves_there_are_no_means(held):
    """One session has no halves; of sixty the first twenty are not drawn."""
    figure = behaviour_figure(data_of(*shown(held, 2, 1), held=held)["course"])
    assert (figure.means, figure.middle) == ((), None)


def test_columns_of_many_sessions_do_not_touch():
    figure = toward_figure(data_of(*(event(n, toward=("dahlia",)) for n in range(1, 41)), held=40)["course"])
    one, then = figure.above[:2]
    assert one.left + one.width < then.left and figure.below == () and figure.bottom == figure.axis


def test_turning_to_others_has_no_halves():
    figure = toward_figure(data_of(event(1, toward=("dahlia",)), event(9))["course"])
    assert [column.count for column in figure.above] == [1] and figure.means == ()


def test_needs_stand_above_insights_each_kind_in_a_row():
    figure = learning_figure(
        data_of(event(2, need="esteem"), event(3, need="contact"), event(4, insight_domain="self"))
    )
    assert [(row.kind, row.code) for row in figure.rows] == [
        ("need", "contact"),
        ("need", "esteem"),
        ("insight", "self"),
    ]
    assert [row.y for row in figure.rows] == sorted(row.y for row in figure.rows)
    assert figure.rows[-1].y < figure.bottom < figure.numbers < figure.height


@pytest.mark.parametrize(
    ("answers", "state"),
    [(["supports"], "met"), (["attacks"], "unmet"), (["supports", "attacks"], "some"), ([None], "unknown")],
)
def test_a_need_says_whether_it_was_met(answers, state):
    noted = [event(1, need="contact", responses=(Response("m2", kind),) if kind else ()) for kind in answers]
    [row] = learning_figure(data_of(*noted)).rows
    assert [(mark.state, mark.count) for mark in row.marks] == [(state, len(answers))]


def test_an_insight_is_a_lozenge_around_its_place():
    figure = learning_figure(data_of(event(5, insight_domain="self")))
    [mark] = figure.rows[0].marks
    assert mark.x == next(tick.x for tick in figure.ticks if tick.session == 5)
    xs, ys = numbers(mark.way)[::2], numbers(mark.way)[1::2]
    assert (min(xs) + max(xs), min(ys) + max(ys)) == (2 * mark.x, 2 * mark.y)


def test_marks_of_many_sessions_are_smaller():
    few, many = (learning_figure(data_of(event(1, need="esteem"), held=held)).size for held in (6, 40))
    assert many < few


@given(records())
def test_every_coordinate_lies_within_the_picture(observations):
    data = pictured(observations, course())
    for figure in (fear_figure(data["fears"]), learning_figure(data)):
        if figure:
            marks = figure.marks if hasattr(figure, "marks") else [m for row in figure.rows for m in row.marks]
            assert all(0 <= mark.x <= figure.width for mark in marks)
    for figure in (behaviour_figure(data["course"]), toward_figure(data["course"])):
        if figure:
            boxes = [*figure.above, *figure.below]
            assert all(figure.left <= box.left and box.left + box.width <= figure.right for box in boxes)
            assert all(figure.top <= box.top and box.top + box.height <= figure.bottom for box in boxes)
            assert json.loads(json.dumps(asdict(figure)))
