"""The circle: names, counts, direction and interval lie where their figures say."""

import json
import re
from dataclasses import asdict
from itertools import pairwise
from math import atan2, degrees, hypot

import pytest
from hypothesis import given

from observations.analysis.claim import Claim
from observations.analysis.figures import style_figure
from observations.analysis.style import style

from .made import event, records
from .test_style import coded

CLEAR = (0, 1, 4, 9, 6, 1, 0, 0)


def drawn(*counts):
    return style_figure([style(coded(*counts))])


def numbers(path):
    return [int(number) for number in re.findall(r"-?\d+", path)]


def mark_of(figure, octant):
    return next(mark for mark in figure.marks if mark.octant == octant)


def test_without_a_coded_event_there_is_no_picture():
    assert style_figure([style([event()])]) is None and style_figure([]) is None


def test_the_most_frequent_octant_reaches_the_edge_and_half_as_many_half_way():
    figure = drawn(0, 0, 4, 0, 8, 0, 0, 0)
    most, half, none = (mark_of(figure, octant) for octant in ("HI", "DE", "LM"))
    assert (most.x, most.y) == (figure.x, figure.y + figure.rings[-1])
    assert (half.x, half.y) == (figure.x - figure.rings[-1] // 2, figure.y)
    assert (none.x, none.y) == (figure.x, figure.y) and figure.most == 8


def test_leading_stands_above_and_warmth_on_the_right():
    figure = drawn(*CLEAR)
    above, right, left, below = (mark_of(figure, octant) for octant in ("PA", "LM", "DE", "HI"))
    assert above.name_y < figure.y < below.name_y and left.name_x < figure.x < right.name_x
    assert [mark.anchor for mark in (above, right, left, below)] == ["middle", "start", "end", "middle"]


def test_the_line_points_in_the_direction_the_longer_the_more_alike():
    alike, mixed = drawn(0, 0, 0, 0, 9, 0, 0, 0), drawn(3, 0, 0, 0, 9, 0, 0, 0)
    assert numbers(alike.line) == [alike.x, alike.y, alike.x, alike.y + alike.rings[-1]]
    assert numbers(mixed.line) == [mixed.x, mixed.y, mixed.x, mixed.y + mixed.rings[-1] // 2]


def bearings(figure):
    """Of each point of the arc, in degrees around the centre of the figure."""
    points = re.findall(r"(\d+) (\d+)(?=A|$)", figure.arc)
    assert all(abs(hypot(int(x) - figure.x, int(y) - figure.y) - figure.rings[-1] - 4) < 1 for x, y in points)
    return [degrees(atan2(figure.y - int(y), int(x) - figure.x)) for x, y in points]


def steps(figure):
    """Counter-clockwise from point to point."""
    return [(there - here) % 360 for here, there in pairwise(bearings(figure))]


@pytest.mark.parametrize("counts", [CLEAR, (3, 2, 2, 1, 1, 1, 2, 2), (5, 4, 5, 4, 4, 4, 4, 4)])
def test_the_arc_goes_around_the_centre_from_the_low_end_of_the_interval_to_the_high_one(counts):
    claim, figure = style(coded(*counts)), drawn(*counts)
    span = claim.high - claim.low
    assert sum(steps(figure)) == pytest.approx(span, abs=2)
    assert len(steps(figure)) == (1 if span <= 180 else 2) and figure.clear is (counts == CLEAR)


def test_an_interval_all_round_is_a_whole_circle():
    claim, figure = style(coded(5, 4, 5, 4, 4, 4, 4, 4)), drawn(5, 4, 5, 4, 4, 4, 4, 4)
    first, opposite, last = bearings(figure)
    assert claim.high - claim.low == 360 and first == last and (opposite - first) % 360 == pytest.approx(180, abs=1)


def test_below_the_floor_there_are_counts_and_nothing_that_points():
    figure = drawn(0, 0, 3, 0, 1, 0, 0, 0)
    assert (figure.line, figure.arc, figure.clear) == ("", "", False)
    assert mark_of(figure, "DE").count == 3


@given(records())
def test_everything_lies_in_the_drawing_in_whole_numbers_also_when_read_back(observations):
    claim = style(observations)
    figure = style_figure([claim])
    stored = Claim.from_json(json.loads(json.dumps(claim.as_json())))
    assert style_figure([stored]) == figure
    if figure:
        plain = json.dumps(asdict(figure))
        assert "." not in plain and "null" not in plain
        assert all(0 < mark.name_y < figure.height and 0 < mark.name_x < figure.width for mark in figure.marks)
