from collections import Counter
from math import dist
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.events.circle import SEAT, circle_of, codes_of
from observations.events.room import Seat
from observations.events.ties import Affects, Standing, Tie, Ties


def seat(alias, counselor=False):
    said = {"id": uuid4(), "ref": alias, "alias": alias, "counselor": counselor, "there": True}
    return Seat(**dict.fromkeys(Seat._fields) | said)


def ties(seats, counts=None, to_group=None):
    """`counts`: pairs of places in `seats` → how often."""
    standings = [Standing(row, Counter(), (to_group or {}).get(place, 0)) for place, row in enumerate(seats)]
    found = [Tie(seats[who], seats[to], Affects(n, 0, 0)) for (who, to), n in (counts or {}).items()]
    return Ties(sum((counts or {}).values()), standings, found)


@pytest.mark.parametrize("people", [1, 2, 3, 8, 20, 50])
def test_seats_stand_apart_and_inside_the_picture(people):
    circle = circle_of(ties([seat(f"P{n}") for n in range(people)]))
    spots = [(spot.x, spot.y) for spot in circle.spots]
    assert len(spots) == people
    for x, y in spots:
        assert SEAT <= x <= circle.size - SEAT and SEAT <= y <= circle.size - SEAT
    for place, one in enumerate(spots):
        assert all(dist(one, other) > 2 * SEAT for other in spots[place + 1 :])


def test_the_first_seat_is_at_the_top_and_the_next_to_its_right():
    first, second, third, fourth = circle_of(ties([seat(name) for name in "abcd"])).spots
    assert first.y < second.y < third.y and second.x > first.x == third.x > fourth.x


def test_a_tie_is_drawn_from_who_turned_to_the_middle_between_both():
    circle = circle_of(ties([seat("Melati"), seat("Dahlia")], {(0, 1): 4}))
    melati, dahlia = circle.spots
    middle = (melati.x + dahlia.x) / 2, (melati.y + dahlia.y) / 2
    assert [line.way for line in circle.lines] == [f"M{melati.x} {melati.y}L{middle[0]:.1f} {middle[1]:.1f}"]


def test_more_often_is_wider_and_the_most_is_the_widest():
    circle = circle_of(ties([seat(name) for name in "abc"], {(0, 1): 9, (1, 0): 3, (1, 2): 1}))
    widths = [float(line.width) for line in circle.lines]
    assert widths[0] == 7.0 and widths[0] > widths[1] > widths[2] > 0.8


def test_what_goes_to_the_group_is_a_line_to_the_middle():
    circle = circle_of(ties([seat("a"), seat("b")], {(0, 1): 1}, to_group={1: 8}))
    second = circle.spots[1]
    assert circle.lines[-1].way == f"M{second.x} {second.y}L{circle.middle:.1f} {circle.middle:.1f}"
    assert float(circle.lines[-1].width) == 7.0 > float(circle.lines[0].width)


def test_without_ties_there_are_seats_only():
    circle = circle_of(ties([seat("a"), seat("b")]))
    assert (circle.lines, circle.threads) == ([], "")


def test_a_thread_leads_on_to_who_was_meant_once_for_each_pair():
    circle = circle_of(ties([seat(name) for name in "abc"], {(0, 1): 2, (1, 0): 1, (2, 0): 1}))
    a, b, c = circle.spots
    assert circle.threads == f"M{b.x} {b.y}L{a.x} {a.y}M{c.x} {c.y}L{a.x} {a.y}"


def test_what_happened_once_is_not_drawn_as_if_it_were_much():
    [line] = circle_of(ties([seat("a"), seat("b")], {(0, 1): 1})).lines
    assert float(line.width) < 4


@pytest.mark.parametrize(
    ("aliases", "codes"),
    [
        (["Melati", "Dahlia"], ["Me", "Da"]),
        (["Dahlia", "Damar", "Dara"], ["Da", "Dm", "Dr"]),
        (["1", "10", "11"], ["1", "10", "11"]),
        (["Da", "Da!", "Da"], ["Da", "D!", "1"]),
    ],
)
def test_codes_are_two_letters_that_nobody_else_has(aliases, codes):
    assert codes_of(aliases) == codes


@given(st.lists(st.text(min_size=1, max_size=8), max_size=50))
def test_no_two_people_share_a_code(aliases):
    codes = codes_of(aliases)
    assert len(set(codes)) == len(codes) == len(aliases) and all(0 < len(code) <= 2 for code in codes)
