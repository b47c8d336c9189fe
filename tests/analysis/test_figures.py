"""The pictures' geometry: what is drawn lies where its figure says, inside the drawing, and apart from the rest."""

import json
from dataclasses import asdict
from itertools import combinations

from hypothesis import given

from observations.analysis.claim import Claim
from observations.analysis.figures import focus_figure, funnel_figure, incident_figure
from observations.analysis.figures.axis import ticks_of
from observations.analysis.member import group_claims, member_claims

from .made import course, courses, event, events, incident, incidents, records

NINE = ["yyyyy", "yyyyn", "yyyyn", *["yynnn"] * 5, "ynnnn"]


def claims_of(*observations, held=12):
    return member_claims(observations, course(held))


def here(session, share, of=10):
    return [*events(share, session=session, focus="here-and-now"), *events(of - share, session=session, focus="past")]


def coordinates(figure):
    return json.loads(json.dumps(asdict(figure)))


def test_a_bar_is_as_long_as_its_share_and_its_line_spans_the_interval():
    bar = funnel_figure(claims_of(*incidents(*NINE))).bars[2]
    assert (bar.code, bar.observed, bar.n, bar.known) == ("reality-testing", 3, 9, True)
    assert bar.width == round(200 * 3 / 9)
    assert bar.interval == f"M{138 + round(200 * 0.121)} {bar.middle}H{138 + round(200 * 0.646)}"


def test_the_funnel_has_a_row_for_each_component_that_fits_the_drawing():
    figure = funnel_figure(claims_of(*incidents(*NINE)))
    tops = [bar.top for bar in figure.bars]
    assert tops == [8, 38, 68, 98, 128]
    assert tops[-1] + figure.thickness <= figure.height
    assert figure.left + figure.track < figure.width


def test_longer_names_push_the_tracks_to_the_right():
    figure = funnel_figure(claims_of(*incidents(*NINE)), left=180, track=160)
    assert (figure.left, figure.width, figure.bars[0].width) == (180, 382, 160)


def test_below_the_floor_there_is_a_track_with_its_counts_and_no_bar():
    bar = funnel_figure(claims_of(*incidents("yyyyy", "ynnnn"))).bars[1]
    assert (bar.observed, bar.n, bar.known, bar.width, bar.interval) == (1, 2, False, 0, "")


def test_there_is_no_picture_of_nothing():
    claims = claims_of(event(), incident("?????", affect=None))
    assert funnel_figure(claims) is None
    assert focus_figure(claims) is None
    assert incident_figure(claims) is None


def test_a_group_has_no_picture_of_arcs():
    assert incident_figure(group_claims(incidents("yyyyy"), [1])) is None


def test_an_arc_leads_from_its_session_to_the_one_in_which_it_was_last_taken_up():
    figure = incident_figure(claims_of(incident("yyyn?", session=6, seen=9)))
    at = {tick.session: tick.x for tick in figure.ticks}
    mark = figure.marks[0]
    assert (mark.x, mark.end_x, mark.level, mark.until) == (at[6], at[9], 3, 9)
    assert mark.way == f"M{at[6]} {mark.y}H{at[9]}"
    assert mark.level_x > mark.end_x


def test_an_incident_that_was_not_taken_up_again_has_no_line():
    mark = incident_figure(claims_of(incident("y????", session=6))).marks[0]
    assert (mark.way, mark.end_x) == ("", mark.x)


def test_negative_incidents_are_squares_below_the_axis_and_positive_ones_circles_above():
    figure = incident_figure(claims_of(incident(), incident(affect="positive")))
    circle, square = figure.marks
    assert (circle.square, square.square) == (False, True)
    assert circle.y == figure.above < figure.axis < figure.below == square.y


def test_a_stronger_feeling_is_a_larger_mark():
    figure = incident_figure(claims_of(*(incident(session=k, strength=k) for k in (1, 3, 5)), incident(strength=None)))
    sizes = {mark.strength: mark.size for mark in figure.marks}
    assert sizes[1] < sizes[3] < sizes[5]
    assert sizes[None] == sizes[3]


def test_a_square_stands_around_its_centre():
    mark = incident_figure(claims_of(incident(strength=2))).marks[0]
    assert (mark.left + mark.side / 2, mark.top + mark.side / 2) == (mark.x, mark.y)


def test_incidents_of_one_session_stand_in_lanes_of_their_own():
    figure = incident_figure(claims_of(*incidents("y????", "y????", "y????")))
    assert len({mark.y for mark in figure.marks}) == 3


def test_a_lane_is_used_again_where_it_is_free():
    figure = incident_figure(claims_of(incident(session=1), incident(session=5), incident(session=9)))
    assert len({mark.y for mark in figure.marks}) == 1


def test_a_mark_beside_anothers_level_moves_to_the_next_lane():
    near, far = (claims_of(incident(session=1), incident(session=2), held=held) for held in (30, 12))
    assert len({mark.y for mark in incident_figure(near).marks}) == 2
    assert len({mark.y for mark in incident_figure(far).marks}) == 1


def test_of_a_long_record_the_sessions_since_the_first_drawn_incident_are_shown():
    figure = incident_figure(claims_of(*incidents(*["y????"] * 3), *[incident(session=8) for _ in range(40)]))
    assert (figure.earlier, len(figure.marks)) == (3, 40)
    assert [tick.session for tick in figure.ticks] == [8, 9, 10, 11, 12]


@given(records(), courses())
def test_every_mark_lies_in_the_drawing_and_touches_no_other(observations, attended):
    figure = incident_figure(member_claims(observations, attended))
    if figure is None:
        return
    for mark in figure.marks:
        assert mark.x - mark.size >= 0 and mark.level_x < figure.width
        assert figure.top <= mark.y - mark.size and mark.y + mark.size <= figure.bottom < figure.height
    for one, other in combinations(figure.marks, 2):
        beside = one.level_x < other.x - other.size or other.level_x < one.x - one.size
        assert beside or abs(one.y - other.y) >= one.size + other.size


def test_the_share_of_a_session_is_as_high_as_it_is_large():
    figure = focus_figure(claims_of(*here(1, 0), *here(2, 5), *here(3, 10)))
    assert [point.y for point in figure.points] == [figure.zero, figure.half, figure.one]
    assert figure.points[2].low > figure.points[2].high == figure.one


def test_the_line_goes_through_every_point():
    figure = focus_figure(claims_of(*here(1, 0), *here(2, 5)))
    first, second = figure.points
    assert figure.line == f"M{first.x} {first.y}L{second.x} {second.y}"


def test_the_band_goes_along_the_upper_ends_and_back_along_the_lower_ones():
    figure = focus_figure(claims_of(*here(1, 2), *here(2, 5)))
    one, two = figure.points
    assert figure.bands == (f"{one.x},{one.high} {two.x},{two.high} {two.x},{two.low} {one.x},{one.low}",)


def test_no_band_covers_a_session_about_which_too_little_is_known():
    figure = focus_figure(claims_of(*here(1, 2), *here(2, 5), *here(3, 1, of=2), *here(4, 5)))
    assert [point.session for point in figure.points] == [1, 2, 4]
    alone = figure.points[2]
    assert len(figure.bands) == 2
    assert figure.bands[1].startswith(f"{alone.x - 4},{alone.high} {alone.x + 4},{alone.high} ")


def test_of_a_long_course_the_latest_forty_sessions_are_drawn():
    figure = focus_figure(claims_of(*here(2, 5), *here(90, 5), held=100))
    assert (figure.ticks[0].session, figure.ticks[-1].session, figure.earlier) == (61, 100, 60)
    assert [point.session for point in figure.points] == [90]


def test_a_course_whose_latest_sessions_say_nothing_has_no_picture():
    assert focus_figure(claims_of(*here(2, 5), held=100)) is None


def test_sessions_stand_at_their_place_in_the_course():
    assert [tick.x for tick in ticks_of([4, 1, 2], 10, 310)] == [10, 110, 310]


def test_a_single_session_stands_at_the_beginning():
    assert [(tick.x, tick.labelled) for tick in ticks_of([7], 10, 310)] == [(10, True)]


def test_where_sessions_stand_close_only_some_have_room_for_their_number():
    ticks = [tick for tick in ticks_of(range(1, 101), 0, 693) if tick.labelled]
    assert [tick.session for tick in ticks[:3]] == [1, 5, 9]
    assert min(after.x - before.x for before, after in zip(ticks, ticks[1:], strict=False)) >= 26


@given(records(), courses())
def test_a_stored_claim_draws_the_same_picture(observations, attended):
    claims = member_claims(observations, attended)
    stored = [Claim.from_json(json.loads(json.dumps(claim.as_json()))) for claim in claims]
    for draw in (funnel_figure, incident_figure, focus_figure):
        assert draw(stored) == draw(claims)


@given(records(), courses())
def test_no_coordinate_is_a_fraction_that_a_language_could_write_with_a_comma(observations, attended):
    claims = member_claims(observations, attended)
    figures = [draw(claims) for draw in (funnel_figure, incident_figure, focus_figure)]
    assert "." not in "".join(json.dumps(coordinates(figure)) for figure in figures if figure)
