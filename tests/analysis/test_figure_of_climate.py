"""The picture of how sessions were rated."""

from observations.analysis.figures import climate_figure
from observations.analysis.figures.climate import APART


def test_the_climate_has_a_line_for_each_rating_through_the_sessions_that_have_it():
    figure = climate_figure([(1, 5), (2, None), (4, 1)], [(1, None), (2, 3), (4, 1)])
    safe, honest = figure.lines
    assert figure.heights == (110, 86, 62, 38, 14)
    assert [y for _, y in safe.points] == [14, 110] and [y for _, y in honest.points] == [62, 110]
    at = {tick.session: tick.x for tick in figure.ticks}
    assert safe.way == f"M{at[1]} 14L{at[4]} 110" and [x for x, _ in honest.points] == [at[2] + APART, at[4] + APART]


def test_there_is_no_climate_without_a_rating_and_of_many_sessions_the_latest_are_drawn():
    assert climate_figure([], []) is None and climate_figure([(1, None)], [(1, None)]) is None
    rated = [(number, 3) for number in range(1, 46)]
    figure = climate_figure(rated, [(number, None) for number, _ in rated])
    assert figure.earlier == 5 and len(figure.lines[0].points) == 40 and figure.lines[1].way == ""
    assert figure.left <= min(x for x, _ in figure.lines[0].points)
    assert max(x for x, _ in figure.lines[0].points) <= figure.right
